import { isKnown, listedTrackers, type AnyItem, type Block, type Place } from '@kaconf/semantics';
import { defineRule } from '../../rule.ts';

interface Weighted {
  readonly at: Place;
  readonly weight: number;
  readonly name: string;
  readonly kind: string;
}

/** Two minus signs: the node on which the service has failed gains priority. */
export default defineRule({
  id: 'script/reverse-raises-priority',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'reverse stands with a positive weight.',
  details: '`reverse` turns the sign of a weight round. A negative weight is subtracted while the check fails; with `reverse` it is added then: the node on which the service has failed gains priority and takes the addresses. With a positive weight `reverse` subtracts while the check succeeds (a file that marks maintenance is such a case). Without weight, `reverse` means FAULT while the check succeeds.',
  messages: {
    default: '{kind} {name}: weight {weight} with reverse adds {points} to the priority while it fails, so the node that has failed takes over. Leave reverse out.',
    zero: '{kind} {name}: weight 0 with reverse means FAULT while it succeeds.',
    remove: 'Leave reverse out',
  },
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    for (const { at, weight, name, kind } of weights(configuration)) {
      const message = weight < 0 ? 'default' : 'zero';
      const { text, path } = at.document;
      const found = /(?<![ \t])[ \t]+reverse\b/.exec(text.slice(at.range.start, at.range.end));
      const start = at.range.start + (found?.index ?? 0);
      yield {
        at,
        message,
        data: { kind, name, weight, points: -weight },
        ...(found ? { suggestions: [{ title: 'remove', safe: false, edits: [{ path, start, end: start + found[0].length, text: '' }] }] } : {}),
        ...(weight === 0 ? { severity: 'warning' as const } : {}),
      };
    }
  },
});

/** Weights of at most 0 with `reverse`, in definitions and in lists. A file's number has a sign of its own. */
function* weights(configuration: Parameters<typeof listedTrackers>[0]): Generator<Weighted> {
  for (const path of ['vrrp_script', 'vrrp_track_process', 'bfd_instance'] as const) {
    for (const block of configuration.blocks(path) as readonly unknown[] as readonly Block[]) {
      const weight = block.get('weight');
      const value = weight?.args['value'];
      if (!weight || weight.args['direction'] === undefined || !value || !('kind' in value) || !isKnown(value) || typeof value.value !== 'number') continue;
      if (value.value <= 0) yield { at: weight, weight: value.value, name: block.words[1]?.text ?? '', kind: path };
    }
  }
  const lists = configuration.directivesWhere(({ kind, name }) => kind === 'list' && name.startsWith('track_'));
  if (!lists.some((list) => list.isBlock() && list.items.some(saysReverse))) return;
  for (const path of ['vrrp_instance', 'vrrp_sync_group'] as const) {
    for (const block of configuration.blocks(path)) {
      for (const tracker of listedTrackers(configuration, block).trackers) {
        const item: AnyItem = tracker.item;
        if (tracker.weightAt !== item || !tracker.reverse || tracker.kind === 'file' || tracker.weight === undefined || tracker.weight > 0) continue;
        if (!saysReverse(item)) continue;
        yield { at: item, weight: tracker.weight, name: tracker.name, kind: item.parent.name };
      }
    }
  }
}

function saysReverse({ texts }: Pick<AnyItem, 'texts'>): boolean {
  return texts.some(({ text }) => text === 'reverse');
}
