import type { AnyDirective, Tracker } from '@kaconf/semantics';
import type { Edit } from '../diagnostic.ts';
import { certainReplacement } from '../vrrp/certain-edits.ts';

/**
 * Replaces the first argument of a directive. Text that a definition brought in has no place of its own: changing the
 * definition could change more than is meant, so there is no edit then.
 */
export function replaceValue(directive: AnyDirective | undefined, text: string): readonly Edit[] | undefined {
  const word = directive?.argumentWords[0];
  if (!directive || !word || word.definition || word.dynamic) return undefined;
  const edit = certainReplacement({ document: directive.document, range: { start: word.start, end: word.end } }, word.text, text);
  return edit && [edit];
}

/** Puts a line in front of a directive, indented as that is. */
export function insertBefore(directive: AnyDirective, line: string): readonly Edit[] {
  const { text, path } = directive.document;
  const { start } = directive.range;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '';
  return [{ path, start, end: start, text: `${line}\n${indent}` }];
}

/** Another weight for a tracker, where its weight is written: in the list, else in the definition. */
export function weightEdits({ weight, weightAt }: Pick<Tracker, 'weight' | 'weightAt'>, changed: number): readonly Edit[] | undefined {
  const word = weightAt?.words.find((each, index) => index > 0 && weightAt.words[index - 1]?.text === 'weight' && each.text === String(weight));
  if (!weightAt || !word || word.definition || word.dynamic) return undefined;
  const edit = certainReplacement({ document: weightAt.document, range: { start: word.start, end: word.end } }, word.text, String(changed));
  return edit && [edit];
}
