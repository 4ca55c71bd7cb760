import type { Place } from '@kaconf/semantics';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** An interface has one pace. */
export default defineRule({
  id: 'global/garp-group-twice',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'An interface is in one garp_group.',
  details: 'A `garp_group` sets the pace of gratuitous ARPs for its interfaces together. keepalived takes the first group of an interface and refuses it in every further one. A group without `garp_interval` and `gna_interval` is removed as soon as it ends, and its interfaces are free again.',
  messages: {
    default: '{device} is in a garp_group already; keepalived ignores it here.',
    first: 'It stands here first.',
  },
  needs: ['garp_group'],
  keepalived: 'yes',
  *check(configuration, context) {
    const seen = new Map<string, Place>();
    for (const group of configuration.blocks('garp_group')) {
      const held: string[] = [];
      for (const directive of group.directives) {
        const entries = directive.isBlock() ? directive.items.flatMap((item) => item.words.map((word) => ({ word, document: item.document, line: directive.endLine }))) : directive.name === 'interface' ? directive.words.slice(1, 2).map((word) => ({ word, document: directive.document, line: directive.line })) : [];
        for (const { word, document, line } of entries) {
          if (word.dynamic) continue;
          const at = { document, range: { start: word.start, end: word.end } };
          const first = seen.get(word.text);
          if (first) yield { at, message: 'default', data: { device: word.text }, related: [{ at: first, message: 'first' }], reported: reportedFrom(context.target, 1_002_021, line) };
          else {
            seen.set(word.text, at);
            held.push(word.text);
          }
        }
      }
      // keepalived removes a group without any interval when it ends, and its interfaces are in none again.
      if (!group.directives.some(({ name }) => name === 'garp_interval' || name === 'gna_interval')) for (const device of held) seen.delete(device);
    }
  },
});
