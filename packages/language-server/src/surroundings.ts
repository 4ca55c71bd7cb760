import { lookup } from '@kaconf/schema';
import { fragmentOf, walk, type Configuration, type SourceDocument, type Surroundings } from '@kaconf/semantics';

const root: Surroundings = { context: '', list: undefined };
const memo = new WeakMap<SourceDocument, { readonly reader: Configuration | undefined; readonly surroundings: Surroundings }>();

/**
 * What the top of a document is: the root of the configuration, or the block in which other files include it.
 *
 * @param configurations those that read the document
 */
export function surroundingsOf(document: SourceDocument, configurations: readonly Configuration[], target: number): Surroundings {
  const [reader] = configurations;
  const known = memo.get(document);
  if (known && known.reader === reader) return known.surroundings;
  const surroundings = (reader && reader.root !== document ? included(document, reader) : undefined) ?? fragment(document, target) ?? root;
  memo.set(document, { reader, surroundings });
  return surroundings;
}

/** The block around the first thing in the document whose block begins elsewhere. */
function included(document: SourceDocument, configuration: Configuration): Surroundings | undefined {
  for (const each of walk(configuration.directives)) {
    if (each.document !== document) continue;
    const { parent } = each;
    if (!parent) return root;
    if (parent.document === document) continue;
    return parent.keyword.kind === 'list' ? { context: parent.keyword.context, list: parent.keyword } : { context: parent.path, list: undefined };
  }
  const unknown = configuration.factsOf('unknown-keyword').find((fact) => fact.document === document && fact.block?.document !== document);
  return unknown?.block ? { context: unknown.block.path, list: undefined } : undefined;
}

function fragment(document: SourceDocument, target: number): Surroundings | undefined {
  const found = fragmentOf(document, target);
  if (!found) return undefined;
  const at = found.context.lastIndexOf('.');
  const outer = at < 0 ? '' : found.context.slice(0, at);
  const keyword = lookup(outer, found.context.slice(at + 1));
  return keyword?.kind === 'list' ? { context: outer, list: keyword } : { context: found.context, list: undefined };
}
