import { resolve } from 'node:path';
import { format, type FormatResult } from '../format.ts';
import type { FormatOptions } from '../options.ts';
import { formatRangeText } from '../range.ts';
import type { Refusal } from '../refuse.ts';
import type { Arguments } from './arguments.ts';
import { unifiedDiff } from './diff.ts';
import { EditorConfigReader } from './editorconfig.ts';
import { escapeControls } from './escape.ts';
import { Failure, reasonOf } from './failure.ts';
import { findFiles, prettierIgnore } from './find-files.ts';
import { isTerminal, writeAll } from './output.ts';
import { inOrder } from './pool.ts';
import { PrettierConfigReader } from './prettierrc.ts';
import { Progress } from './progress.ts';
import { encode, readStandardInput, readText, type Decoded, type FileText } from './read-file.ts';
import { work } from './work.ts';

/** Files that are read at once; more would not be faster on any disk. */
const atOnce = 8;

/** Loaded when something is to be written, which most runs do not do. */
const writing = (): Promise<typeof import('./write-file.ts')> => import('./write-file.ts');

/** What became of one input. */
interface Outcome {
  readonly name: string;
  readonly failures: readonly string[];
  readonly changed: boolean;
  /** What goes to standard output. */
  readonly output: Uint8Array | undefined;
}

/** One line on standard error; what it quotes of names and files cannot steer the terminal. */
const complain = (message: string): void => {
  void writeAll(2, `${escapeControls(message)}\n`);
};

const describe = (name: string, { line, column, message }: Refusal): string => `${name}:${line}:${column}: ${message}`;

/** One run of the command. */
class Run {
  private readonly given: Arguments;
  private readonly editorConfig = new EditorConfigReader();
  private readonly notices = new Set<string>();
  private readonly prettierConfig = new PrettierConfigReader((message) => this.notice(message));
  private readonly isIgnored = prettierIgnore(process.cwd());
  private readonly terminal = isTerminal(1);

  constructor(given: Arguments) {
    this.given = given;
  }

  async standardInput(): Promise<number> {
    const name = this.given.stdinFilepath === undefined ? '<stdin>' : escapeControls(this.given.stdinFilepath);
    let outcome: Outcome;
    try {
      const input = await readStandardInput();
      outcome = await this.judge(name, this.given.stdinFilepath, input);
    } catch (error) {
      outcome = { name, failures: [`${name}: ${reasonOf(error)}`], changed: false, output: undefined };
    }
    await this.report(outcome);
    return this.status([outcome]);
  }

  async files(): Promise<number> {
    const { paths, failures } = findFiles(this.given.paths);
    for (const { path, reason } of failures) complain(`${path}: ${reason}`);
    const several = paths.length > 1 ? 'several files' : undefined;
    if (several && this.given.mode === 'print') throw new Failure(`${several} need a mode: --write, --check, --diff or --list-different`);
    if (several && this.given.range) throw new Failure('--range is for one file');
    if (this.given.mode === 'write') (await writing()).removeTemporaryFilesOnSignal();
    const progress = new Progress(paths.length);
    const outcomes: Outcome[] = [];
    for await (const outcome of inOrder(paths, atOnce, (path) => this.file(path))) {
      progress.step();
      if (outcome.failures.length > 0 || outcome.output || outcome.changed) progress.clear();
      await this.report(outcome);
      outcomes.push({ ...outcome, output: undefined });
    }
    progress.clear();
    this.summarize(outcomes);
    return failures.length > 0 ? 2 : this.status(outcomes);
  }

  private async file(path: string): Promise<Outcome> {
    const name = escapeControls(path);
    try {
      const file = readText(path);
      return await this.judge(name, path, file, file.stats);
    } catch (error) {
      return { name, failures: [`${name}: ${reasonOf(error)}`], changed: false, output: undefined };
    }
  }

  private async optionsFor(path: string | undefined, encoding: Decoded['encoding']): Promise<Partial<FormatOptions>> {
    const absolute = resolve(path ?? 'stdin.conf');
    const configured = this.given.config ? { ...this.editorConfig.optionsFor(absolute), ...(await this.prettierConfig.optionsFor(absolute)) } : {};
    return { ...configured, ...this.given.style, encoding, filepath: path };
  }

  /** Formats one text and does what the mode asks for. */
  private async judge(name: string, path: string | undefined, input: Decoded, stats?: FileText['stats']): Promise<Outcome> {
    const { mode, range } = this.given;
    const unchanged = { name, failures: [], changed: false, output: mode === 'print' ? encode(input) : undefined };
    if (path !== undefined && this.isIgnored(path)) return unchanged;
    const options = await this.optionsFor(path, input.encoding);
    const result: FormatResult = range ? formatRangeText(input.text, range, options) : format(input.text, options);
    if (result.kind === 'refused') return { name, failures: result.refusals.map((refusal) => describe(name, refusal)), changed: false, output: undefined };
    const output = encode({ text: result.text, encoding: input.encoding });
    if (result.text === input.text) return unchanged;
    if (mode === 'write' && path !== undefined && stats) await (await writing()).replaceFile(path, output, stats);
    if (mode === 'print') return { name, failures: [], changed: true, output };
    const diff = mode === 'diff' ? encode({ text: await unifiedDiff(name, input.text, result.text), encoding: input.encoding }) : undefined;
    return { name, failures: [], changed: true, output: diff };
  }

  private async report({ name, failures, changed, output }: Outcome): Promise<void> {
    for (const failure of failures) complain(failure);
    if (output) await this.print(output);
    if (!changed) return;
    if (this.given.mode === 'list' || (this.given.list && this.given.mode !== 'print')) await this.print(`${name}\n`);
    else if (this.given.mode === 'check') complain(`${name}: not formatted`);
  }

  /** A terminal is shown what is in the file; a program gets its bytes. */
  private print(text: Uint8Array | string): Promise<void> {
    return writeAll(1, this.terminal ? escapeControls(typeof text === 'string' ? text : new TextDecoder().decode(text), 'lines') : text);
  }

  private notice(message: string): void {
    if (!this.notices.has(message)) complain(message);
    this.notices.add(message);
  }

  private summarize(outcomes: readonly Outcome[]): void {
    const changed = outcomes.filter((outcome) => outcome.changed).length;
    const files = outcomes.length === 1 ? '1 file' : `${outcomes.length} files`;
    if (this.given.mode === 'check' && changed > 0) complain(`${changed} of ${files} not formatted; --write formats ${changed === 1 ? 'it' : 'them'}`);
    if (this.given.mode === 'write' && changed > 0) complain(`formatted ${changed} of ${files}`);
  }

  private status(outcomes: readonly Outcome[]): number {
    if (outcomes.some((outcome) => outcome.failures.length > 0)) return 2;
    const asks = this.given.mode === 'check' || this.given.mode === 'list' || this.given.mode === 'diff';
    return asks && outcomes.some((outcome) => outcome.changed) ? 1 : 0;
  }
}

/** Carries the command out. @returns the exit status */
export async function run(given: Arguments): Promise<number> {
  const job = new Run(given);
  const status = await (given.standardInput ? job.standardInput() : job.files());
  work.done = true;
  return status;
}
