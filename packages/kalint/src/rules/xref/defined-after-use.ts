import type { Block, SymbolUse } from '@kaconf/semantics';
import { lineAt } from '@kaconf/semantics';
import type { Edit } from '../../diagnostic.ts';
import { isPlain } from '../../vrrp/certain-edits.ts';
import { blockName } from '../../facts.ts';
import { definitionsOf, linesOfReference, mayBeDefined, referenceKinds } from '../../references.ts';
import { defineRule } from '../../rule.ts';

/** Trackers are looked up while the file is read: what stands further down does not exist yet. */
export default defineRule({
  id: 'xref/defined-after-use',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Scripts, files, processes, BFD sessions and track groups are defined above their use.',
  details: [
    'keepalived looks up the names in `track_script`, `track_file`, `track_process`, `track_bfd`, `FILE_CHECK`, `BFD_CHECK` and `track_group` at the moment it reads them. A definition further down, or in a file that is included later, comes too late: the entry is dropped although both blocks look right.',
    'The order after all includes counts. Instances in a sync group, virtual server groups and `global_defs` are looked up when everything has been read and may stand anywhere.',
  ].join('\n\n'),
  messages: {
    default: '{kind} "{name}" is defined below its use, in line {line}; keepalived does not know it here and drops this entry.',
    elsewhere: '{kind} "{name}" is defined below its use, in {file} line {line}; keepalived does not know it here and drops this entry.',
    definition: 'The definition of "{name}".',
    move: 'Move {kind} "{name}" above {owner}',
  },
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, context) {
    const moved = new Set<Block>();
    for (const use of configuration.symbols.all) {
      if (use.role !== 'ref' || !referenceKinds.has(use.kind)) continue;
      const definitions = definitionsOf(configuration, use.kind, use.name);
      const definition = definitions[0];
      if (!definition || definitions.some((each) => each.order < use.order) || mayBeDefined(configuration, use.kind, use.name)) continue;
      const outer = outermost(use);
      const here = definition.document === use.document;
      const data = { kind: use.kind, name: use.name, line: lineAt(definition.document, definition.range.start), file: definition.document.path, owner: blockName(outer) };
      const block = definition.owner;
      const edits = here && outer && 'isBlock' in block && block.isBlock() && !moved.has(block) ? move(block, outer) : undefined;
      if (edits && 'isBlock' in block && block.isBlock()) moved.add(block);
      yield {
        at: use,
        message: here ? 'default' : 'elsewhere',
        data,
        related: [{ at: definition, message: 'definition' }],
        reported: context.target >= 1_003_006 ? linesOfReference(use) : 'silent',
        ...(edits ? { fix: { title: 'move', safe: true, edits } } : {}),
      };
    }
  },
});

function outermost(use: SymbolUse): Block | undefined {
  let block = use.owner.parent;
  while (block?.parent) block = block.parent;
  return block;
}

/** Takes the lines of a block (with the comments directly above it) to the line above another block. */
function move(block: Block, target: Block): readonly Edit[] | undefined {
  const { text, path } = block.document;
  if (!isPlain(block) || !isPlain(target) || !block.close || target.document !== block.document) return undefined;
  const lineStart = (offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
  let start = lineStart(block.range.start);
  const newline = text.indexOf('\n', block.close.end);
  const end = newline < 0 ? text.length : newline + 1;
  if (text.slice(start, block.range.start).trim() !== '' || text.slice(block.close.end, end).trim() !== '') return undefined;
  for (let above = lineStart(start - 1); start > 0 && /^[ \t]*[#!]/.test(text.slice(above, start)); above = lineStart(start - 1)) start = above;
  let at = lineStart(target.range.start);
  if (text.slice(at, target.range.start).trim() !== '') return undefined;
  // Definitions and conditions between the two would no longer stand above the block.
  if (/^[ \t]*[$@~]/m.test(text.slice(at, end)) || block.words.length === 0) return undefined;
  for (let above = lineStart(at - 1); at > 0 && /^[ \t]*[#!]/.test(text.slice(above, at)); above = lineStart(at - 1)) at = above;
  const moved = text.slice(start, end).replace(/(?<!\n)\n*$/, '\n');
  const blank = start > 0 && /\n[ \t]*\n$/.test(text.slice(0, start)) ? lineStart(start - 1) : start;
  return [
    { path, start: at, end: at, text: `${moved}\n` },
    { path, start: blank, end, text: '' },
  ];
}
