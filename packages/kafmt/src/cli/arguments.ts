import { Command, InvalidArgumentError, Option } from 'commander';
import type { Range } from '@kaconf/syntax';
import manifest from '../../package.json' with { type: 'json' };
import type { FormatOptions } from '../options.ts';
import { templateModes, type TemplateMode } from '@kaconf/syntax';
import { Failure } from './failure.ts';

/** What to do with the formatted text. */
export type Mode = 'print' | 'write' | 'check' | 'list' | 'diff';

/** The command line, checked. */
export interface Arguments {
  readonly paths: readonly string[];
  readonly mode: Mode;
  /** With `write`: name the files that were changed. */
  readonly list: boolean;
  readonly standardInput: boolean;
  readonly stdinFilepath: string | undefined;
  readonly range: Range | undefined;
  /** Whether `.editorconfig` and `.prettierrc` are read. */
  readonly config: boolean;
  /** The style that was asked for on the command line. */
  readonly style: Partial<FormatOptions>;
}

interface Flags {
  readonly check?: true;
  readonly write?: true;
  readonly diff?: true;
  readonly listDifferent?: true;
  readonly stdinFilepath?: string;
  readonly range?: Range;
  readonly template?: TemplateMode;
  readonly indentWidth?: number;
  readonly useTabs?: boolean;
  readonly alignComments?: boolean;
  readonly oneLineLists?: boolean;
  readonly endOfLine?: FormatOptions['endOfLine'];
  readonly config: boolean;
}

function readRange(text: string): Range {
  const match = /^(\d{1,10}):(\d{1,10})$/.exec(text);
  const [start, end] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || end < start) throw new InvalidArgumentError('expected START:END, two offsets.');
  return { start, end };
}

function readWidth(text: string): number {
  if (!/^(?:\d|1[0-6])$/.test(text)) throw new InvalidArgumentError('expected a number from 0 to 16.');
  return Number(text);
}

/** The command line as Commander knows it; manual page and completions are made from it, too. */
export function createProgram(): Command {
  return new Command('kafmt')
    .description('Formats keepalived configurations. Prints one formatted file, or does with several what a mode says.')
    .argument('[path...]', 'files, folders, globs, or - for standard input')
    .option('-c, --check', 'name the files that are not formatted')
    .option('-w, --write', 'replace the files by their formatted text')
    .option('-l, --list-different', 'print the names of the files that are not formatted, and nothing else')
    .option('--diff', 'print what formatting would change')
    .option('--stdin-filepath <path>', 'name of the file whose text comes on standard input')
    .addOption(new Option('--range <start:end>', 'format the lines between two offsets only (UTF-16 units, half open)').argParser(readRange))
    .addOption(new Option('--template <language>', 'template language whose tags are kept').choices(templateModes))
    .addOption(new Option('--indent-width <columns>', 'columns of one level (default 4)').argParser(readWidth))
    .option('--use-tabs', 'indent with tabs')
    .option('--no-use-tabs', 'indent with spaces')
    .option('--align-comments', 'start the trailing comments of neighbouring lines in one column')
    .option('--no-align-comments', 'one blank before each trailing comment')
    .option('--one-line-lists', 'leave a short list of values on one line where it is written so')
    .option('--no-one-line-lists', 'give each value of a list its line')
    .addOption(new Option('--end-of-line <kind>', 'line ends to write (default lf)').choices(['lf', 'crlf', 'auto']))
    .option('--no-config', 'do not read .editorconfig and .prettierrc')
    .version(manifest.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', '\nExit status: 0 good, 1 not formatted (--check, --list-different, --diff), 2 a file that cannot be read or formatted, or wrong usage.');
}

/** Only what was given: an option that is missing must not hide one of a configuration file. */
function styleOf(flags: Flags): Partial<FormatOptions> {
  const { template, indentWidth, useTabs, alignComments, oneLineLists, endOfLine } = flags;
  const style: Partial<FormatOptions> = {
    ...(template === undefined ? {} : { template }),
    ...(indentWidth === undefined ? {} : { tabWidth: indentWidth }),
    ...(useTabs === undefined ? {} : { useTabs }),
    ...(alignComments === undefined ? {} : { alignComments }),
    ...(oneLineLists === undefined ? {} : { oneLineLists }),
    ...(endOfLine === undefined ? {} : { endOfLine }),
  };
  return style;
}

function modeOf(flags: Flags): Mode {
  const modes: readonly (readonly [Mode, unknown])[] = [['write', flags.write], ['check', flags.check], ['diff', flags.diff]];
  const given = modes.filter(([, value]) => value === true).map(([mode]) => mode);
  if (given.length > 1) throw new Failure(`--${given.join(' and --')} exclude each other`);
  return given[0] ?? (flags.listDifferent === true ? 'list' : 'print');
}

/**
 * Reads the command line.
 *
 * @param argv the arguments without program and script
 * @returns undefined where help or version was asked for and printed
 * @throws Failure for wrong usage
 */
export function readArguments(argv: readonly string[]): Arguments | undefined {
  const command = createProgram();
  let complaint = '';
  command.exitOverride().configureOutput({ writeErr: (text) => (complaint += text), outputError: (text, write) => write(text) });
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof Error && 'exitCode' in error && error.exitCode === 0) return undefined;
    const message = (complaint === '' ? String(error) : complaint).replace(/^error: /, '').trimEnd().replace(/\s+/g, ' ');
    throw new Failure(/^unknown option/.test(message) && !message.includes('(') ? `${message}; kafmt --help lists all` : message);
  }
  const flags = command.opts<Flags>();
  const mode = modeOf(flags);
  const paths = command.args.filter((path) => path !== '-');
  const standardInput = command.args.includes('-') || (paths.length === 0 && flags.stdinFilepath !== undefined);
  if (!standardInput && paths.length === 0) throw new Failure('name a file, a folder, a glob, or - for standard input (--help tells more)');
  if (paths.includes('')) throw new Failure('a path is empty; perhaps a variable of the shell is not set');
  if (standardInput && paths.length > 0) throw new Failure('standard input and files cannot be formatted in one run');
  if (standardInput && mode === 'write') throw new Failure('--write needs a file, not standard input');
  return {
    paths,
    mode,
    list: flags.listDifferent === true,
    standardInput,
    stdinFilepath: flags.stdinFilepath,
    range: flags.range,
    config: flags.config,
    style: styleOf(flags),
  };
}
