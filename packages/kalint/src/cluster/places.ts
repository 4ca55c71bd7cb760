import type { AnyDirective, Place, Setting, VrrpInstance } from '@kaconf/semantics';

/** Where a setting was written; where it was not, the head of the instance that lacks it. */
export function placeOf(setting: Setting<unknown>, instance: VrrpInstance): Place {
  return setting.directive ?? headOf(instance);
}

/** `vrrp_instance NAME`. */
export function headOf(instance: VrrpInstance): Place {
  return instance.block;
}

/** The head of the first list of that name, else of the instance. */
export function listOf(instance: VrrpInstance, list: 'virtual_ipaddress' | 'unicast_peer' | 'track_script'): Place {
  return directivesOf(instance).find((directive) => directive.name === list) ?? headOf(instance);
}

function directivesOf(instance: VrrpInstance): readonly AnyDirective[] {
  return instance.block.directives;
}

/** The names of the nodes, for a message. */
export function namesOf(members: readonly VrrpInstance[]): string {
  return [...new Set(members.map((member) => member.node.name))].join(', ');
}
