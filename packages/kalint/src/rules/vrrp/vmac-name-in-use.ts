import { known, type Place } from '@kaconf/semantics';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Two instances cannot create one interface. */
export default defineRule({
  id: 'vrrp/vmac-name-in-use',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Each virtual MAC interface has a name of its own.',
  details: '`use_vmac NAME` and `use_ipvlan NAME` create an interface of that name. Where another instance has the name already, keepalived reports it and chooses one.',
  messages: {
    default: '{instance}: the interface name {name} is used by {other} already; keepalived ignores it and takes another.',
    first: 'Here {other} uses it.',
  },
  needs: ['use_vmac', 'use_ipvlan'],
  keepalived: 'yes',
  *check(configuration, context) {
    const seen = new Map<string, { readonly at: Place; readonly other: string }>();
    for (const block of configuration.blocks('vrrp_instance')) {
      const instance = block.words[1]?.text ?? '';
      for (const directive of [...block.all('use_vmac'), ...block.all('use_ipvlan')]) {
        const name = known(directive.args.name ?? directive.args.interface);
        if (name === undefined) continue;
        const first = seen.get(name);
        if (!first) seen.set(name, { at: directive, other: instance });
        else if (first.other !== instance) yield { at: directive, message: 'default', data: { instance, name, other: first.other }, related: [{ at: first.at, message: 'first' }], reported: reportedFrom(context.target, 1_002_020, directive.line) };
      }
    }
  },
});
