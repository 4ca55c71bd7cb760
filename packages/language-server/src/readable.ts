import { withoutTags, type SourceDocument } from '@kaconf/semantics';
import type { TemplateMode } from 'kalint';

const memo = new WeakMap<SourceDocument, { readonly mode: TemplateMode; readonly document: SourceDocument }>();

/** A document without its template tags, always the same one: identity is the key of every cache. */
export function readable(document: SourceDocument, mode: TemplateMode): SourceDocument {
  let known = memo.get(document);
  if (known?.mode !== mode) {
    known = { mode, document: withoutTags(document, mode) };
    memo.set(document, known);
  }
  return known.document;
}
