import { LSPErrorCodes, ResponseError, type PrepareRenameResult, type WorkspaceEdit } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import { workspaceEdit } from '../edits.ts';
import type { Feature } from '../feature.ts';
import { kindsLike, nameAt, nodesAround, usesOf, type Named, type NameUse } from '../names.ts';
import type { View } from '../view.ts';

function refuse(message: string): never {
  throw new ResponseError(LSPErrorCodes.RequestFailed, message);
}

/** The name at an offset with all its uses, if it can be renamed. */
function renamable(view: View, offset: number): { readonly named: Named; readonly uses: readonly NameUse[] } {
  const named = nameAt(view, offset);
  if (!named) refuse('There is no name here that could be changed.');
  const uses = usesOf(nodesAround(view), named);
  if (uses.length === 0) refuse('This name is not known.');
  if (uses.some(({ literal }) => !literal)) refuse(`In one place "${named.name}" is put together from variables, so it cannot be renamed.`);
  if (named.kind === 'variable' && !uses.some(({ role }) => role === 'def')) refuse(`$${named.name} is not defined in these files.`);
  return { named, uses };
}

/** Why a word cannot be the new name; undefined where it can. */
function objection(view: View, { kind, name }: Named, wanted: string): string | undefined {
  if (kind === 'variable') return /^[A-Za-z_]\w*$/.test(wanted) ? taken(view, kind, name, wanted) : 'A variable is named with letters, digits and _, and does not begin with a digit.';
  if (wanted === '' || /[\s{}"#!@$~\\]/.test(wanted)) return 'A name is one word without blanks, quotes, braces and comment signs.';
  return taken(view, kind, name, wanted);
}

function taken(view: View, kind: string, name: string, wanted: string): string | undefined {
  if (wanted === name) return undefined;
  const there = kindsLike(kind).some((each) => usesOf(nodesAround(view), { kind: each, name: wanted }).some(({ role }) => role === 'def'));
  return there ? `"${wanted}" is defined already.` : undefined;
}

/** Rename with its check beforehand: in all files of the node and of its cluster. */
export const rename: Feature = {
  capabilities: (client) => ({ renameProvider: client.textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true }),
  listen(session, connection) {
    connection.onPrepareRename(answering(session, (view, { position }): PrepareRenameResult => {
      const { named } = renamable(view, view.offset(position));
      return { range: view.range(named.range), placeholder: named.name };
    }, { whole: true }));
    connection.onRenameRequest(answering(session, (view, { position, newName }): WorkspaceEdit => {
      const { named, uses } = renamable(view, view.offset(position));
      const wanted = named.kind === 'variable' ? newName.replace(/^\$\{?|\}$/g, '') : newName.trim();
      const problem = objection(view, named, wanted);
      if (problem !== undefined) refuse(problem);
      return workspaceEdit(session, view, uses.map(({ document, range }) => ({ path: document.path, ...range, text: wanted })));
    }, { whole: true }));
  },
};
