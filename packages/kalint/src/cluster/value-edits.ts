import type { AnyDirective } from '@kaconf/semantics';
import type { Edit } from '../diagnostic.ts';

/**
 * Replaces the first argument of a directive. Text that a definition brought in has no place of its own: changing the
 * definition could change more than is meant, so there is no edit then.
 */
export function replaceValue(directive: AnyDirective | undefined, text: string): readonly Edit[] | undefined {
  const word = directive?.argumentWords[0];
  if (!directive || !word || word.definition || word.dynamic) return undefined;
  return [{ path: directive.document.path, start: word.start, end: word.end, text }];
}

/** Puts a line in front of a directive, indented as that is. */
export function insertBefore(directive: AnyDirective, line: string): readonly Edit[] {
  const { text, path } = directive.document;
  const { start } = directive.range;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '';
  return [{ path, start, end: start, text: `${line}\n${indent}` }];
}
