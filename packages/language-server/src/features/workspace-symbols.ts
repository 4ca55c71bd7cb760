import { readInstances, type Configuration } from '@kaconf/semantics';
import { LSPErrorCodes, ResponseError, SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import { positionsOf } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { Project } from '../project.ts';
import type { Session } from '../session.ts';

const kinds: Readonly<Record<string, SymbolKind>> = {
  vrrp_instance: SymbolKind.Class, vrrp_sync_group: SymbolKind.Package, vrrp_script: SymbolKind.Function, vrrp_track_process: SymbolKind.Function,
  track_file: SymbolKind.File, vrrp_track_file: SymbolKind.File, virtual_server_group: SymbolKind.Interface, bfd_instance: SymbolKind.Event,
};
/** More than a person looks through. */
const most = 500;

/** Whether the letters of a query come in this order. */
function fits(query: string, name: string): boolean {
  let at = 0;
  for (const letter of name.toLowerCase()) if (letter === query.charAt(at)) at++;
  return at >= query.length;
}

function* symbolsOf(configuration: Configuration, project: Project, session: Session): Generator<WorkspaceSymbol> {
  for (const { role, kind, name, document, range } of configuration.symbols.all) {
    if (role === 'def') yield { name, kind: kinds[kind] ?? SymbolKind.Object, containerName: `${kind} ${document.path}`, location: { uri: project.uriOf(document), range: positionsOf(document, session.unit).range(range) } };
  }
  for (const [name, place] of configuration.definitions) {
    if (place) yield { name: `$${name}`, kind: SymbolKind.Variable, containerName: place.document.path, location: { uri: project.uriOf(place.document), range: positionsOf(place.document, session.unit).range(place.range) } };
  }
  for (const block of configuration.blocks('virtual_server')) {
    const name = block.words.slice(1).map((word) => word.text).join(' ');
    yield { name, kind: SymbolKind.Interface, containerName: `virtual_server ${block.document.path}`, location: { uri: project.uriOf(block.document), range: positionsOf(block.document, session.unit).range(block.range) } };
  }
}

/** Everything that has a name, and virtual addresses, in all files of the workspace. */
export const workspaceSymbols: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  listen(session, connection) {
    connection.onWorkspaceSymbol(async ({ query }, token) => {
      const wanted = query.toLowerCase().replace(/\s+/g, '');
      const found = new Map<string, WorkspaceSymbol>();
      for (const project of session.projects) {
        await project.searched;
        for (const node of project.snapshot?.workspace.nodes ?? []) {
          if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
          if (found.size >= most) break;
          const addresses = readInstances(node).flatMap((instance) => instance.addresses.map(({ address, item }): WorkspaceSymbol => ({
            name: address.address, kind: SymbolKind.Constant, containerName: `${instance.name} ${item.document.path}`,
            location: { uri: project.uriOf(item.document), range: positionsOf(item.document, session.unit).range(item.range) },
          })));
          for (const symbol of [...symbolsOf(node.configuration, project, session), ...addresses]) {
            if (fits(wanted, symbol.name)) found.set(`${symbol.name} ${symbol.location.uri} ${JSON.stringify(symbol.location)}`, symbol);
          }
        }
      }
      return [...found.values()].slice(0, most);
    });
  },
};
