import type { Workspace } from '@kaconf/semantics';
import { Option, type Command } from 'commander';
import { targetVersion } from '../config.ts';
import { templateModes } from '../config/schema.ts';
import type { TemplateMode } from '../lint-types.ts';
import { rules } from '../rules/index.ts';
import { discover } from './discover.ts';
import { findConfig } from './find-config.ts';
import { readRoots, readStdin, workspaceOf } from './judge.ts';
import { distinctNames, nodePair, type CliOptions } from './options.ts';
import { parseCommand } from './parse-command.ts';
import { settle } from './settings.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** What each command takes that looks at nodes instead of judging files. */
export interface NodeOptions extends Pick<CliOptions, 'target' | 'configId' | 'includeCheck' | 'allowIncludeOutside' | 'config' | 'locale'> {
  readonly template?: TemplateMode;
  readonly node?: CliOptions['node'];
}

export function addNodeOptions(program: Command): Command {
  return program
    .option('--target <version>', 'the keepalived version of the nodes (default: the newest)')
    .option('--config-id <id>', 'read the lines of this node only, as keepalived -i')
    .option('--node <name=path>', 'add a file under this name (repeatable); files so named form one cluster', (text: string, previous: CliOptions['node'] | undefined) => [...(previous ?? []), nodePair(text)])
    .addOption(new Option('--template <kind>', 'template tags in the files').choices(templateModes))
    .option('--include-check', 'every include has to find its files, as keepalived -e')
    .option('--allow-include-outside', 'follow includes that lead out of the folder of the configuration')
    .option('--config <file>', 'use this configuration file')
    .option('--no-config', 'look for no configuration file');
}

/**
 * Has a program with these options read its arguments.
 *
 * @throws UsageError with one line
 */
export function parseNodeCommand<O extends NodeOptions>(program: Command, argv: readonly string[]): { readonly options: O; readonly paths: readonly string[] } | { readonly print: string } {
  const print = parseCommand(program, argv);
  if (print !== undefined) return { print };
  const options = program.opts<O>();
  const target = options.target === undefined ? undefined : targetVersion(options.target);
  if (typeof target === 'string') throw new UsageError(`--target: ${target}`);
  distinctNames(options.node ?? []);
  return { options, paths: program.args };
}

/**
 * Reads the files of the nodes, and says which of them cannot be read.
 *
 * @returns also the language of messages for people: as asked for, else that of the settings or of the environment
 */
export async function readNodes(options: NodeOptions, paths: readonly string[], terminal: Terminal): Promise<{ readonly workspace: Workspace; readonly failed: boolean; readonly locale: string }> {
  const cwd = process.cwd();
  const given: CliOptions = { ...options, paths, node: options.node ?? [], rule: [], only: [] };
  const settings = await settle(given, await findConfig(cwd, options.config, rules.all), cwd, process.env);
  const discovered = await discover(settings.inputs, settings);
  const stdin = discovered.paths.includes('-') ? await readStdin() : undefined;
  const { roots, failures, loader } = readRoots(discovered.paths, settings, stdin);
  const problems = [...discovered.failures, ...failures];
  for (const problem of problems) terminal.err(`kalint: ${problem}\n`);
  return { workspace: workspaceOf(roots, settings, loader), failed: problems.length > 0, locale: settings.lint.locale };
}
