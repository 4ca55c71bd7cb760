import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { compareWithBaseline, readBaseline, writeBaseline, type BaselineEntry } from '../baseline.ts';
import type { ReportedDiagnostic } from '../diagnostic.ts';
import type { LintResult } from '../lint-types.ts';
import { visible } from '../render/terminal-text.ts';
import { reporters } from '../reporters/index.ts';
import { rules } from '../rules/index.ts';
import { summarize } from '../summary.ts';
import { version } from '../version.ts';
import { discover } from './discover.ts';
import { diffOf, fixTexts, writeTexts } from './fixing.ts';
import { judge, readStdin, type Judged } from './judge.ts';
import type { CliOptions } from './options.ts';
import type { Settings } from './settings.ts';
import { statistics } from './statistics.ts';
import type { Terminal } from './terminal.ts';
import { systemReason, UsageError } from './usage-error.ts';
import { work } from './work.ts';
import { replaceFile } from './write-file.ts';

/** What a run needs besides its settings. */
export interface RunContext {
  /** The command line that the options were read from. */
  readonly argv: readonly string[];
  readonly options: CliOptions;
  readonly settings: Settings;
  readonly terminal: Terminal;
  readonly colour: boolean;
}

export interface RunOutcome {
  /** 0, 1 or 2, as the contract says. */
  readonly status: number;
  /** Absolute paths of the files that were read, for `--watch`. */
  readonly files: readonly string[];
}

/** Finds the files, judges them, changes them where that was asked for, and reports. */
export async function run(context: RunContext): Promise<RunOutcome> {
  const { options, settings, terminal, colour } = context;
  const known = readBaselineFile(options, settings);
  const discovered = await discover(settings.inputs, settings);
  const stdin = discovered.paths.includes('-') ? await readStdin() : undefined;
  const first = await judgeAll(discovered.paths, context, stdin);
  const failures = [...discovered.failures, ...first.failures];
  let { result } = first;
  if (options.fix || options.fixDryRun) {
    const outcome = fixTexts(first, discovered.paths, settings, stdin, options.unsafeFixes ?? false);
    ({ result } = outcome);
    if (options.fixDryRun) {
      const diff = await diffOf(first, outcome, { colour, safe: terminal.outIsTerminal });
      // What a program reads on standard output must stay in one format.
      (settings.format === 'stylish' || options.outputFile !== undefined ? terminal.out : terminal.err)(diff);
    } else failures.push(...writeTexts(first, outcome));
  }
  const naming = namingFor(settings);
  const entries = options.updateBaseline && settings.baseline !== undefined ? updateBaseline(settings.baseline, result, known, naming) : known;
  const compared = compareWithBaseline(result, entries, naming);
  await report(compared.result, compared.baselined, context);
  for (const failure of failures) terminal.err(`kalint: ${visible(failure)}\n`);
  if (compared.gone.length > 0) terminal.err(`kalint: ${visible(goneLine(compared.gone))}\n`);
  work.done = true;
  const { errors, warnings } = summarize(compared.result);
  const allowed = options.maxWarnings ?? Number.POSITIVE_INFINITY;
  // Otherwise nothing would explain the status where warnings are not shown or are not the only findings.
  if (warnings > allowed) terminal.err(`kalint: ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, and at most ${allowed} are allowed\n`);
  return { status: failures.length > 0 ? 2 : errors > 0 || warnings > allowed ? 1 : 0, files: first.result.files.flatMap(({ document }) => first.loader.fileOf(document) ?? []) };
}

/** Files that are judged each alone can be shared out; a fix needs them here. */
async function judgeAll(paths: readonly string[], { argv, options, settings }: RunContext, stdin: Uint8Array | undefined): Promise<Judged> {
  const { separate, named } = settings;
  if (!separate || named.length > 0 || paths.length < 2 || options.jobs === 1 || paths.includes('-') || options.fix || options.fixDryRun || options.watch) return judge(paths, settings, stdin);
  return (await import('./parallel.ts')).judgeInParallel(paths, settings, argv, options.jobs);
}

async function report(result: LintResult, baselined: ReadonlySet<ReportedDiagnostic>, { options, settings, terminal, colour }: RunContext): Promise<void> {
  const reporter = reporters.get(settings.format);
  if (!reporter) throw new UsageError(`there is no format "${settings.format}"`);
  const toFile = options.outputFile;
  const shown: LintResult = options.quiet ? { ...result, files: result.files.map((file) => ({ ...file, diagnostics: file.diagnostics.filter(({ severity }) => severity === 'error') })) } : result;
  const { default: render } = await reporter.load();
  // A run in which no file could be read has nothing to say to people; programs expect their format all the same.
  const silent = reporter.human && result.files.length === 0;
  const text = silent ? '' : render(shown, {
    rules: rules.all,
    version,
    colour: colour && toFile === undefined,
    locale: settings.lint.locale,
    columns: toFile === undefined ? terminal.columns : undefined,
    baselined,
  });
  if (toFile === undefined) terminal.out(text);
  else write(resolve(settings.cwd, toFile), text);
  if (options.statistics) (reporter.human && toFile === undefined ? terminal.out : terminal.err)(statistics(shown));
}

function readBaselineFile(options: CliOptions, { baseline, cwd }: Settings): readonly BaselineEntry[] {
  if (baseline === undefined) {
    if (options.updateBaseline) throw new UsageError('--update-baseline needs --baseline FILE');
    return [];
  }
  let text: string;
  try {
    text = readFileSync(baseline, 'utf8');
  } catch (error) {
    if (options.updateBaseline) return [];
    throw new UsageError(`${relative(cwd, baseline)}: the baseline cannot be read: ${systemReason(error)}`);
  }
  const entries = readBaseline(text);
  if (!entries && !options.updateBaseline) throw new UsageError(`${relative(cwd, baseline)}: this is not a baseline of kalint`);
  return entries ?? [];
}

/** Lists what was found; a run over some of the files leaves alone what is known about the others, as long as they exist. */
function updateBaseline(baseline: string, result: LintResult, known: readonly BaselineEntry[], naming: (path: string) => string): readonly BaselineEntry[] {
  const judged = new Set(result.files.map(({ document }) => naming(document.path)));
  const text = writeBaseline(result, naming, known.filter(({ path }) => !judged.has(path) && existsSync(resolve(dirname(baseline), path))));
  write(baseline, text);
  return readBaseline(text) ?? [];
}

/** Paths in a baseline are relative to it, so that the run may start anywhere. */
function namingFor({ baseline, cwd }: Settings): (path: string) => string {
  if (baseline === undefined) return (path) => path;
  const folder = dirname(baseline);
  return (path) => (path === '<stdin>' ? path : relative(folder, resolve(cwd, path)).split(sep).join('/'));
}

function goneLine(gone: readonly BaselineEntry[]): string {
  const count = gone.length;
  const [first] = gone;
  return `${count} ${count === 1 ? 'finding of the baseline is' : 'findings of the baseline are'} gone (${first ? `${first.rule} in ${first.path}` : ''}${count > 1 ? ' and others' : ''}); --update-baseline removes ${count === 1 ? 'it' : 'them'}`;
}

function write(path: string, text: string): void {
  try {
    replaceFile(path, text);
  } catch (error) {
    throw new UsageError(`${path}: cannot be written: ${systemReason(error)}`);
  }
}
