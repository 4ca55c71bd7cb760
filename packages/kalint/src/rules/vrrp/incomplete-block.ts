import type { Block, Configuration, Fact } from '@kaconf/semantics';
import { linesOfReference } from '../../references.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

interface Needed {
  readonly path: string;
  /** One of these has to stand in the block. */
  readonly keywords: readonly string[];
  readonly since: number;
  /** What refers to the block; keepalived does not find it there either. */
  readonly reference: string | undefined;
  readonly message: 'default' | 'interval' | 'members';
}

const blocks: readonly Needed[] = [
  { path: 'vrrp_script', keywords: ['script'], since: 1_003_006, reference: 'vrrp_script', message: 'default' },
  { path: 'vrrp_track_process', keywords: ['process'], since: 2_000_017, reference: 'vrrp_track_process', message: 'default' },
  { path: 'track_file', keywords: ['file'], since: 2_000_000, reference: 'track_file', message: 'default' },
  { path: 'vrrp_track_file', keywords: ['file'], since: 2_000_000, reference: 'track_file', message: 'default' },
  { path: 'track_group', keywords: ['group'], since: 2_002_008, reference: undefined, message: 'members' },
  { path: 'garp_group', keywords: ['garp_interval', 'gna_interval'], since: 2_000_000, reference: undefined, message: 'interval' },
];

/** A block without its essential line is removed when it ends. */
export default defineRule({
  id: 'vrrp/incomplete-block',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Blocks hold the line that they are about.',
  details: 'A `vrrp_script` without `script`, a `vrrp_track_process` without `process`, a `track_file` without `file`, a `track_group` without `group`, and a `garp_group` without `garp_interval` or `gna_interval` are removed by keepalived when it comes to their `}`. What tracks such a block is then reported as unknown, and the instance runs without it.',
  messages: {
    default: '{block} has no {keyword}; keepalived removes it, and what tracks it runs without it.',
    interval: 'This garp_group has neither garp_interval nor gna_interval; keepalived removes it.',
    members: '{block} has no group list; keepalived removes it.',
  },
  keepalived: 'yes',
  *check(configuration, context) {
    if (!configuration.complete) return;
    for (const { path, keywords, since, reference, message } of blocks) {
      for (const block of configuration.blocksAt(path)) {
        if (block.open === undefined || keywords.some((keyword) => has(block, keyword))) continue;
        const keyword = keywords[0] ?? '';
        // A misspelt line is reported as that; keepalived complains about both.
        if (configuration.asRead && holds(configuration.factsOf('unknown-keyword'), block)) continue;
        // Its value is there, but behind a quote that is not closed.
        if (holds(configuration.factsOf('unterminated-quote'), block)) continue;
        const lines = [block.endLine, ...(reference === undefined ? [] : linesOfUse(configuration, reference, block))];
        yield {
          at: block,
          message,
          data: { block: block.words.map((word) => word.text).join(' '), keyword },
          reported: reportedFrom(context.target, since, lines),
        };
      }
    }
  },
});

/** A line whose value is missing counts as missing itself; keepalived says both. */
function has(block: Block, keyword: string): boolean {
  return block.directives.some((directive) => directive.name === keyword && (directive.isBlock() || directive.words.length > 1));
}

function holds(facts: readonly Fact[], block: Block): boolean {
  return facts.some((fact) => fact.document === block.document && fact.range.start > block.range.start && fact.range.start < block.fullRange.end);
}

function linesOfUse(configuration: Configuration, kind: string, block: Block): readonly number[] {
  const name = block.words[1]?.text ?? '';
  if (configuration.symbols.definitions(kind, name).length > 1) return [];
  return configuration.symbols.references(kind, name).filter((use) => use.document === block.document).flatMap(linesOfReference);
}
