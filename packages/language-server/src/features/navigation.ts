import { DocumentHighlightKind, type DocumentHighlight, type Location, type LocationLink } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import type { Feature } from '../feature.ts';
import { holdersOf } from '../insight.ts';
import { nameAt, nodesAround, usesOf, type NameUse, type Named } from '../names.ts';
import { argumentAt, ownerAt } from '../owners.ts';
import type { View } from '../view.ts';

interface Found {
  /** What the cursor is on. */
  readonly origin: Named['range'];
  readonly uses: readonly NameUse[];
}

/** Where the thing at an offset is defined, for the nodes that read the document. */
function definitionsAt(view: View, offset: number): Found | undefined {
  const named = nameAt(view, offset);
  if (named) return { origin: named.range, uses: usesOf(view.nodes, named).filter(({ role }) => role === 'def') };
  return includedAt(view, offset) ?? virtualAddressAt(view, offset);
}

/** The files that an include reads. */
function includedAt(view: View, offset: number): Found | undefined {
  const cursor = view.cursor(offset);
  if (cursor.place !== 'include') return undefined;
  const pattern = view.document.text.slice(cursor.item.pattern.start, cursor.item.pattern.end);
  const documents = view.project.loader?.resolve(pattern, view.document).documents ?? [];
  return { origin: cursor.item.pattern, uses: documents.map((document) => ({ document, range: { start: 0, end: 0 }, role: 'def', literal: true })) };
}

/** From the address of a service to the virtual addresses. */
function virtualAddressAt(view: View, offset: number): Found | undefined {
  for (const configuration of view.configurations) {
    const owner = ownerAt(configuration, view.document, offset);
    const found = owner && argumentAt(owner, offset);
    const value = found?.argument.value;
    if (!found || typeof value !== 'object' || value === null || !('address' in value) || typeof value.address !== 'string') continue;
    const { address } = value;
    const uses = holdersOf(view, address)
      .filter(({ node }) => view.nodes.includes(node))
      .flatMap(({ instance }) => instance.addresses.filter((each) => each.address.address === address).map(({ item }): NameUse => ({ document: item.document, range: item.range, role: 'def', literal: true })));
    if (uses.length > 0) return { origin: found.word, uses };
  }
  return undefined;
}

/** @param links whether the client takes links, which also tell how far the defined thing reaches */
function toLocations(view: View, found: Found | undefined, links: boolean): Location[] | LocationLink[] {
  const uses = found?.uses ?? [];
  if (!found || !links) return uses.map(({ document, range }) => view.location(document, range));
  return uses.map(({ document, range, whole }): LocationLink => {
    const { uri, range: targetSelectionRange } = view.location(document, range);
    return { originSelectionRange: view.range(found.origin), targetUri: uri, targetRange: whole ? view.location(document, whole).range : targetSelectionRange, targetSelectionRange };
  });
}

/** Definition and declaration (here they are the same), references, and the other places in the file. */
export const navigation: Feature = {
  capabilities: () => ({ definitionProvider: true, declarationProvider: true, referencesProvider: true, documentHighlightProvider: true }),
  listen(session, connection) {
    connection.onDefinition(answering(session, (view, { position }) => toLocations(view, definitionsAt(view, view.offset(position)), session.client.textDocument?.definition?.linkSupport === true), { whole: true }));
    connection.onDeclaration(answering(session, (view, { position }) => toLocations(view, definitionsAt(view, view.offset(position)), session.client.textDocument?.declaration?.linkSupport === true), { whole: true }));
    connection.onReferences(answering(session, (view, { position, context }): Location[] => {
      const named = nameAt(view, view.offset(position));
      if (!named) return [];
      return usesOf(nodesAround(view), named).filter(({ role }) => role === 'ref' || context.includeDeclaration).map(({ document, range }) => view.location(document, range));
    }, { whole: true }));
    connection.onDocumentHighlight(answering(session, (view, { position }): DocumentHighlight[] => {
      const named = nameAt(view, view.offset(position));
      if (!named) return [];
      return usesOf(view.nodes, named).filter(({ document }) => document === view.document)
        .map(({ range, role }) => ({ range: view.range(range), kind: role === 'def' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read }));
    }));
  },
};
