import type { Version } from '@kaconf/schema';
import type { SourceDocument } from './document.ts';
import type { Fact } from './fact.ts';
import { lineAt } from './line-at.ts';
import { treeFor } from './target-tree.ts';

/**
 * What is wrong with the text of a document itself, as facts.
 *
 * @param written not one of keepalived's passes: these tell of overlong lines and NULs by themselves (physical-lines.ts)
 */
export function textProblems(document: SourceDocument, target: Version, written: boolean): readonly Fact[] {
  const facts: Fact[] = [];
  for (const { code, start, end } of treeFor(document, target).problems) {
    // Braces are judged with the includes, by the machine.
    if (code === 'unclosed-block' || code === 'unexpected-close') continue;
    const physical = code === 'line-too-long' || code === 'nul-byte';
    if (physical && !written) continue;
    const reported = code === 'unterminated-quote' || (code !== 'stray-carriage-return' && code !== 'stray-backslash' && target >= 2_004_000);
    facts.push({ code, document, range: { start, end }, reported, line: physical ? 0 : lineAt(document, start) });
  }
  return facts;
}
