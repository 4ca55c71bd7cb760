import { isKnown } from '@kaconf/semantics';
import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { defineRule } from '../../rule.ts';

/** The value is read, found to be a boolean, and then not looked at. */
export default defineRule({
  id: 'vrrp/skip-check-cannot-be-switched-off',
  scope: 'configuration',
  severity: 'info',
  tier: 3,
  summary: 'skip_check_adv_addr is not written to switch it off.',
  details: 'In an instance, `skip_check_adv_addr false` (or `off`, `no`) switches the option on: keepalived sets it whatever the boolean says. To leave it off, delete the line, and the `vrrp_skip_check_adv_addr` of `global_defs` if there is one.',
  messages: {
    default: 'skip_check_adv_addr {value} switches the option on: keepalived does not look at the value. Delete the line to leave it off.',
    remove: 'Delete the line',
  },
  needs: ['skip_check_adv_addr'],
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    for (const block of configuration.blocks('vrrp_instance')) {
      for (const directive of block.all('skip_check_adv_addr')) {
        const { value } = directive.args;
        if (!isKnown(value) || value.value) continue;
        const edit = certainRemoval(directive);
        yield { at: directive, message: 'default', data: { value: value.text }, ...(edit ? { suggestions: [{ title: 'remove', safe: false, edits: [edit] }] } : {}) };
      }
    }
  },
});
