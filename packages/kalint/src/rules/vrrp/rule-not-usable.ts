import { readRule } from '../../vrrp/rule-checks.ts';
import { soundItems } from '../../vrrp/sound-items.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

const since: Readonly<Record<string, number>> = { gotoPreference: 2_000_002, protocol: 2_000_001, trackGroup: 2_000_003, skipped: 2_000_001 };

/** Words that are good one by one and make no rule together. */
export default defineRule({
  id: 'vrrp/rule-not-usable',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Static and virtual rules have one action and addresses of one family.',
  details: 'A policy routing rule needs exactly one action: a `table`, `goto`, `nop`, `blackhole`, `unreachable`, `prohibit` or `l3mdev`. keepalived drops a rule without one, with two, with addresses of both families, with table 0, and with a `goto` that does not lead to a higher preference. A leading `inet` or `inet6` swallows the next word; leave it out.',
  messages: {
    skipped: 'keepalived skips the word behind {word}, so this rule makes no sense to it and is dropped. Leave {word} out.',
    mixed: '{word} is not of the family of the rest of this rule; keepalived drops the rule.',
    tableZero: 'Table 0 is none; keepalived drops this rule.',
    twoActions: '{word} is a second action; keepalived drops this rule. Keep one.',
    noAction: 'This rule has no action (table, goto, blackhole …); keepalived drops it.',
    gotoOrder: 'goto {word} does not lead to a higher preference than that of the rule; keepalived drops the rule.',
    gotoPreference: 'A rule with goto needs a preference below {word}; keepalived drops this one.',
    tableOptions: '{word} is for rules that look up a table; keepalived drops this one.',
    protocol: 'keepalived tracks this rule, for which it changes protocol {word} to its own (18). Add no_track to keep the protocol.',
    trackGroup: 'A rule with track_group needs dev or iif; keepalived drops the track_group.',
    realms: 'realms are for IPv4 only; keepalived drops this rule.',
  },
  needs: ['static_rules', 'virtual_rules'],
  keepalived: 'yes',
  *check(configuration, context) {
    for (const item of soundItems(configuration, ['static_rules', 'virtual_rules'])) {
      for (const { message, word } of readRule(item.words.map((each) => each.text)).faults) {
        const at = word === '' ? undefined : item.words.find((each) => each.text === word);
        yield {
          at: at ? { document: item.document, range: { start: at.start, end: at.end } } : item,
          message,
          data: { word },
          reported: reportedFrom(context.target, since[message] ?? 1_002_024, item.line),
          ...(message === 'protocol' || message === 'trackGroup' ? { severity: 'warning' as const } : {}),
        };
      }
    }
  },
});
