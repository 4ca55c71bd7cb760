import { applyEdits, parse } from '@kaconf/syntax';
import type { SourceDocument } from '@kaconf/semantics';
import { ChosenEdits, touches } from './chosen-edits.ts';
import type { Edit, Fix } from './diagnostic.ts';
import type { LintResult } from './lint-types.ts';

/** After so many rounds fixes that undo each other are taken for granted. */
const maxRounds = 10;

export interface FixOptions {
  /** Also fixes that may change what keepalived does. */
  readonly unsafe: boolean;
  /** Whether a file may be changed: standard input and files that are not the user's may not. */
  readonly mayChange: (document: SourceDocument) => boolean;
}

export interface FixOutcome {
  /** What remains. */
  readonly result: LintResult;
  /** New texts, by path of the document; only of files that changed. */
  readonly texts: ReadonlyMap<string, string>;
  /** How many fixes were applied. */
  readonly applied: number;
}

/**
 * Applies fixes until there is nothing left to fix.
 *
 * @param first what was found in the files as they are
 * @param judge judges the files anew with some texts replaced, by path of the document
 */
export function fixAll(first: LintResult, judge: (texts: ReadonlyMap<string, string>) => LintResult, options: FixOptions): FixOutcome {
  const texts = new Map<string, string>();
  /** Documents that a fix would have broken: they stay as they are. */
  const broken = new Set<string>();
  let result = first;
  let applied = 0;
  for (let round = 0; round < maxRounds; round++) {
    const mayChange = (document: SourceDocument): boolean => !broken.has(document.path) && options.mayChange(document);
    const { edits, count } = choose(result, { ...options, mayChange });
    if (count === 0) break;
    let changed = 0;
    for (const { document } of result.files) {
      const own = edits.get(document.path);
      if (!own) continue;
      const text = applyEdits(document.text, own);
      if (damage(text) > damage(document.text)) broken.add(document.path);
      else if (text !== document.text) {
        texts.set(document.path, text);
        changed++;
      }
    }
    if (changed === 0) break;
    applied += count;
    result = judge(texts);
  }
  return { result, texts, applied };
}

/** Fixes that can be applied together: a fix is taken whole or left for a later round. */
export function choose(result: LintResult, options: FixOptions): { readonly edits: ReadonlyMap<string, readonly Edit[]>; readonly count: number } {
  const documents = new Map(result.files.map(({ document }) => [document.path, document]));
  const chosen = new Map<string, ChosenEdits>();
  const seen = new Set<string>();
  let count = 0;
  for (const { diagnostics } of result.files) {
    for (const { fix } of diagnostics) {
      if (!fix || fix.edits.length === 0 || (!fix.safe && !options.unsafe)) continue;
      const key = JSON.stringify(fix.edits);
      if (seen.has(key) || !fits(fix, chosen, documents, options)) continue;
      seen.add(key);
      count++;
      for (const edit of fix.edits) {
        const own = chosen.get(edit.path) ?? new ChosenEdits();
        own.add(edit);
        chosen.set(edit.path, own);
      }
    }
  }
  return { edits: new Map([...chosen].map(([path, own]) => [path, own.all])), count };
}

function fits(fix: Fix, chosen: ReadonlyMap<string, ChosenEdits>, documents: ReadonlyMap<string, SourceDocument>, { mayChange }: FixOptions): boolean {
  return fix.edits.every((edit, index) => {
    const document = documents.get(edit.path);
    if (!document || !mayChange(document) || edit.start > edit.end || edit.end > document.text.length) return false;
    if (chosen.get(edit.path)?.meets(edit)) return false;
    return !fix.edits.slice(0, index).some((other) => other.path === edit.path && touches(edit, other));
  });
}

/** How many braces and quotes of a text have no partner. */
function damage(text: string): number {
  return parse(text).problems.filter(({ code }) => code === 'unclosed-block' || code === 'unexpected-close' || code === 'unterminated-quote').length;
}
