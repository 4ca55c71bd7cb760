import { format, formatRange, indentLine, minimalEdits, type FormatOptions } from 'kafmt';
import type { Range as Offsets } from '@kaconf/syntax';
import type { Connection, FormattingOptions, TextEdit } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import type { Feature } from '../feature.ts';
import type { View } from '../view.ts';

/** The user's settings before what the editor has for every file. */
export function formatOptions(view: View, { tabSize, insertSpaces }: Partial<FormattingOptions>): Partial<FormatOptions> {
  const { enable: _enable, ...own } = view.settings.format;
  return {
    ...(typeof tabSize === 'number' && tabSize > 0 ? { tabWidth: Math.min(16, Math.floor(tabSize)) } : {}),
    ...(insertSpaces === undefined ? {} : { useTabs: !insertSpaces }),
    endOfLine: 'auto',
    template: view.snapshot.config.lint.template ?? 'auto',
    filepath: view.document.path,
    ...own,
  };
}

/** Edits that format a document; undefined where it cannot be formatted. */
export function formattingEdits(view: View, options: Partial<FormattingOptions>, connection: Pick<Connection, 'console'>): TextEdit[] | undefined {
  if (!view.settings.format.enable) return undefined;
  const { text } = view.document;
  const result = format(text, formatOptions(view, options));
  if (result.kind === 'refused') {
    refused(view, result.refusals, connection);
    return undefined;
  }
  return toEdits(view, minimalEdits(text, result.text));
}

function refused(view: View, refusals: readonly { readonly line: number; readonly message: string }[], { console }: Pick<Connection, 'console'>): void {
  // There is a diagnostic at the place already; a message would pop up at each save.
  for (const { line, message } of refusals) console.info(`${view.document.path}:${line}: not formatted: ${message}`);
}

function toEdits(view: View, edits: readonly (Offsets & { readonly text: string })[]): TextEdit[] {
  return edits.map(({ text, ...range }) => ({ range: view.range(range), newText: text }));
}

/** Formatting of documents and ranges, and of the line that somebody types. */
export const formatting: Feature = {
  capabilities: () => ({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
  }),
  listen(session, connection) {
    connection.onDocumentFormatting(answering(session, (view, { options }) => formattingEdits(view, options, connection) ?? null));
    connection.onDocumentRangeFormatting(answering(session, (view, { range, options }) => {
      if (!view.settings.format.enable) return null;
      const result = formatRange(view.document.text, view.positions.offsets(range), formatOptions(view, options));
      if (result.kind === 'formatted') return toEdits(view, result.edits);
      refused(view, result.refusals, connection);
      return null;
    }));
    connection.onDocumentOnTypeFormatting(answering(session, (view, { position, options }) =>
      view.settings.format.enable ? toEdits(view, indentLine(view.document.text, view.offset(position), formatOptions(view, options))) : null));
  },
};
