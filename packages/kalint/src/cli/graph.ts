import { Command, Option } from 'commander';
import { topology, type Topology } from '../graph/topology.ts';
import { addNodeOptions, parseNodeCommand, readNodes, type NodeOptions } from './nodes.ts';
import type { Terminal } from './terminal.ts';

interface Options extends NodeOptions {
  readonly format: string;
}

const renderers: Readonly<Record<string, () => Promise<{ default: (found: Topology) => string }>>> = {
  mermaid: () => import('../graph/mermaid.ts'),
  dot: () => import('../graph/dot.ts'),
  svg: () => import('../graph/svg.ts'),
  html: () => import('../graph/html.ts'),
};

/** `kalint graph`: nodes, addresses, services and who backs up whom, as a picture. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const invocation = parseNodeCommand<Options>(createProgram(), argv);
  if ('print' in invocation) {
    terminal.out(invocation.print);
    return 0;
  }
  const { format, ...shared } = invocation.options;
  const { workspace, failed } = await readNodes(shared, invocation.paths, terminal);
  if (workspace.nodes.length === 0) return 2;
  const render = await renderers[format]?.();
  if (render) terminal.out(harmless(render.default(topology(workspace))));
  return failed ? 2 : 0;
}

/** The command line as Commander knows it; manual page and completions are made from it, too. */
export function createProgram(): Command {
  const program = new Command('kalint graph')
    .usage('[options] path ...')
    .description('Draws nodes, virtual addresses, virtual servers with their real servers, and who backs up whom.')
    .argument('[path...]', 'the files of the nodes, folders, globs, or -')
    .addOption(new Option('--format <name>', 'svg and html are one file that needs no network').choices(Object.keys(renderers)).default('mermaid'));
  return addNodeOptions(program).helpOption('--help');
}

/** A picture is also printed on terminals: nothing in a name may move the cursor or turn the direction of the text. */
function harmless(picture: string): string {
  return picture.replace(/(?![\n\t])[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
