import type { Parser, Plugin, Printer, SupportLanguage, SupportOptions } from 'prettier';
import { builders } from 'prettier/doc';
import { contentOf } from './content.ts';
import { isConfigurationName, isTemplateName } from './file-names.ts';
import { ignoresFile } from './ignore.ts';
import { completeOptions, type FormatOptions } from './options.ts';
import { printSource } from './printer/print.ts';
import { findRefusals, type Refusal } from './refuse.ts';
import { readSource, type Source } from './source.ts';
import { templateModes, type TemplateMode } from '@kaconf/syntax';
import { keepalivedVocabulary } from './vocabulary.ts';

/** What Prettier knows of a file: one node; the nesting inside it is the printer's business. */
export interface File {
  readonly type: 'keepalived-file';
  readonly source: Source;
  /** The file asks to be left alone. */
  readonly ignored: boolean;
}

/** The options of this plugin, beside Prettier's own; `prettier --help align-comments` shows them. */
export const options = {
  alignComments: {
    category: 'keepalived',
    type: 'boolean',
    default: false,
    description: 'Start the trailing comments of neighbouring lines in one column.',
  },
  oneLineLists: {
    category: 'keepalived',
    type: 'boolean',
    default: false,
    description: 'Leave a list of values on one line where it is written so and fits into the print width.',
  },
  template: {
    category: 'keepalived',
    type: 'choice',
    default: 'auto',
    description: 'Template language whose tags are kept as they are.',
    choices: templateModes.map((value) => ({ value, description: choiceOf(value) })),
  },
} satisfies SupportOptions;

function choiceOf(mode: TemplateMode): string {
  if (mode === 'auto') return 'By extension, else by the tags that the text holds.';
  return mode === 'off' ? 'No template.' : `Tags of ${{ jinja2: 'Jinja2', erb: 'ERB', epp: 'EPP', go: 'Go' }[mode]}.`;
}

const isTemplateMode = (value: unknown): value is TemplateMode => templateModes.some((mode) => mode === value);

/** Prettier's options in our form. */
function fromPrettier(given: Readonly<Record<string, unknown>>): FormatOptions {
  const { tabWidth, useTabs, printWidth, endOfLine, filepath, template, alignComments, oneLineLists } = given;
  if (endOfLine === 'cr') throw new Error('keepalived does not take a carriage return for a line end: endOfLine must be lf, crlf or auto');
  return completeOptions({
    ...(typeof tabWidth === 'number' ? { tabWidth } : {}),
    ...(typeof printWidth === 'number' ? { printWidth } : {}),
    useTabs: useTabs === true,
    endOfLine: endOfLine === 'crlf' ? 'crlf' : 'lf',
    filepath: typeof filepath === 'string' ? filepath : undefined,
    template: isTemplateMode(template) ? template : 'auto',
    alignComments: alignComments === true,
    oneLineLists: oneLineLists === true,
  });
}

/** The error of which Prettier shows place and code frame. */
function syntaxError(refusal: Refusal): SyntaxError {
  const { line, column, message } = refusal;
  return Object.assign(new SyntaxError(`${message} (${line}:${column})`), { loc: { start: { line, column } } });
}

const parser: Parser<File> = {
  astFormat: 'keepalived',
  locStart: () => 0,
  locEnd: (node) => node.source.original.length,
  parse(text, given) {
    const settled = fromPrettier({ ...given });
    const source = readSource(text, settled);
    const ignored = ignoresFile(source.tree);
    const refusal = ignored ? undefined : findRefusals(source, settled)[0];
    if (refusal) throw syntaxError(refusal);
    return { type: 'keepalived-file', source, ignored };
  },
};

const printer: Printer<File> = {
  print(path, given) {
    const { source, ignored } = path.node;
    if (ignored) return builders.join(builders.literalline, source.original.split('\n'));
    return printSource(source, fromPrettier({ ...given }), keepalivedVocabulary);
  },
  getVisitorKeys: () => [],
  // `prettier --debug-check` compares what this leaves.
  massageAstNode: (node: File, clean: Record<string, unknown>) => Object.assign(clean, { source: contentOf(node.source) }),
};

export const languages: SupportLanguage[] = [
  {
    name: 'keepalived',
    parsers: ['keepalived'],
    filenames: ['keepalived.conf'],
    extensions: ['.keepalived.conf'],
    vscodeLanguageIds: ['keepalived'],
    isSupported: ({ filepath }) => isConfigurationName(filepath) || isTemplateName(filepath),
  },
];
export const parsers: Record<'keepalived', Parser<File>> = { keepalived: parser };
export const printers: Record<'keepalived', Printer<File>> = { keepalived: printer };
/** Four spaces are what most configurations are written with. */
export const defaultOptions = { tabWidth: 4 };

const plugin: Plugin<File> = { languages, parsers, printers, options, defaultOptions };
export default plugin;
