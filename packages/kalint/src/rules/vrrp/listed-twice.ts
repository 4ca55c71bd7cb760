import { canonicalAddress } from '@kaconf/schema';
import type { Item } from '@kaconf/semantics';
import { occurs } from '../../occurs.ts';
import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Lists whose entries are looked for among the earlier ones, with the version from which on. */
const lists: Readonly<Record<string, number>> = { track_interface: 2_000_000, track_script: 2_000_000, track_file: 2_000_000, track_process: 2_000_011, track_bfd: 2_000_000, unicast_peer: 2_003_003 };

/** The second entry is ignored, its weight too. */
export default defineRule({
  id: 'vrrp/listed-twice',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Nothing is tracked twice by one block, and no peer is listed twice.',
  details: 'keepalived takes the first entry of a name in `track_interface`, `track_script`, `track_file`, `track_process` and `track_bfd` and ignores further ones with their weights; the config test fails. The same holds for `unicast_peer` from 2.3.3 on; before that the peer gets each advert twice.',
  messages: {
    default: '{name} stands in {list} of {owner} already; keepalived ignores this entry.',
    peer: '{name} is a peer of {owner} already; it gets each advert twice.',
    first: 'It stands here first.',
    remove: 'Delete the second entry',
  },
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, context) {
    const written = Object.entries(lists).filter(([list]) => occurs(configuration, list));
    if (written.length === 0) return;
    for (const owner of [...configuration.blocksAt('vrrp_instance'), ...configuration.blocksAt('vrrp_sync_group')]) {
      for (const [list, since] of written) {
        const items = owner.itemsOf(list);
        if (items.length < 2) continue;
        const seen = new Map<string, Item>();
        for (const item of items) {
          const word = item.texts[0];
          if (!word || word.dynamic) continue;
          const key = list === 'unicast_peer' ? (canonicalAddress(word.text.split('/', 1)[0] ?? '')?.address ?? word.text) : word.text;
          const first = seen.get(key);
          if (!first) {
            seen.set(key, item);
            continue;
          }
          const old = list === 'unicast_peer' && context.target < since;
          const equal = item.words.map((each) => each.text).join(' ') === first.words.map((each) => each.text).join(' ');
          const edit = equal ? certainRemoval(item) : undefined;
          yield {
            at: item,
            message: old ? 'peer' : 'default',
            data: { name: word.text, list, owner: owner.words[1]?.text ?? '' },
            ...(old ? { severity: 'warning' as const } : {}),
            related: [{ at: first, message: 'first' }],
            reported: reportedFrom(context.target, since, item.line),
            ...(edit ? { fix: { title: 'remove', safe: true, edits: [edit] } } : {}),
          };
        }
      }
    }
  },
});
