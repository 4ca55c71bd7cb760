import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suggestion } from '../config/validate.ts';
import { visible } from '../render/terminal-text.ts';
import { rules } from '../rules/index.ts';
import { version } from '../version.ts';
import { findConfig } from './find-config.ts';
import { listed, parseOptions, type CliOptions } from './options.ts';
import { run } from './run.ts';
import { settle } from './settings.ts';
import { subcommands } from './subcommands.ts';
import { wantsColour, type Terminal } from './terminal.ts';
import { systemReason, UsageError } from './usage-error.ts';
import { replaceFile } from './write-file.ts';

/** Where a command runs. */
export interface Surroundings {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
}

/**
 * The whole command.
 *
 * @param argv what follows `kalint`
 * @returns exit status: 0 nothing to complain of, 1 findings, 2 wrong usage, unreadable files or an internal error
 */
export async function main(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { terminal } = surroundings;
  try {
    const subcommand = subcommands.get(argv[0] ?? '');
    if (subcommand) return await (await subcommand.load()).run(argv.slice(1), terminal);
    return await judgeCommand(argv, surroundings);
  } catch (error) {
    if (error instanceof UsageError) terminal.err(`kalint: ${visible(error.message)}\n`);
    else terminal.err(`kalint: internal error: ${visible(systemReason(error))}\n`);
    return 2;
  }
}

async function judgeCommand(argv: readonly string[], { cwd, env, terminal }: Surroundings): Promise<number> {
  const ids = rules.all.map(({ id }) => id);
  const invocation = parseOptions(argv, version, ids, [...subcommands].map(([name, { about }]) => [name, about] as const));
  if ('print' in invocation) {
    terminal.out(invocation.print);
    return 0;
  }
  const { options } = invocation;
  refuseLateCommand(options.paths, cwd);
  const colour = wantsColour(options.color, env, terminal.outIsTerminal);
  const page = await pageFor(options, ids, colour, terminal);
  if (page !== undefined) {
    terminal.out(page);
    return 0;
  }
  if (options.init) return init(cwd, terminal);
  const found = await findConfig(cwd, options.config, rules.all);
  if (options.target?.includes(',')) return (await import('./upgrade.ts')).upgradeReport(options, found, cwd, env, terminal);
  const settings = await settle(options, found, cwd, env);
  const context = { argv, options, settings, terminal, colour };
  if (options.watch) return (await import('./watch.ts')).watch(context, found.file);
  return (await run(context)).status;
}

/** `kalint --target 2.2.7 failover …`: the name of a command is taken for a file where it does not come first. */
function refuseLateCommand(paths: readonly string[], cwd: string): void {
  const missing = paths.find((path) => (subcommands.has(path) || path === 'help') && !existsSync(resolve(cwd, path)));
  if (missing === 'help') throw new UsageError('help: no such file; kalint --help tells what there is');
  if (missing !== undefined) throw new UsageError(`${missing}: no such file; as a command it comes first, its options behind it: kalint ${missing} ...`);
}

async function pageFor(options: CliOptions, ids: readonly string[], colour: boolean, terminal: Terminal): Promise<string | undefined> {
  if (options.explain === undefined && !options.listRules) return undefined;
  const { explainRule, listRules } = await import('./rule-list.ts');
  if (options.listRules) return listRules(rules.all, colour);
  const rule = rules.all.find(({ id }) => id === options.explain);
  if (!rule) throw new UsageError(`--explain: there is no rule "${options.explain ?? ''}"${suggestion(options.explain ?? '', ids) || listed}`);
  return explainRule(rule, colour, terminal.columns);
}

async function init(cwd: string, terminal: Terminal): Promise<number> {
  const file = join(cwd, '.kalintrc.json');
  if (existsSync(file)) throw new UsageError('.kalintrc.json is already there; change it, or delete it first');
  const { startConfig } = await import('../config/start.ts');
  try {
    replaceFile(file, startConfig);
  } catch (error) {
    throw new UsageError(`.kalintrc.json: cannot be written: ${systemReason(error)}`);
  }
  terminal.out('.kalintrc.json written\n');
  return 0;
}
