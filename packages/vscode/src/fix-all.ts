import { commands, window } from 'vscode';
import { keepalivedEditor } from './language.ts';

/** Applies every safe fix to the file, as `editor.codeActionsOnSave` with `source.fixAll` would. */
export async function fixAll(): Promise<void> {
  const editor = keepalivedEditor();
  if (!editor) return;
  // The action works on the active editor; the command may come from elsewhere.
  if (editor !== window.activeTextEditor) await window.showTextDocument(editor.document, editor.viewColumn);
  await commands.executeCommand('editor.action.fixAll');
}
