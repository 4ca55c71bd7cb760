import { sameSubnet, type Cluster, type Configuration, type VrrpInstance } from '@kaconf/semantics';
import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** A router that loses one of its links has to give up the addresses on the others too. */
export default defineRule({
  id: 'sync/missing-group',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Instances of a router are tied together by a sync group.',
  details: 'On a router, firewall or LVS-NAT director the address inside and the address outside have to be on the same node. Without a `vrrp_sync_group` only the instance of the failed interface moves, and the traffic comes in on one node and leaves by the other. The rule looks for instances of one family and the same priority on different interfaces, with addresses of different subnets; without a sign of routing (`virtual_routes`, `virtual_rules` or a virtual server of kind NAT) it is only a hint.',
  messages: {
    default: '{instance} ({device}) and {other} ({otherDevice}) are in no common sync group; when one link fails, one address stays here and the other moves to the peer. Add a vrrp_sync_group.',
    other: '{other} on {otherDevice}.',
  },
  needs: ['vrrp_instance'],
  keepalived: 'no',
  *check(configuration, context) {
    if (!configuration.complete) return;
    const instances = instancesOf(configuration).filter((instance) => instance.interface.value !== undefined && instance.syncGroup === undefined && !instance.addressesUnknown);
    const [first, second] = firstPair(instances, (a, b) => belongsTogether(a, b) && !reversed(context.workspace.clusters, a, b));
    if (!first || !second) return;
    const data = { instance: first.name, device: first.interface.value ?? '', other: second.name, otherDevice: second.interface.value ?? '' };
    yield { at: first.block, message: 'default', data, related: [{ at: second.block, message: 'other' }], ...(routes(configuration) ? {} : { severity: 'info' as const }) };
  },
});

/** Of instances with one state, priority and family as many are compared with each other: the others are like them. */
const mostAlike = 20;

function firstPair(instances: readonly VrrpInstance[], fits: (a: VrrpInstance, b: VrrpInstance) => boolean): readonly VrrpInstance[] {
  const alike = new Map<string, VrrpInstance[]>();
  const keyOf = ({ state, priority, family }: VrrpInstance): string => [state.value, priority.value, family.value].join();
  for (const instance of instances) {
    const others = alike.get(keyOf(instance));
    if (!others) alike.set(keyOf(instance), [instance]);
    else if (others.length < mostAlike) others.push(instance);
  }
  for (const first of instances) {
    const candidates = alike.get(keyOf(first)) ?? [];
    const index = candidates.indexOf(first);
    const second = index < 0 ? undefined : candidates.slice(index + 1).find((other) => fits(first, other));
    if (second) return [first, second];
  }
  return [];
}

function routes(configuration: Configuration): boolean {
  if (configuration.blocks('vrrp_instance').some((block) => block.itemsOf('virtual_routes').length > 0 || block.itemsOf('virtual_rules').length > 0)) return true;
  return configuration.blocks('virtual_server').some((block) => ['lvs_method', 'lb_kind'].some((name) => block.directives.some((directive) => directive.keyword.name === name && directive.words[1]?.text === 'NAT')));
}

/** Same priority and state on different wires with different subnets: an inside and an outside. */
function belongsTogether(a: VrrpInstance, b: VrrpInstance): boolean {
  if (a.interface.value === b.interface.value || a.family.value !== b.family.value) return false;
  if (a.priority.value === undefined || a.priority.value !== b.priority.value || a.state.value !== b.state.value) return false;
  const [address, other] = [a.addresses[0]?.address, b.addresses[0]?.address];
  return address !== undefined && other !== undefined && !sameSubnet(address, other);
}

type Members = readonly VrrpInstance[];

const memo = new WeakMap<readonly Cluster[], ReadonlyMap<VrrpInstance['block'], Members>>();

/** The members of the cluster instance that a block is in. */
function membersOf(clusters: readonly Cluster[], block: VrrpInstance['block']): Members {
  let byBlock = memo.get(clusters);
  if (!byBlock) {
    const found = new Map<VrrpInstance['block'], Members>();
    for (const { members } of clusters.flatMap(({ instances }) => instances)) {
      for (const member of members) if (!found.has(member.block)) found.set(member.block, members);
    }
    memo.set(clusters, byBlock = found);
  }
  return byBlock.get(block) ?? [];
}

/** Each node is master of one of the two: tying them together would be wrong. */
function reversed(clusters: readonly Cluster[], a: VrrpInstance, b: VrrpInstance): boolean {
  const lead = (instance: VrrpInstance): number | undefined => {
    const others = membersOf(clusters, instance.block).filter((member) => member.block !== instance.block).map((member) => member.priority.value);
    const own = instance.priority.value;
    const best = Math.max(...others.map((value) => value ?? 0));
    return others.length === 0 || own === undefined ? undefined : Math.sign(own - best);
  };
  const [first, second] = [lead(a), lead(b)];
  return first !== undefined && second !== undefined && first !== second;
}
