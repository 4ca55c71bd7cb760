import type { Block, Configuration } from '@kaconf/semantics';
import { lineAt } from '@kaconf/semantics';
import { isAsMeant } from '../../lvs/certain.ts';
import { defineRule } from '../../rule.ts';

/** What keepalived does with a second block of a name: skips it with a message, or never looks at it. */
const kinds: Readonly<Record<string, 'skipped' | 'unused'>> = {
  vrrp_instance: 'skipped',
  vrrp_sync_group: 'skipped',
  track_group: 'skipped',
  bfd_instance: 'skipped',
  vrrp_script: 'unused',
  vrrp_track_process: 'unused',
  track_file: 'unused',
  vrrp_track_file: 'unused',
  virtual_server_group: 'unused',
};

/** One name for two things. */
export default defineRule({
  id: 'syntax/duplicate-block-name',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Each name is defined once.',
  details: 'A second `vrrp_instance`, `vrrp_sync_group`, `track_group` or `bfd_instance` of a name is skipped as a whole: its addresses are missing. A second `vrrp_script`, `vrrp_track_process`, `track_file` or `virtual_server_group` is accepted without a message, but every reference means the first one. Rename it, or merge the two blocks.',
  messages: {
    skipped: '{kind} "{name}" is already defined in {where}; keepalived skips this block as a whole. Rename it, or merge the blocks.',
    unused: '{kind} "{name}" is already defined in {where}; every reference means that one, and this block is never used. Rename it, or merge the blocks.',
    first: 'The first {kind} "{name}".',
  },
  keepalived: 'sometimes',
  *check(configuration, context) {
    const seen = new Map<string, Block>();
    for (const block of namedBlocks(configuration)) {
      const word = block.words[1];
      const effect = kinds[block.name];
      if (!word || word.dynamic !== undefined || !effect) continue;
      const kind = block.name === 'vrrp_track_file' ? 'track_file' : block.name;
      const key = `${kind} ${word.text}`;
      const first = seen.get(key);
      if (!first) {
        seen.set(key, block);
        continue;
      }
      // Several of keepalived's processes read BFD sessions and track files; what is meant is read once, though a definition may bring in two.
      if (first.document === block.document && first.range.start === block.range.start && !isAsMeant(configuration, context.workspace)) continue;
      const line = lineAt(first.document, first.range.start);
      const where = first.document === block.document ? `line ${line}` : `${first.document.path} line ${line}`;
      const data = { kind: block.keyword.name, name: word.text, where };
      yield { at: block, message: effect, data, related: [{ at: first, message: 'first', data }], reported: effect === 'skipped' ? block.line : 'silent' };
    }
  },
});

function namedBlocks(configuration: Configuration): readonly Block[] {
  return configuration.directives.filter((directive): directive is Block => directive.isBlock() && directive.name in kinds);
}
