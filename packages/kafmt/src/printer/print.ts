import { printer, type builders } from 'prettier/doc';
import type { FormatOptions } from '../options.ts';
import type { Source } from '../source.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { alignRows } from './align.ts';
import { rowsToDoc } from './doc.ts';
import { layOut } from './layout.ts';
import { spaceRows } from './spacing.ts';

/** The document of a text that may be formatted (see `findRefusals`). */
export function printSource(source: Source, options: FormatOptions, vocabulary: Vocabulary): builders.Doc {
  const rows = spaceRows(layOut(source, options, vocabulary));
  alignRows(rows, options);
  return rowsToDoc(rows, source, options);
}

/** The text of a document, as Prettier writes it; `options.endOfLine` must be settled. */
export function docToText(doc: builders.Doc, options: FormatOptions): string {
  const { printWidth, tabWidth, useTabs } = options;
  // The type of Prettier's printer leaves out `endOfLine`, which it reads all the same.
  const settings = { printWidth, tabWidth, useTabs, endOfLine: options.endOfLine === 'crlf' ? 'crlf' : 'lf' };
  return printer.printDocToString(doc, settings).formatted;
}
