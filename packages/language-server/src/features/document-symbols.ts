import { bodyContext, lookup, type Keyword } from '@kaconf/schema';
import type { SourceDocument, Surroundings } from '@kaconf/semantics';
import { isBlock, type Directive, type Node, type Range as Offsets, type Statement } from '@kaconf/syntax';
import { withoutSecrets } from 'kalint';
import { SymbolKind, type DocumentSymbol, type SymbolInformation } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import type { Feature } from '../feature.ts';
import type { View } from '../view.ts';

const kinds: Readonly<Record<string, SymbolKind>> = {
  global_defs: SymbolKind.Namespace, vrrp_instance: SymbolKind.Class, vrrp_sync_group: SymbolKind.Package, vrrp_script: SymbolKind.Function, vrrp_track_process: SymbolKind.Function,
  track_file: SymbolKind.File, vrrp_track_file: SymbolKind.File, virtual_server: SymbolKind.Interface, virtual_server_group: SymbolKind.Interface, real_server: SymbolKind.Object, bfd_instance: SymbolKind.Event,
};

interface Outline {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly range: Offsets;
  readonly selection: Offsets;
  readonly children: readonly Outline[];
}

/** Deeper nesting is no configuration any more. */
const maxDepth = 64;

function outline(nodes: readonly Node[], around: Surroundings, document: SourceDocument, depth: number): Outline[] {
  const result: Outline[] = [];
  for (const node of nodes) {
    if (node.kind === 'definition') {
      const value = node.pieces[0] ? withoutSecrets(document, node.pieces[0].start, node.pieces[0].end).trim() : '';
      result.push({ name: `$${node.name}`, detail: value, kind: SymbolKind.Variable, range: node, selection: node.nameRange, children: [] });
    } else if (node.kind === 'include') {
      result.push({ name: document.text.slice(node.pattern.start, node.pattern.end) || 'include', detail: 'include', kind: SymbolKind.Module, range: node, selection: node.pattern, children: [] });
    } else if (node.kind === 'directive' && depth < maxDepth) {
      const own = around.list ? item(node) : isBlock(node) ? block(node, around, document, depth) : undefined;
      if (own) result.push(own);
    }
  }
  return result;
}

/** A line of a list, by its first word: an address, the name of a script. */
function item(node: Directive): Outline | undefined {
  const word = node.heads[0]?.words[0];
  if (!word || word.text === '') return undefined;
  const rest = node.heads[0]?.words.slice(1).map((each) => each.text).join(' ') ?? '';
  return { name: word.text, detail: rest, kind: SymbolKind.Constant, range: node, selection: word, children: [] };
}

function block(node: Directive, around: Surroundings, document: SourceDocument, depth: number): Outline {
  const head = node.heads.find((each) => each.words.length > 0);
  const first = head?.words[0];
  const keyword = around.context === undefined || !first ? undefined : lookup(around.context, first.text);
  const inner: Surroundings = keyword?.kind === 'list' ? { context: keyword.context, list: keyword } : { context: keyword?.kind === 'block' ? bodyContext(keyword) : undefined, list: undefined };
  const children = outline(node.body?.nodes ?? [], inner, document, depth + 1);
  const names = node.heads.map((each) => each.words.slice(1).map((word) => word.text).join(' ')).filter((name) => name !== '');
  const title = names.length > 0 ? names.join(' | ') : (first?.text ?? '{');
  return { name: title, detail: names.length > 0 ? (first?.text ?? '') : '', kind: kindOf(keyword), range: node, selection: nameRange(head) ?? { start: node.start, end: node.start }, children };
}

function kindOf(keyword: Keyword | undefined): SymbolKind {
  if (!keyword) return SymbolKind.Null;
  return keyword.kind === 'list' ? SymbolKind.Array : (kinds[keyword.name] ?? SymbolKind.Property);
}

function nameRange(head: Statement | undefined): Offsets | undefined {
  const words = head?.words ?? [];
  const first = words[1] ?? words[0];
  const last = words.at(-1);
  return first && last && { start: first.start, end: Math.max(first.end, last.end) };
}

function toSymbol(view: View, { name, detail, kind, range, selection, children }: Outline): DocumentSymbol {
  // The protocol wants the selection inside the range.
  const inside = { start: Math.max(range.start, selection.start), end: Math.max(Math.max(range.start, selection.start), Math.min(range.end, selection.end)) };
  return { name, ...(detail === '' ? {} : { detail }), kind, range: view.range(range), selectionRange: view.range(inside), children: children.map((child) => toSymbol(view, child)) };
}

function* flat(view: View, outlines: readonly Outline[], container: string | undefined): Generator<SymbolInformation> {
  for (const { name, kind, range, children } of outlines) {
    yield { name, kind, location: { uri: view.uri, range: view.range(range) }, ...(container === undefined ? {} : { containerName: container }) };
    yield* flat(view, children, name);
  }
}

/** The outline of a file: blocks with their names, the lines of lists, definitions and includes. */
export const documentSymbols: Feature = {
  capabilities: () => ({ documentSymbolProvider: { label: 'keepalived' } }),
  listen(session, connection) {
    connection.onDocumentSymbol(answering(session, (view): DocumentSymbol[] | SymbolInformation[] => {
      const outlines = outline(view.document.tree.nodes, view.surroundings, view.document, 0);
      if (session.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true) return outlines.map((each) => toSymbol(view, each));
      return [...flat(view, outlines, undefined)];
    }));
  },
};
