import { conditionIds, expand, newest, type ExpandedLine } from '@kaconf/semantics';
import { Loader } from '@kaconf/semantics/load';
import { Command } from 'commander';
import { targetVersion } from '../config.ts';
import { visible } from '../render/terminal-text.ts';
import { targetComment } from '../target.ts';
import { sentence } from './judge.ts';
import type { Terminal } from './terminal.ts';
import { parseCommand } from './parse-command.ts';
import { UsageError } from './usage-error.ts';

interface Options {
  readonly target?: string;
  readonly configId?: string;
  readonly allowIncludeOutside?: boolean;
  readonly origins: boolean;
}

/** The command line as Commander knows it; manual page and completions are made from it, too. */
export function createProgram(): Command {
  return new Command('kalint expand')
    .usage('[options] path')
    .description('Prints the file as keepalived reads it: includes, conditions, definitions and sequences carried out.')
    .argument('<path>')
    .option('--target <version>', 'the keepalived version that reads the file (default: the newest)')
    .option('--config-id <id>', 'read the lines of this node, as keepalived -i; without it every id found is shown')
    .option('--allow-include-outside', 'follow includes that lead out of the folder of the file')
    .option('--no-origins', 'without the comment that names file and line')
    .helpOption('--help');
}

/** `kalint expand`: prints a file as keepalived reads it, each line with its origin. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const program = createProgram();
  const printed = parseCommand(program, argv);
  if (printed !== undefined) {
    terminal.out(printed);
    return 0;
  }
  const options = program.opts<Options>();
  const [path = ''] = program.args;
  const forced = options.target === undefined ? undefined : targetVersion(options.target);
  if (typeof forced === 'string') throw new UsageError(`--target: ${forced}`);
  if (path === '-') throw new UsageError('kalint expand reads a file, not standard input');
  const loader = new Loader({ cwd: process.cwd(), allowOutside: options.allowIncludeOutside });
  const loaded = loader.load(path);
  if ('failure' in loaded) throw new UsageError(sentence(loaded.failure));
  const { document } = loaded;
  const target = forced ?? targetComment(document) ?? newest;
  const ids = options.configId === undefined ? conditionIds(document) : [options.configId];
  const many = ids.length > 1;
  for (const configId of ids.length === 0 ? [undefined] : ids) {
    if (many) terminal.out(`# node ${configId ?? ''}\n`);
    terminal.out(render(expand(document, { target, configId, includes: loader }), options.origins));
    if (many) terminal.out('\n');
  }
  return 0;
}

/** The origins stand in one column, as far as lines of ordinary length go. */
function render(lines: readonly ExpandedLine[], origins: boolean): string {
  const texts = lines.map(({ text, depth }) => '    '.repeat(depth) + visible(text));
  const column = Math.min(60, Math.max(0, ...texts.map((text) => text.length)) + 2);
  return texts.map((text, index) => (origins ? `${text.padEnd(column - 1)} # ${visible(lines[index]?.document.path ?? '')}:${lines[index]?.line ?? 0}` : text)).map((text) => `${text}\n`).join('');
}
