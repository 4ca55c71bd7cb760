import type { AnyDirective, VrrpInstance } from '@kaconf/semantics';
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
    several: '{count} instances, {instance} among them, are in strict mode without accept: keepalived drops all packets to their addresses, also ping. Delete {keyword}, or use version 3 with accept.',
    version2: '{instance} is in strict mode with version 2, for which keepalived resets accept: it drops all packets to its addresses, also ping. Delete {keyword}.',
    strict: 'Strict mode is switched on here.',
    remove: 'Delete {keyword}',
  },
  needs: ['vrrp_strict', 'strict_mode'],
  keepalived: 'sometimes',
  fixable: 'suggestion',
  *check(configuration, context) {
    const serves = configuration.blocks('virtual_server').length > 0;
    const blocked = new Map<string, { readonly directive: AnyDirective; readonly instances: VrrpInstance[] }>();
    for (const instance of instancesOf(configuration)) {
      const { block, strict, version, priority } = instance;
      const directive = strict.directive;
      if (strict.value !== true || !directive || priority.value === undefined || priority.value === 255 || version.value === undefined) continue;
      const last = block.directives.filter((each) => each.name === 'accept' || each.name === 'no_accept').at(-1);
      // Whoever writes no_accept means it.
      if (last?.name === 'no_accept' || (last && version.value === 3)) continue;
      if (last) {
        const data = { instance: instance.name, keyword: keywordOf(directive) };
        yield { at: last, message: 'version2', data, related: [{ at: directive, message: 'strict' }], reported: reportedFrom(context.target, 1_002_020, reportedOnCompletion(instance)), ...deletion(directive) };
        continue;
      }
      if (!serves && (block.itemsOf('virtual_routes').length > 0 || block.itemsOf('virtual_rules').length > 0)) continue;
      const key = `${directive.document.path} ${directive.range.start}`;
      const known = blocked.get(key);
      if (known) known.instances.push(instance);
      else blocked.set(key, { directive, instances: [instance] });
    }
    for (const { directive, instances } of blocked.values()) {
      const count = instances.length;
      yield { at: directive, message: count > 1 ? 'several' : 'default', data: { instance: instances[0]?.name ?? '', count, keyword: keywordOf(directive) }, ...deletion(directive) };
    }
  },
});

function keywordOf(directive: AnyDirective): string {
  return directive.words[0]?.text ?? 'vrrp_strict';
}

function deletion(directive: AnyDirective) {
  const edit = certainRemoval(directive);
  return edit ? { suggestions: [{ title: 'remove' as const, data: { keyword: keywordOf(directive) }, safe: false, edits: [edit] }] } : {};
}
