import { isKnown, type Item } from '@kaconf/semantics';
import { soundItems } from '../../vrrp/sound-items.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** 254 was once the limit, and is still read. */
export default defineRule({
  id: 'vrrp/weight-of-254',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Weights of tracked interfaces and scripts are between -253 and 253.',
  details: 'Priorities below that of an owner go from 1 to 254, so a weight of 253 is all that can count. keepalived still reads 254 and -254 in `track_interface` and `track_script`, reports them and takes 253 or -253.',
  messages: {
    default: 'A weight of {weight} is cut to {cut}; keepalived reports it.',
    replace: 'Write {cut}',
  },
  needs: ['track_interface', 'track_script'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const item of soundItems(configuration, ['track_interface', 'track_script'], isTooMuch)) {
      const value = item.args['weight'];
      if (!value || !('kind' in value) || !isKnown(value) || typeof value.value !== 'number') continue;
      const { document } = item;
      const data = { weight: value.value, cut: Math.sign(value.value) * 253 };
      const plain = document.text.slice(value.range.start, value.range.end) === value.text;
      yield {
        at: { document, range: value.range },
        message: 'default',
        data,
        reported: reportedFrom(context.target, 2_000_000, item.line),
        ...(plain ? { fix: { title: 'replace', data, safe: true, edits: [{ path: document.path, ...value.range, text: String(data.cut) }] } } : {}),
      };
    }
  },
});

function isTooMuch(item: Item): boolean {
  const weight = item.argument('weight')?.value;
  return weight === 254 || weight === -254;
}
