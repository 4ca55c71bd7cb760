import { formatVersion } from '@kaconf/schema';
import { removal, replacement, statementAt, statementRange } from '../../edits.ts';
import { reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';
import { unknownKeywords } from '../../unknown-keyword.ts';

/** What to do instead; `rename` where the words behind the keyword stay. */
const advice: Readonly<Record<string, { readonly rename?: string; readonly message: 'rename' | 'gone' | 'servers' | 'group' | 'checker' }>> = {
  lvs_id: { rename: 'router_id', message: 'rename' },
  plugin_dir: { message: 'gone' },
  real_group: { message: 'servers' },
  real_server_group: { message: 'servers' },
  sync_instance: { message: 'group' },
  'CI-LINUX': { message: 'checker' },
};

/** Keywords of old releases that copies of old samples still carry. */
export default defineRule({
  id: 'deprecated/removed-keyword',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'No keyword is used that keepalived has dropped.',
  details: 'A keyword that the target version no longer knows is an unknown word: keepalived ignores the line, and the config test fails. `lvs_id` is `router_id` since 1.1.8, `plugin_dir` never did anything, groups of real servers are gone since 1.0.1, and instances that change state together stand in a `vrrp_sync_group`.',
  messages: {
    rename: '{old} was dropped after keepalived {until}; write "{rename}".',
    gone: '{old} was dropped after keepalived {until} and had no effect before; delete the line.',
    servers: '{old} was dropped after keepalived {until}; write the real servers into each virtual_server.',
    group: '{old} was dropped after keepalived {until}; put the instances into a vrrp_sync_group.',
    checker: '{old} was dropped after keepalived {until}; use one of the checkers, such as TCP_CHECK.',
    other: '{old} was dropped after keepalived {until}; keepalived ignores the line.',
    replace: 'Write "{rename}"',
    remove: 'Delete the line',
  },
  needs: ['fact:unknown-keyword', 'fact:keyword-version'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration) {
    for (const { fact, word, reason } of unknownKeywords(configuration, 'removed')) {
      const { until } = reason.keyword;
      const { rename, message = 'other' } = advice[word] ?? {};
      const data = { old: word, until: until === undefined ? '' : formatVersion(until), rename: rename ?? '' };
      const base = { at: fact, message, data, reported: reportedBy(fact), derails: fact.opensBlock };
      const statement = statementAt(fact.document, fact.range.start);
      if (statement?.words[0]?.text !== word) yield base;
      else if (rename !== undefined && fact.block?.has(rename) !== true) yield { ...base, fix: { title: 'replace', data, safe: true, edits: [replacement(fact, rename)] } };
      else if (message === 'gone' || rename !== undefined) yield { ...base, fix: { title: 'remove', safe: true, edits: [removal({ document: fact.document, range: statementRange(statement) })] } };
      else yield base;
    }
  },
});
