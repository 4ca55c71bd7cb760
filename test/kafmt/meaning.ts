import { parseVersion } from '@kaconf/schema';
import type { SourceDocument } from '@kaconf/semantics';
import { parse } from '@kaconf/syntax';
import { noIncludes } from '../../packages/semantics/src/include.ts';
import { Reader } from '../../packages/semantics/src/reader.ts';

/**
 * What keepalived's processes read of a text, one string per logical line, by the model of its reader in `semantics`:
 * an independent witness, which knows nothing of the formatter.
 */
export function meaning(given: string, configIds: readonly (string | undefined)[] = ['lb1', 'lb2', undefined]): string {
  const lines: string[] = [];
  // The end of the last line is the formatter's to add.
  const text = given.endsWith('\n') ? given : `${given}\n`;
  const document: SourceDocument = { path: 'keepalived.conf', text, encoding: 'utf-8', tree: parse(text) };
  for (const target of ['2.2.7', '2.4.3']) {
    for (const configId of configIds) {
      for (const pass of ['parent', 'child'] as const) {
        lines.push(`== ${target} ${configId ?? '-'} ${pass}`);
        const reader = new Reader({ target: parseVersion(target) ?? 0, configId, includes: noIncludes, pass }, {
          accept: ({ kind, words }) => lines.push(kind === 'text' ? words.map((word) => JSON.stringify(word.text)).join(' ') : kind),
        });
        reader.read(document);
        // Definitions that are left over count as well: an including file may use them.
        for (const { name, pieces } of reader.definitions.all()) lines.push(`$${name}=${JSON.stringify(pieces)}`);
      }
    }
  }
  return lines.join('\n');
}
