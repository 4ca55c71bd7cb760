import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { defineRule } from '../../rule.ts';

/** The address moves as it should, and answers nothing: not even ping. */
export default defineRule({
  id: 'global/strict-blocks-vip',
  scope: 'configuration',
  severity: 'warning',
  tier: 1,
  summary: 'vrrp_strict is used only where the virtual address routes and serves nothing.',
  details: 'Strict mode follows the RFC to the letter: a master that does not own the address must not accept packets for it. keepalived drops them with firewall rules of its own, so that the virtual address answers neither ping nor connections. With version 3 an `accept` in the instance allows them; with version 2 keepalived resets even that. Unless you need strict mode, delete `vrrp_strict`. Routers that only forward through the address want exactly this; the rule is silent for instances with `virtual_routes` where there is no virtual server.',
  messages: {
    default: '{instance} is in strict mode without accept: keepalived drops all packets to its addresses, also ping. Delete {keyword}, or use version 3 with accept.',
    version2: '{instance} is in strict mode with version 2, for which keepalived resets accept: it drops all packets to its addresses, also ping. Delete {keyword}.',
    strict: 'Strict mode is switched on here.',
    remove: 'Delete {keyword}',
  },
  keepalived: 'sometimes',
  fixable: 'suggestion',
  *check(configuration, context) {
    const serves = configuration.blocks('virtual_server').length > 0;
    for (const instance of instancesOf(configuration)) {
      const { block, strict, version, priority } = instance;
      const directive = strict.directive;
      if (strict.value !== true || !directive || priority.value === undefined || priority.value === 255 || version.value === undefined) continue;
      const last = block.directives.filter((each) => each.name === 'accept' || each.name === 'no_accept').at(-1);
      const accept = last?.name === 'accept' ? last : undefined;
      // Whoever writes no_accept means it.
      if (last?.name === 'no_accept' || (accept && version.value === 3)) continue;
      if (!accept && !serves && (block.itemsOf('virtual_routes').length > 0 || block.itemsOf('virtual_rules').length > 0)) continue;
      const edit = certainRemoval(directive);
      const data = { instance: instance.name, keyword: directive.words[0]?.text ?? 'vrrp_strict' };
      yield {
        at: accept ?? directive,
        message: accept ? 'version2' : 'default',
        data,
        related: accept ? [{ at: directive, message: 'strict' }] : [],
        reported: accept ? reportedFrom(context.target, 1_002_020, reportedOnCompletion(instance)) : 'silent',
        ...(edit ? { suggestions: [{ title: 'remove', safe: false, edits: [edit] }] } : {}),
      };
    }
  },
});
