import { routeFaults } from '../../vrrp/route-checks.ts';
import { soundItems } from '../../vrrp/sound-items.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule, type Finding } from '../../rule.ts';

/** First version that says so; 1.2.24 for what is not listed. */
const since: Readonly<Record<string, number>> = { skipped: 2_000_001, protocol: 2_000_001, trackGroup: 2_000_003, noDevice: 2_000_001 };
/** Faults with which the route is kept. */
const kept = new Set(['noDevice', 'protocol', 'as', 'trackGroup', 'nexthop']);

/** Words that are good one by one and make no route together. */
export default defineRule({
  id: 'vrrp/route-not-usable',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Static and virtual routes have a destination, are of one family, and can be tracked.',
  details: [
    'keepalived drops a route without destination, with addresses of both families, or with an option of the other family. A leading `inet` or `inet6` swallows the next word, so that the destination is gone: leave it out.',
    'From 2.0.1 on a route is tracked: its protocol becomes keepalived (18), and up to 2.3.1 it needs `dev`. `no_track` switches that off. With both `or` and `nexthop` the route is dropped.',
  ].join('\n\n'),
  messages: {
    skipped: 'keepalived skips the word behind {word}, so this route has no destination and is dropped. Leave {word} out.',
    mixed: '{word} is not of the family of the rest of this route; keepalived drops the route.',
    family: '{word} is not for routes of this address family; keepalived drops the route.',
    from: 'A route can have "from" with IPv6 only; keepalived drops this one.',
    nexthop: 'The next hop {word} is of another family than the route; keepalived leaves it out.',
    orNexthop: '"or" and "nexthop" do not go together; keepalived drops the route. Write nexthop for each.',
    protocol: 'keepalived tracks this route, for which it changes protocol {word} to keepalived. Add no_track to keep the protocol.',
    as: '"as" is for MPLS only; keepalived ignores it.',
    trackGroup: 'A route with track_group needs dev; keepalived drops the track_group.',
    noDevice: 'The route to {word} has no dev, so keepalived does not track it and the config test fails. Add dev, or no_track.',
    track: 'Add no_track',
  },
  needs: ['static_routes', 'virtual_routes'],
  keepalived: 'yes',
  fixable: 'suggestion',
  *check(configuration, context) {
    for (const item of soundItems(configuration, ['static_routes', 'virtual_routes'])) {
      for (const { message, word } of routeFaults(item.words.map((each) => each.text), context.target) ?? []) {
        const at = item.words.find((each) => each.text === word && word !== '');
        const reported = reportedFrom(context.target, since[message] ?? 1_002_024, item.line);
        const place = at ? { document: item.document, range: { start: at.start, end: at.end } } : item;
        const finding: Finding<typeof message | 'track'> = { at: place, message, data: { word }, reported, ...(kept.has(message) ? { severity: 'warning' } : {}) };
        const end = { path: item.document.path, start: item.range.end, end: item.range.end, text: ' no_track' };
        const plain = item.words.every((each) => each.definition === undefined) && item.words.every((each) => each.text !== 'nexthop');
        if (message === 'noDevice' && plain) yield { ...finding, suggestions: [{ title: 'track', safe: false, edits: [end] }] };
        else yield finding;
      }
    }
  },
});
