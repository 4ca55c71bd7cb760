import { Command, Option } from 'commander';
import type { Severity } from '../diagnostic.ts';
import type { Preset, TemplateMode } from '../lint-types.ts';
import { locales, presets, severities, templateModes } from '../config/schema.ts';
import { suggestion } from '../config/validate.ts';
import { targetVersion } from '../config/read.ts';
import { reporters } from '../reporters/index.ts';
import { parseCommand } from './parse-command.ts';
import { UsageError } from './usage-error.ts';

/** The command line as it was given; what was not given is undefined. */
export interface CliOptions {
  readonly paths: readonly string[];
  readonly format?: string;
  readonly outputFile?: string;
  readonly target?: string;
  readonly configId?: string;
  readonly node: readonly { readonly name: string; readonly path: string }[];
  readonly separate?: boolean;
  readonly rule: readonly { readonly id: string; readonly severity: Severity | 'off' }[];
  readonly only: readonly string[];
  readonly preset?: Preset;
  readonly hostRoot?: string;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly unsafeFixes?: boolean;
  readonly maxWarnings?: number;
  readonly quiet?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly template?: TemplateMode;
  readonly includeCheck?: boolean;
  readonly allowIncludeOutside?: boolean;
  /** False: none is looked for. */
  readonly config?: string | false;
  readonly locale?: string;
  readonly stdinFilename?: string;
  readonly color?: boolean;
  readonly watch?: boolean;
  readonly statistics?: boolean;
  readonly jobs?: number;
  readonly listRules?: boolean;
  readonly explain?: string;
  readonly init?: boolean;
}

/** What the command line asks for: a run, or a text to print. */
export type Invocation = { readonly options: CliOptions } | { readonly print: string };

/**
 * The command line as Commander knows it; manual page and completions are made from it, too.
 *
 * @param commands names and one line about each of the further commands, for the help
 */
export function createProgram(version: string, ruleIds: readonly string[], commands: readonly (readonly [string, string])[]): Command {
  return new Command('kalint')
    .usage('[options] [path ...]')
    .description('Judges keepalived.conf files: each one, and the nodes of a cluster together.')
    .argument('[path...]', 'files, folders, globs, or - for standard input')
    .option('--format <name>', `one of ${[...reporters.keys()].join(', ')}`)
    .option('--output-file <file>', 'write the report there')
    .option('--target <version>', 'the keepalived version that will read the files (default: the newest); a list such as 2.2.7,2.4.3 says what differs')
    .option('--config-id <id>', 'judge this node only, as keepalived -i')
    .option('--node <name=path>', 'add a file under this name (repeatable); files so named form one cluster', collect(nodePair))
    .option('--separate', 'judge each file alone')
    .option('--rule <id=severity>', 'off, info, warning or error for one rule (repeatable)', collect((text) => ruleSetting(text, ruleIds)))
    .option('--only <id|category>', 'only these rules (repeatable)', collect((text) => onlyName(text, ruleIds)))
    .addOption(new Option('--preset <name>', 'the rules to begin with').choices(presets))
    .option('--host-root <folder>', 'rules may look for scripts, users and interfaces below it (/ is this host)')
    .option('--fix', 'apply fixes')
    .option('--fix-dry-run', 'print what --fix would change')
    .option('--unsafe-fixes', 'with --fix or --fix-dry-run: also fixes that may change behaviour')
    .option('--max-warnings <n>', 'fail above this number of warnings', wholeNumber('--max-warnings', 0))
    .option('--quiet', 'report errors only')
    .option('--baseline <file>', 'findings listed there do not fail the run')
    .option('--update-baseline', 'write all present findings to the baseline')
    .addOption(new Option('--template <kind>', 'template tags in the files').choices(templateModes))
    .option('--include-check', 'every include has to find its files, as keepalived -e')
    .option('--allow-include-outside', 'follow includes that lead out of the folder of the configuration')
    .option('--config <file>', 'use this configuration file')
    .option('--no-config', 'look for no configuration file')
    .addOption(new Option('--locale <name>', 'language of messages').choices(locales))
    .option('--stdin-filename <file>', 'the name under which standard input is judged')
    .option('--color', 'colours even where no terminal is')
    .option('--no-color', 'no colours')
    .option('--watch', 'judge again whenever a file changes')
    .option('--statistics', 'count findings by rule')
    .option('--jobs <n>', 'how many threads may judge files that are judged alone (default: as many as pay)', wholeNumber('--jobs', 1))
    .option('--list-rules', 'list all rules')
    .option('--explain <id>', 'say what a rule is about')
    .option('--init', 'write a commented .kalintrc.json')
    .version(version, '--version')
    .helpOption('--help')
    .addHelpText('after', commands.length === 0 ? '' : `\nFurther commands:\n${commands.map(([name, about]) => `  kalint ${name.padEnd(10)} ${about}`).join('\n')}\n`)
    .allowExcessArguments();
}

/**
 * Reads the command line.
 *
 * @param commands as for `createProgram`
 * @throws UsageError with one line
 */
export function parseOptions(argv: readonly string[], version: string, ruleIds: readonly string[], commands: readonly (readonly [string, string])[]): Invocation {
  const program = createProgram(version, ruleIds, commands);
  const printed = parseCommand(program, argv);
  if (printed !== undefined) return { print: printed };
  const options: CliOptions = { node: [], rule: [], only: [], ...program.opts<Partial<CliOptions>>(), paths: program.args };
  checkTogether(options);
  return { options };
}

function checkTogether(options: CliOptions): void {
  if (options.format !== undefined && !reporters.has(options.format)) {
    throw new UsageError(`there is no format "${options.format}"${suggestion(options.format, [...reporters.keys()])}; formats are ${[...reporters.keys()].join(', ')}`);
  }
  for (const version of options.target?.split(',') ?? []) {
    const target = targetVersion(version);
    if (typeof target === 'string') throw new UsageError(`--target: ${target}`);
  }
  if (options.unsafeFixes && !options.fix && !options.fixDryRun) throw new UsageError('--unsafe-fixes needs --fix or --fix-dry-run');
  if (options.fix && options.paths.includes('-')) throw new UsageError('--fix cannot change standard input; --fix-dry-run prints what it would change');
  distinctNames(options.node);
  if (options.watch && options.paths.includes('-')) throw new UsageError('--watch cannot watch standard input');
  if (options.paths.filter((path) => path === '-').length > 1) throw new UsageError('standard input can be read only once');
}

function collect<T>(read: (text: string) => T): (text: string, previous: readonly T[] | undefined) => readonly T[] {
  return (text, previous = []) => [...previous, read(text)];
}

/**
 * Sees to it that each node has a name of its own: messages tell nodes apart by their names.
 *
 * @throws UsageError
 */
export function distinctNames(nodes: CliOptions['node']): void {
  const again = nodes.find(({ name }, index) => nodes.findIndex((other) => other.name === name) < index);
  if (again) throw new UsageError(`--node: two files are named "${again.name}"; give each node a name of its own`);
}

export function nodePair(text: string): { name: string; path: string } {
  const at = text.indexOf('=');
  if (at <= 0 || at === text.length - 1) throw new UsageError(`--node: "${text}" is not of the form NAME=PATH`);
  return { name: text.slice(0, at), path: text.slice(at + 1) };
}

/** What to do about a rule that nothing is near to. */
export const listed = '; kalint --list-rules shows all';

function ruleSetting(text: string, ruleIds: readonly string[]): { id: string; severity: Severity | 'off' } {
  const at = text.lastIndexOf('=');
  const id = text.slice(0, Math.max(at, 0));
  const severity = severities.find((word) => word === text.slice(at + 1));
  if (at <= 0 || !severity) throw new UsageError(`--rule: "${text}" is not of the form ID=${severities.join('|')}`);
  if (!ruleIds.includes(id)) throw new UsageError(`--rule: there is no rule "${id}"${suggestion(id, ruleIds) || listed}`);
  return { id, severity };
}

function onlyName(text: string, ruleIds: readonly string[]): string {
  const categories = [...new Set(ruleIds.map((id) => id.split('/')[0] ?? ''))];
  const name = text.replace(/\/\*?$/, '');
  if (!ruleIds.includes(name) && !categories.includes(name)) throw new UsageError(`--only: there is no rule or category "${text}"${suggestion(text, [...ruleIds, ...categories]) || listed}`);
  return name;
}

function wholeNumber(option: string, least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) throw new UsageError(`${option}: "${text}" is not a whole number from ${least} on`);
    return value;
  };
}
