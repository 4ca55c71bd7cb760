import { delimitersFor, findTags, parse, type TemplateMode } from '@kaconf/syntax';
import { unknownMark } from './definitions.ts';
import type { SourceDocument } from './document.ts';

/**
 * A document with template tags, made readable: values that a tag will bring are unknown, lines of tags alone are
 * comments. All offsets stay what they are.
 *
 * @returns the document itself where it has no tags
 */
export function withoutTags(document: SourceDocument, mode: TemplateMode): SourceDocument {
  const delimiters = delimitersFor(mode, document.path, document.text);
  if (delimiters.length === 0) return document;
  const tags = findTags(document.text, delimiters);
  if (tags.length === 0) return document;
  let masked = '';
  let from = 0;
  for (const { start, end, kind } of tags) {
    const text = document.text.slice(start, end);
    masked += document.text.slice(from, start) + (kind === 'line' ? asComment(text) : unknownMark.repeat(text.length));
    from = end;
  }
  masked += document.text.slice(from);
  return { path: document.path, text: document.text, encoding: document.encoding, tree: parse(masked, { encoding: document.encoding }), template: true };
}

/** Every line of the text begins with a comment sign and holds blanks. */
function asComment(text: string): string {
  return text.replace(/[^\n]+/g, (line) => `#${' '.repeat(line.length - 1)}`);
}
