import { failoverCluster, formatVersion, newest, simulate, verdictOrder, type Version, type Workspace } from '@kaconf/semantics';
import { Command, Option } from 'commander';
import { targetVersion } from '../config.ts';
import { templateModes } from '../config/schema.ts';
import type { TemplateMode } from '../lint-types.ts';
import { clusterOfOne, failoverReport, verdictsOf, type FailoverReport } from '../render/failover-report.ts';
import { severityOf } from '../render/failover-text.ts';
import { rules } from '../rules/index.ts';
import { discover } from './discover.ts';
import { findConfig } from './find-config.ts';
import { readRoots, readStdin, workspaceOf } from './judge.ts';
import { nodePair, type CliOptions } from './options.ts';
import { readScenarios, type ScenariosFile } from './scenarios-file.ts';
import { settle } from './settings.ts';
import { wantsColour, type Terminal } from './terminal.ts';
import { parseCommand } from './parse-command.ts';
import { UsageError } from './usage-error.ts';

interface Options extends Pick<CliOptions, 'target' | 'configId' | 'template' | 'includeCheck' | 'allowIncludeOutside' | 'config' | 'color'> {
  readonly format: string;
  readonly faults: '1' | '2';
  readonly scenarios?: string;
  readonly node?: CliOptions['node'];
}

const formats = ['text', 'json', 'markdown', 'mermaid'];

/** `kalint failover`: who is master when all is well, and after each fault. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const invocation = parse(argv);
  if ('print' in invocation) {
    terminal.out(invocation.print);
    return 0;
  }
  const { options, paths } = invocation;
  const cwd = process.cwd();
  const { format, faults, scenarios, ...shared } = options;
  const given: CliOptions = { ...shared, paths, node: options.node ?? [], rule: [], only: [] };
  const settings = await settle(given, await findConfig(cwd, options.config, rules.all), cwd, process.env);
  const discovered = await discover(settings.inputs, settings);
  const stdin = discovered.paths.includes('-') ? await readStdin() : undefined;
  const { roots, failures, loader } = readRoots(discovered.paths, settings, stdin);
  const problems = [...discovered.failures, ...failures];
  for (const problem of problems) terminal.err(`kalint: ${problem}\n`);
  // People are told by the lines above; programs expect their format all the same.
  if (roots.length === 0 && format !== 'json') return 2;
  const workspace = workspaceOf(roots, settings, loader);
  const target = workspace.nodes[0]?.configuration.target ?? newest;
  const colour = wantsColour(options.color, process.env, terminal.outIsTerminal);
  const bad = scenarios === undefined
    ? await report(failoverReport(workspace, target, faults === '2' ? 2 : 1), format, colour, terminal)
    : play(workspace, target, scenarios, format, terminal);
  return problems.length > 0 ? 2 : bad ? 1 : 0;
}

/** The command line as Commander knows it; manual page and completions are made from it, too. */
export function createProgram(): Command {
  return new Command('kalint failover')
    .usage('[options] path ...')
    .description('Says who is master of each virtual address when all is well, and after each fault.')
    .argument('[path...]', 'the files of the nodes, folders, globs, or -')
    .addOption(new Option('--format <name>', 'how to say it').choices(formats).default('text'))
    .addOption(new Option('--faults <n>', 'how many faults at once').choices(['1', '2']).default('1'))
    .option('--scenarios <file>', 'play the sequences of this JSON file instead')
    .option('--target <version>', 'the keepalived version of the nodes (default: the newest)')
    .option('--config-id <id>', 'read the lines of this node only, as keepalived -i')
    .option('--node <name=path>', 'add a file under this name (repeatable); files so named form one cluster', (text: string, previous: CliOptions['node'] | undefined) => [...(previous ?? []), nodePair(text)])
    .addOption(new Option('--template <kind>', 'template tags in the files').choices(templateModes))
    .option('--include-check', 'every include has to find its files, as keepalived -e')
    .option('--allow-include-outside', 'follow includes that lead out of the folder of the configuration')
    .option('--config <file>', 'use this configuration file')
    .option('--no-config', 'look for no configuration file')
    .option('--color', 'colours even where no terminal is')
    .option('--no-color', 'no colours')
    .helpOption('--help');
}

function parse(argv: readonly string[]): { readonly options: Options; readonly paths: readonly string[] } | { readonly print: string } {
  const program = createProgram();
  const printed = parseCommand(program, argv);
  if (printed !== undefined) return { print: printed };
  const options = program.opts<Options & { readonly template?: TemplateMode }>();
  const target = options.target === undefined ? undefined : targetVersion(options.target);
  if (typeof target === 'string') throw new UsageError(`--target: ${target}`);
  return { options, paths: program.args };
}

const renderers: Readonly<Record<string, () => Promise<(report: FailoverReport, colour: boolean) => string>>> = {
  text: async () => (await import('../render/failover-text.ts')).default,
  json: async () => (await import('../render/failover-json.ts')).default,
  markdown: async () => (await import('../render/failover-markdown.ts')).default,
  mermaid: async () => (await import('../render/failover-mermaid.ts')).default,
};

async function report(found: FailoverReport, format: string, colour: boolean, terminal: Terminal): Promise<boolean> {
  const render = await renderers[format]?.();
  if (render) terminal.out(render(found, colour));
  return found.clusters.some((cluster) => cluster.instances.some((instance) => verdictsOf(instance).some((id) => severityOf(id) === 'error')));
}

interface Answer {
  readonly name: string;
  readonly masters: Record<string, readonly string[]>;
  readonly verdicts: Set<string>;
  readonly undecidable: string[];
}

/** The scenarios of a file, one after another, over all clusters and the nodes that are in none. */
function play(workspace: Workspace, target: Version, path: string, format: string, terminal: Terminal): boolean {
  const file = readScenarios(path, workspace.nodes.map((node) => node.name));
  const answers = answersOf(workspace, file);
  if (format === 'json') {
    const scenarios = answers.map(({ name, masters, verdicts, undecidable }) => ({ name, masters, verdicts: [...verdicts], ...(undecidable.length > 0 ? { undecidable } : {}) }));
    terminal.out(`${JSON.stringify({ version: 1, target: formatVersion(target), scenarios }, undefined, 2)}\n`);
  } else if (format === 'text') {
    for (const { name, masters, verdicts, undecidable } of answers) {
      terminal.out(`${name}\n`);
      for (const [instance, nodes] of Object.entries(masters)) terminal.out(`  ${instance}: ${nodes.length === 0 ? 'none' : nodes.join(' + ')}\n`);
      for (const instance of undecidable) terminal.out(`  ${instance}: cannot be decided\n`);
      for (const verdict of verdicts) terminal.out(`  ${verdict}\n`);
    }
  } else throw new UsageError(`--scenarios answers as text or json, not as ${format}`);
  return answers.some(({ verdicts }) => [...verdicts].some((id) => severityOf(id) === 'error'));
}

function answersOf(workspace: Workspace, { interfaces, scenarios }: ScenariosFile): readonly Answer[] {
  const clustered = new Set(workspace.clusters.flatMap((cluster) => cluster.nodes));
  const clusters = [...workspace.clusters, ...workspace.nodes.filter((node) => !clustered.has(node)).map(clusterOfOne)];
  const answers = scenarios.map(({ name }): Answer => ({ name, masters: {}, verdicts: new Set(), undecidable: [] }));
  const taken = new Set<string>();
  for (const cluster of clusters) {
    const { cluster: data, instances } = failoverCluster(cluster, { interfaces });
    const names = new Map([...instances.keys()].map((key) => [key, taken.has(key) ? `${cluster.name}/${key}` : key]));
    for (const name of names.values()) taken.add(name);
    const members = new Set(data.nodes.map((node) => node.name));
    const own = scenarios.map(({ name, faults }) => ({ name, faults: faults.filter((fault) => members.has(fault.node)) }));
    simulate(data, own).forEach((result, index) => {
      const answer = answers[index];
      if (!answer) return;
      for (const [key, masters] of result.masters) answer.masters[names.get(key) ?? key] = masters;
      for (const key of result.undecidable) answer.undecidable.push(names.get(key) ?? key);
      for (const verdict of result.verdicts) answer.verdicts.add(verdict);
    });
  }
  return answers.map((answer) => ({ ...answer, verdicts: new Set(verdictOrder.filter((id) => answer.verdicts.has(id))) }));
}
