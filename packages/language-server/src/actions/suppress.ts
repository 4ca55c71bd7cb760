import type { Edit } from 'kalint';
import type { SourceDocument } from '@kaconf/semantics';
import { lineAt } from '@kaconf/syntax';

/** Comments that suppress a rule; undefined where no comment can stand. */
export interface Suppressions {
  readonly line: Edit | undefined;
  readonly file: Edit;
}

export function suppressionsFor(document: SourceDocument, offset: number, rule: string): Suppressions {
  return { line: lineEdit(document, offset, rule), file: fileEdit(document, rule) };
}

/** A comment on a line of its own before that of the finding, or one more name in the comment that is there. */
function lineEdit({ path, text, tree }: SourceDocument, offset: number, rule: string): Edit | undefined {
  const line = lineAt(tree.lineStarts, offset);
  const start = tree.lineStarts[line] ?? 0;
  // In the middle of a definition a comment would become part of it.
  if (tree.items.some((item) => item.kind === 'definition' && item.start < start && item.end > start)) return undefined;
  const before = line === 0 ? '' : text.slice(tree.lineStarts[line - 1] ?? 0, start);
  const names = /^[ \t]*[#!]+[ \t]*kalint-disable-next-line[ \t]+[^\s,]+(?:[ \t]*,[ \t]*[^\s,]+)*/.exec(before);
  if (names) {
    const at = (tree.lineStarts[line - 1] ?? 0) + names[0].length;
    return { path, start: at, end: at, text: `, ${rule}` };
  }
  const indent = /^[ \t]*/.exec(text.slice(start, start + 200))?.[0] ?? '';
  return { path, start, end: start, text: `${indent}# kalint-disable-next-line ${rule}${eolOf(text)}` };
}

/** A comment at the top holds for the rest of the file. */
function fileEdit({ path, text }: SourceDocument, rule: string): Edit {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  return { path, start, end: start, text: `# kalint-disable ${rule}${eolOf(text)}` };
}

function eolOf(text: string): string {
  return /\r\n/.test(text.slice(0, 10_000)) ? '\r\n' : '\n';
}
