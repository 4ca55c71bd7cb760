import { window, type TextEditor } from 'vscode';

/** Identifier of the language, in the manifest too. */
export const languageId = 'keepalived';

/** The editor that a command is about: the active one, else one that can be seen. */
export function keepalivedEditor(): TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = window;
  if (activeTextEditor?.document.languageId === languageId) return activeTextEditor;
  return visibleTextEditors.find((editor) => editor.document.languageId === languageId);
}
