import type { Edit } from 'kalint';
import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { positionsOf } from './convert.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Edits of several documents for the protocol; with versions, so that a client notices when its text has moved on. */
export function workspaceEdit(session: Session, view: View, edits: readonly Edit[]): WorkspaceEdit {
  const byUri = new Map<string, TextEdit[]>();
  for (const { path, start, end, text } of edits) {
    const document = view.snapshot.document(path);
    if (!document) continue;
    const uri = view.project.uriOf(document);
    byUri.set(uri, [...(byUri.get(uri) ?? []), { range: positionsOf(document, session.unit).range({ start, end }), newText: text }]);
  }
  if (session.client.workspace?.workspaceEdit?.documentChanges !== true) return { changes: Object.fromEntries(byUri) };
  return {
    documentChanges: [...byUri].map(([uri, own]): TextDocumentEdit => ({ textDocument: { uri, version: session.buffers.get(uri)?.version ?? null }, edits: own })),
  };
}
