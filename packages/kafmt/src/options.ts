import type { TemplateMode } from '@kaconf/syntax';

/** How the printed file looks. The names are those of Prettier; the command line has a flag for each. */
export interface FormatOptions {
  /** Columns of one level of indentation (`--indent-width`). */
  readonly tabWidth: number;
  /** One tab per level instead of `tabWidth` spaces (`--use-tabs`). */
  readonly useTabs: boolean;
  /** Columns up to which a one-line list may reach (see `oneLineLists`); nothing else is ever wrapped. */
  readonly printWidth: number;
  /** `auto` keeps the line end of the first line. */
  readonly endOfLine: 'lf' | 'crlf' | 'auto';
  /** Trailing comments of neighbouring lines start in one column (`--align-comments`). */
  readonly alignComments: boolean;
  /** A list of values that is written on one line stays there while it fits (`--one-line-lists`). */
  readonly oneLineLists: boolean;
  /** Which template tags the text may hold (`--template`). */
  readonly template: TemplateMode;
  /** Name of the file, for what its extension tells about templates. */
  readonly filepath: string | undefined;
  /** How the file is stored: the limit of a line counts bytes. */
  readonly encoding: 'utf-8' | 'latin1';
}

export const defaultOptions: FormatOptions = {
  tabWidth: 4,
  useTabs: false,
  printWidth: 80,
  endOfLine: 'lf',
  alignComments: false,
  oneLineLists: false,
  template: 'auto',
  filepath: undefined,
  encoding: 'utf-8',
};

/** Options with the gaps filled from the defaults. */
export function completeOptions(options: Partial<FormatOptions>): FormatOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaultOptions, ...Object.fromEntries(given) };
}
