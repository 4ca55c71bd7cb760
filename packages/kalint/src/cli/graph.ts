import { Command, Option } from 'commander';
import { targetVersion } from '../config.ts';
import { templateModes } from '../config/schema.ts';
import { topology, type Topology } from '../graph/topology.ts';
import type { TemplateMode } from '../lint-types.ts';
import { rules } from '../rules/index.ts';
import { discover } from './discover.ts';
import { findConfig } from './find-config.ts';
import { readRoots, readStdin, workspaceOf } from './judge.ts';
import { nodePair, type CliOptions } from './options.ts';
import { settle } from './settings.ts';
import type { Terminal } from './terminal.ts';
import { parseCommand } from './parse-command.ts';
import { UsageError } from './usage-error.ts';

interface Options extends Pick<CliOptions, 'target' | 'configId' | 'includeCheck' | 'allowIncludeOutside' | 'config'> {
  readonly format: string;
  readonly template?: TemplateMode;
  readonly node?: CliOptions['node'];
}

const renderers: Readonly<Record<string, () => Promise<{ default: (found: Topology) => string }>>> = {
  mermaid: () => import('../graph/mermaid.ts'),
  dot: () => import('../graph/dot.ts'),
  svg: () => import('../graph/svg.ts'),
  html: () => import('../graph/html.ts'),
};

/** `kalint graph`: nodes, addresses, services and who backs up whom, as a picture. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const invocation = parse(argv);
  if ('print' in invocation) {
    terminal.out(invocation.print);
    return 0;
  }
  const { options, paths } = invocation;
  const cwd = process.cwd();
  const { format, ...shared } = options;
  const given: CliOptions = { ...shared, paths, node: options.node ?? [], rule: [], only: [] };
  const settings = await settle(given, await findConfig(cwd, options.config, rules.all), cwd, process.env);
  const discovered = await discover(settings.inputs, settings);
  const stdin = discovered.paths.includes('-') ? await readStdin() : undefined;
  const { roots, failures, loader } = readRoots(discovered.paths, settings, stdin);
  const problems = [...discovered.failures, ...failures];
  for (const problem of problems) terminal.err(`kalint: ${problem}\n`);
  if (roots.length === 0) return 2;
  const render = await renderers[format]?.();
  if (render) terminal.out(harmless(render.default(topology(workspaceOf(roots, settings, loader)))));
  return problems.length > 0 ? 2 : 0;
}

/** The command line as Commander knows it; manual page and completions are made from it, too. */
export function createProgram(): Command {
  return new Command('kalint graph')
    .usage('[options] path ...')
    .description('Draws nodes, virtual addresses, virtual servers with their real servers, and who backs up whom.')
    .argument('[path...]', 'the files of the nodes, folders, globs, or -')
    .addOption(new Option('--format <name>', 'svg and html are one file that needs no network').choices(Object.keys(renderers)).default('mermaid'))
    .option('--target <version>', 'the keepalived version of the nodes (default: the newest)')
    .option('--config-id <id>', 'read the lines of this node only, as keepalived -i')
    .option('--node <name=path>', 'add a file under this name (repeatable); files so named form one cluster', (text: string, previous: CliOptions['node'] | undefined) => [...(previous ?? []), nodePair(text)])
    .addOption(new Option('--template <kind>', 'template tags in the files').choices(templateModes))
    .option('--include-check', 'every include has to find its files, as keepalived -e')
    .option('--allow-include-outside', 'follow includes that lead out of the folder of the configuration')
    .option('--config <file>', 'use this configuration file')
    .option('--no-config', 'look for no configuration file')
    .helpOption('--help');
}

function parse(argv: readonly string[]): { readonly options: Options; readonly paths: readonly string[] } | { readonly print: string } {
  const program = createProgram();
  const printed = parseCommand(program, argv);
  if (printed !== undefined) return { print: printed };
  const options = program.opts<Options>();
  const target = options.target === undefined ? undefined : targetVersion(options.target);
  if (typeof target === 'string') throw new UsageError(`--target: ${target}`);
  return { options, paths: program.args };
}

/** A picture is also printed on terminals: nothing in a name may move the cursor or turn the direction of the text. */
function harmless(picture: string): string {
  return picture.replace(/(?![\n\t])[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
