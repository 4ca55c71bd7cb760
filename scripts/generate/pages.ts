import type { Grammar, Resolved } from './grammar.ts';
import { blocksOf, canonical, pathOf } from './vocabulary.ts';

const repeats: Record<string, string> = {
  last: 'the last one counts',
  'last-reported': 'reported, the last one counts',
  'first-reported': 'reported, the first one counts',
  first: 'the first one counts',
  accumulate: 'all of them count',
  merge: 'they add up to one block',
  largest: 'the largest value counts',
  idempotent: 'the same as one',
  'new-object': 'another block of the kind',
  'replace-reported': 'reported, the last one counts',
};

const fileOf = (path: string) => `${path === '' ? 'root' : path}.md`;

/** A signature on lines that a page can show: long ones break before each alternative. */
function shown(notation: string): string {
  return notation.length < 100 ? notation : notation.replace(/ (\||\{|\}|\() /g, '\n  $1 ');
}

function usual(entry: Resolved): string {
  if (entry.repeat !== undefined) return entry.repeat;
  if (entry.kind === 'block') return 'new-object';
  if (entry.kind === 'list') return 'accumulate';
  return entry.args === undefined ? 'idempotent' : 'last';
}

function facts(entry: Resolved, macros: ReadonlyMap<string, string>): string[] {
  const { deprecated } = entry;
  const use = deprecated?.use === undefined ? '' : `; instead: ${deprecated.use}`;
  const rows: [string, string | undefined][] = [
    ['Default', entry.default === undefined || entry.default === '' ? undefined : String(entry.default)],
    ['Required', entry.required === true ? 'yes' : undefined],
    ['Since', entry.since],
    ['Until', entry.until === undefined ? undefined : `${entry.until}, unknown since then`],
    ['Deprecated', deprecated === undefined ? undefined : `${deprecated.since === undefined ? 'yes' : `since ${deprecated.since}`}${use}`],
    ['Given twice', repeats[usual(entry)]],
    ['Needs a build with', entry.build?.map((names) => names.split(' | ').map((name) => macros.get(name) ?? name).join(' or ')).join(' and ') || undefined],
    ['Read by', entry.process?.join(', ')],
    ['keepalived', entry.source === undefined || entry.source === '' ? undefined : `\`${entry.source}\``],
  ];
  return rows.filter(([, text]) => text !== undefined).map(([label, text]) => `- ${label}: ${text ?? ''}`);
}

function section(grammar: Grammar, entry: Resolved, macros: ReadonlyMap<string, string>): string[] {
  const { kind, args, items } = entry;
  const alias = entry.alias === undefined ? [] : [`Another spelling of [${entry.alias}](#${anchor(canonical(grammar, entry).name)}).`, ''];
  const notation = kind === 'directive' ? [shown(`${entry.name} ${args ?? ''}`.trim())] : [`${`${entry.name} ${args ?? ''}`.trim()} {`, ...(items === undefined ? [] : [`  ${shown(items)}`, '  ...']), '}'];
  const page = kind === 'block' ? [`Keywords of the block: [${pathOf(entry)}](${fileOf(pathOf(entry))}).`, ''] : [];
  return [`## ${entry.name}`, '', '```text', ...notation, '```', '', ...alias, ...(entry.doc ? [entry.doc, ''] : []), ...page, ...facts(entry, macros), ''];
}

const anchor = (name: string) => name.toLowerCase().replace(/[^\w-]/g, '');

function page(grammar: Grammar, path: string, title: string, intro: string, entries: readonly Resolved[]): string {
  const macros = new Map(grammar.buildOptions.map((option) => [option.name, `\`${option.macro}\``]));
  return [
    '<!-- Generated from grammar/keywords/ by `npm run generate`. -->', '', `# ${title}`, '', intro, '',
    ...(path === '' ? [] : [`[All blocks](README.md)`, '']),
    entries.map((entry) => `[${entry.name}](#${anchor(entry.name)})`).join(' · '), '',
    ...entries.flatMap((entry) => section(grammar, entry, macros)),
  ].join('\n');
}

function index(grammar: Grammar): string {
  const rows = blocksOf(grammar).map((entry) => {
    const depth = entry.context === '' ? 0 : entry.context.split('.').length;
    return `${'  '.repeat(depth)}- [${entry.name}](${fileOf(pathOf(entry))}) (${String(grammar.contexts.get(pathOf(entry))?.length ?? 0)}): ${entry.doc ?? ''}`;
  });
  // Children directly below their parent.
  const order = [...blocksOf(grammar)].map((entry, at) => ({ path: pathOf(entry), row: rows[at] ?? '' })).sort((a, b) => (a.path < b.path ? -1 : 1));
  return [
    '<!-- Generated from grammar/keywords/ by `npm run generate`. -->', '', '# Keywords of keepalived.conf', '',
    'One page per block, with the signature, default and version of each keyword. The notation is explained in [grammar/README.md](../../grammar/README.md).', '',
    `- [root](root.md) (${String(grammar.contexts.get('')?.length ?? 0)}): what may stand outside of all blocks`,
    '- [include](include.md): what may stand everywhere', ...order.map(({ row }) => row), '',
  ].join('\n');
}

/** `docs/keywords/`: one page per block and an index, by file name. */
export function keywordPages(grammar: Grammar): ReadonlyMap<string, string> {
  const files = new Map<string, string>([['README.md', index(grammar)]]);
  files.set('root.md', page(grammar, '', 'Outside of all blocks', 'What may stand at the top level of a file.', grammar.contexts.get('') ?? []));
  files.set('include.md', page(grammar, '*', 'Everywhere', 'Lines that read further files, in any block.', grammar.contexts.get('*') ?? []));
  for (const entry of blocksOf(grammar)) {
    files.set(fileOf(pathOf(entry)), page(grammar, pathOf(entry), pathOf(entry), entry.doc ?? '', grammar.contexts.get(pathOf(entry)) ?? []));
  }
  return files;
}
