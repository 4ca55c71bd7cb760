import { certainRemoval, type Written } from '../../vrrp/certain-edits.ts';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { isPlaceholder } from '../../vrrp/interface-arguments.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** The own interface is watched anyway. */
export default defineRule({
  id: 'vrrp/track-own-interface',
  scope: 'configuration',
  severity: 'info',
  tier: 2,
  summary: 'track_interface lists other interfaces than that of the instance.',
  details: 'keepalived always watches the interface of the instance: when it goes down the instance goes to FAULT. An entry for it in `track_interface`, with or without weight, is removed, and from 2.0.0 on the config test fails. Only `dont_track_primary` switches the watching off.',
  messages: {
    default: '{device} is the interface of {instance} and watched anyway; keepalived ignores this entry.',
    primary: '{device} is the interface of {instance}, which dont_track_primary takes out of the watching; keepalived ignores this entry. Delete dont_track_primary if the interface is to be watched.',
    option: 'It is switched off here.',
    remove: 'Delete the entry',
  },
  needs: ['track_interface'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const device = instance.interface.value;
      if (device === undefined || !instance.block.has('track_interface') || isPlaceholder(device)) continue;
      const primary = instance.block.get('dont_track_primary');
      for (const list of instance.block.blocks('track_interface')) {
        for (const item of list.items) {
          const [name] = item.texts;
          if (name?.text !== device || name.dynamic) continue;
          const alone = list.items.length === 1;
          // The block itself goes with its only entry, unless a comment in it would be lost.
          const written: Written = alone && !hasComment(list) ? list : item;
          const edit = certainRemoval(written);
          const base = { at: item, data: { device, instance: instance.name }, reported: reportedFrom(context.target, 2_000_000, reportedOnCompletion(instance)) };
          if (primary) yield { ...base, message: 'primary', related: [{ at: primary, message: 'option' }] };
          else yield { ...base, message: 'default', ...(edit ? { fix: { title: 'remove', safe: true, edits: [edit] } } : {}) };
        }
      }
    }
  },
});

function hasComment(list: { readonly document: { readonly text: string }; readonly fullRange: { readonly start: number; readonly end: number } }): boolean {
  return /[#!]/.test(list.document.text.slice(list.fullRange.start, list.fullRange.end));
}
