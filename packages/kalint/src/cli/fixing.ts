import { encode, type Encoding } from '@kaconf/syntax';
import picocolors from 'picocolors';
import { fixAll, type FixOutcome } from '../fix.ts';
import type { LintResult } from '../lint-types.ts';
import { visible } from '../render/terminal-text.ts';
import { judge, type Judged } from './judge.ts';
import type { Settings } from './settings.ts';
import { systemReason } from './usage-error.ts';
import { replaceFile } from './write-file.ts';

/** Applies fixes to the texts of a run; nothing is written. */
export function fixTexts(first: Judged, paths: readonly string[], settings: Settings, stdin: Uint8Array | undefined, unsafe: boolean): FixOutcome {
  const files = new Map(first.result.files.flatMap(({ document }) => { const file = first.loader.fileOf(document); return file === undefined ? [] : [[document.path, file] as const]; }));
  const again = (texts: ReadonlyMap<string, string>): LintResult => {
    const byFile = new Map([...texts].flatMap(([path, text]) => { const file = files.get(path); return file === undefined ? [] : [[file, text] as const]; }));
    const ownStdin = [...texts].find(([path]) => !files.has(path));
    const encoding = ownStdin && first.result.files.find(({ document }) => document.path === ownStdin[0])?.document.encoding;
    return judge(paths, settings, ownStdin && encoding ? encode(ownStdin[1], encoding) : stdin, byFile).result;
  };
  return fixAll(first.result, again, { unsafe, mayChange: () => true });
}

/**
 * Writes what changed, each file whole or not at all.
 *
 * @returns one line for each file that cannot be written
 */
export function writeTexts(first: Judged, { texts }: FixOutcome): readonly string[] {
  const failures: string[] = [];
  for (const { document } of first.result.files) {
    const text = texts.get(document.path);
    const file = first.loader.fileOf(document);
    if (text === undefined || file === undefined) continue;
    try {
      replaceFile(file, bytes(text, document.encoding));
    } catch (error) {
      failures.push(`${document.path}: cannot be written: ${systemReason(error)}`);
    }
  }
  return failures;
}

function bytes(text: string, encoding: Encoding): Uint8Array {
  return encode(text, encoding);
}

/**
 * What would change, as a unified diff.
 *
 * @param safe for a terminal: what it would obey is spelt out, so that it is no longer byte for byte what is in the files
 */
export async function diffOf(first: Judged, { texts }: FixOutcome, { colour, safe }: { readonly colour: boolean; readonly safe: boolean }): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  const paint = picocolors.createColors(colour);
  const paintLine = (line: string): string => {
    if (/^(---|\+\+\+) /.test(line)) return paint.bold(line);
    return line.startsWith('@@') ? paint.cyan(line) : line.startsWith('+') ? paint.green(line) : line.startsWith('-') ? paint.red(line) : line;
  };
  const patches = first.result.files.flatMap(({ document }) => {
    const text = texts.get(document.path);
    if (text === undefined) return [];
    const name = visible(document.path);
    const patch = createTwoFilesPatch(name, name, document.text, text, '', '').replace(/^(Index: .*\n)?=+\n/, '');
    return [patch.split('\n').map((line) => paintLine(safe ? line.split('\t').map(visible).join('\t') : line)).join('\n')];
  });
  return patches.join('');
}
