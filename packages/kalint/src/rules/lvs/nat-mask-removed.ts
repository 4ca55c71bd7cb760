import { natMasks, otherMethod } from '../../lvs/nat-mask.ts';
import { defineRule } from '../../rule.ts';

/** A keyword for kernels before 2.4 that tutorials still copy. */
export default defineRule({
  id: 'lvs/nat-mask-removed',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: '`nat_mask` is not used.',
  details: [
    '`nat_mask` configured masquerading for kernels before 2.4 and did nothing with later ones. keepalived 1.2.20 dropped it; since then the line is an unknown keyword and the config test fails. Some copies have it as `net_mask`, which never was a keyword.',
    'Delete the line. Where clients of one network are to reach the same real server, the keyword is `persistence_granularity`.',
  ].join('\n\n'),
  messages: {
    default: 'nat_mask was dropped in keepalived 1.2.20 and had done nothing for years before; keepalived ignores the line. Delete it.',
    misspelt: 'net_mask is no keyword; it comes from nat_mask, which keepalived dropped in 1.2.20. Delete the line.',
    remove: 'Delete {keyword}',
    granularity: 'Write persistence_granularity (clients of one network share a real server)',
  },
  needs: ['fact:unknown-keyword', 'fact:keyword-version', 'nat_mask'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration) {
    for (const { at, keyword, service, edit, reported } of natMasks(configuration)) {
      const misspelt = keyword === 'net_mask';
      if ((configuration.target < 1_002_020 && !misspelt) || (service && otherMethod(service))) continue;
      const data = { keyword };
      const word = { path: at.document.path, start: at.range.start, end: at.range.start + keyword.length, text: 'persistence_granularity' };
      yield {
        at,
        message: misspelt ? 'misspelt' : 'default',
        data,
        reported,
        ...(edit ? { fix: { title: 'remove', data, safe: true, edits: [edit] }, suggestions: [{ title: 'granularity', safe: false, edits: [word] }] } : {}),
      };
    }
  },
});
