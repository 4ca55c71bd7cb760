import { failoverCluster, formatVersion, newest, simulate, verdictOrder, type Version, type Workspace } from '@kaconf/semantics';
import { Command, Option } from 'commander';
import { locales } from '../config/schema.ts';
import { clusterOfOne, failoverReport, verdictsOf, type FailoverReport } from '../render/failover-report.ts';
import { severityOf } from '../render/failover-text.ts';
import { failoverWordsFor, mastersPhrase, type FailoverWords } from '../render/failover-words.ts';
import { addNodeOptions, parseNodeCommand, readNodes, type NodeOptions } from './nodes.ts';
import { readScenarios, type ScenariosFile } from './scenarios-file.ts';
import { wantsColour, type Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

interface Options extends NodeOptions {
  readonly format: string;
  readonly faults: '1' | '2';
  readonly scenarios?: string;
  readonly color?: boolean;
}

const formats = ['text', 'json', 'markdown', 'mermaid'];

/** `kalint failover`: who is master when all is well, and after each fault. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const invocation = parseNodeCommand<Options>(createProgram(), argv);
  if ('print' in invocation) {
    terminal.out(invocation.print);
    return 0;
  }
  const { format, faults, scenarios, color, ...shared } = invocation.options;
  const { workspace, failed, locale } = await readNodes(shared, invocation.paths, terminal);
  // People are told by the lines above; programs expect their format all the same.
  if (workspace.nodes.length === 0 && format !== 'json') return 2;
  const target = workspace.nodes[0]?.configuration.target ?? newest;
  const colour = wantsColour(color, process.env, terminal.outIsTerminal);
  // What goes into files and other programs is English unless somebody asks for something else.
  const words = await failoverWordsFor(format === 'text' ? locale : (shared.locale ?? 'en'));
  const bad = scenarios === undefined
    ? await report(failoverReport(workspace, target, faults === '2' ? 2 : 1), format, words, colour, terminal)
    : play(workspace, target, scenarios, format, words, terminal);
  return failed ? 2 : bad ? 1 : 0;
}

/** The command line as Commander knows it; manual page and completions are made from it, too. */
export function createProgram(): Command {
  const program = new Command('kalint failover')
    .usage('[options] path ...')
    .description('Says who is master of each virtual address when all is well, and after each fault.')
    .argument('[path...]', 'the files of the nodes, folders, globs, or -')
    .addOption(new Option('--format <name>', 'how to say it').choices(formats).default('text'))
    .addOption(new Option('--faults <n>', 'how many faults at once').choices(['1', '2']).default('1'))
    .option('--scenarios <file>', 'play the sequences of this JSON file instead');
  return addNodeOptions(program)
    .addOption(new Option('--locale <name>', 'language of messages').choices(locales))
    .option('--color', 'colours even where no terminal is')
    .option('--no-color', 'no colours')
    .helpOption('--help');
}

const renderers: Readonly<Record<string, () => Promise<(report: FailoverReport, words: FailoverWords, colour: boolean) => string>>> = {
  text: async () => (await import('../render/failover-text.ts')).default,
  json: async () => (await import('../render/failover-json.ts')).default,
  markdown: async () => (await import('../render/failover-markdown.ts')).default,
  mermaid: async () => (await import('../render/failover-mermaid.ts')).default,
};

async function report(found: FailoverReport, format: string, words: FailoverWords, colour: boolean, terminal: Terminal): Promise<boolean> {
  const render = await renderers[format]?.();
  if (render) terminal.out(render(found, words, colour));
  return found.clusters.some((cluster) => cluster.instances.some((instance) => verdictsOf(instance).some((id) => severityOf(id) === 'error')));
}

interface Answer {
  readonly name: string;
  readonly masters: Record<string, readonly string[]>;
  readonly verdicts: Set<string>;
  readonly undecidable: string[];
}

/** The scenarios of a file, one after another, over all clusters and the nodes that are in none. */
function play(workspace: Workspace, target: Version, path: string, format: string, words: FailoverWords, terminal: Terminal): boolean {
  const file = readScenarios(path, workspace.nodes.map((node) => node.name));
  const answers = answersOf(workspace, file);
  if (format === 'json') {
    const scenarios = answers.map(({ name, masters, verdicts, undecidable }) => ({ name, masters, verdicts: [...verdicts], ...(undecidable.length > 0 ? { undecidable } : {}) }));
    terminal.out(`${JSON.stringify({ version: 1, target: formatVersion(target), scenarios }, undefined, 2)}\n`);
  } else if (format === 'text') {
    for (const { name, masters, verdicts, undecidable } of answers) {
      terminal.out(`${name}\n`);
      for (const [instance, nodes] of Object.entries(masters)) terminal.out(`  ${instance}: ${mastersPhrase(nodes, words)}\n`);
      for (const instance of undecidable) terminal.out(`  ${instance}: ${words.undecided}\n`);
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
