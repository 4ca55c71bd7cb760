import { contribution, readInstances, trackingOf, type AnyDirective, type Cluster, type Directive, type Node, type Setting, type Tracker, type VrrpInstance } from '@kaconf/semantics';
import type { ClusterFailover } from './snapshot.ts';
import type { View } from './view.ts';
import type { Owner } from './owners.ts';

/** The instance of a node that a directive or item stands in. */
export function instanceOf(node: Node, owner: Owner): VrrpInstance | undefined {
  for (let block = owner.parent ?? (owner as Directive); ; block = block.parent) {
    const found = readInstances(node).find((instance) => (instance.block as unknown) === block);
    if (found) return found;
    if (!block.parent) return undefined;
  }
}

/** Lowest and highest priority that the trackers of an instance can lead to; undefined where that is not knowable. */
export function priorityRange(instance: VrrpInstance): { readonly lowest: number; readonly highest: number; readonly trackers: readonly Tracker[] } | undefined {
  const base = instance.priority.value;
  if (base === undefined) return undefined;
  if (base === 255) return { lowest: 255, highest: 255, trackers: [] };
  const { trackers, unknown } = trackingOf(instance);
  if (unknown || trackers.some((tracker) => tracker.weight === undefined)) return undefined;
  const weighted = trackers.filter((tracker) => tracker.weight !== 0 && tracker.kind !== 'file');
  const sum = (choose: (...values: number[]) => number): number => weighted.reduce((all, tracker) => all + choose(contribution(tracker, false), contribution(tracker, true)), base);
  const limited = (value: number): number => Math.max(1, Math.min(254, value));
  return { lowest: limited(sum(Math.min)), highest: limited(sum(Math.max)), trackers: weighted };
}

/** How each tracker changes the priority, for people: `chk_nginx: -20 when it fails`. */
export function trackerWords(view: View, tracker: Tracker): string {
  const [healthy, failed] = [contribution(tracker, false), contribution(tracker, true)];
  const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));
  return healthy === 0 ? view.say('{0}: {1} when it fails', tracker.name, signed(failed)) : view.say('{0}: {1} while it is well', tracker.name, signed(healthy));
}

/** The nodes that hold an address in a cluster, with the priority of each instance. */
export function holdersOf(view: View, address: string): readonly { readonly node: Node; readonly instance: VrrpInstance }[] {
  const nodes = new Set<Node>();
  for (const node of view.nodes) for (const each of view.snapshot.clusterOf(node)?.nodes ?? [node]) nodes.add(each);
  return [...nodes].flatMap((node) => readInstances(node).filter((instance) => instance.addresses.some((each) => each.address.address === address)).map((instance) => ({ node, instance })));
}

/** Who is master of an instance while all is well; undefined where it cannot be told. */
export function mastersOf(view: View, instance: VrrpInstance): readonly string[] | undefined {
  const cluster = view.snapshot.clusterOf(instance.node);
  const found = cluster && failoverOfInstance(view, cluster, instance);
  return found?.analysis.healthy;
}

/** What the failover analysis says of an instance. */
export function failoverOfInstance(view: View, cluster: Cluster, instance: VrrpInstance): { readonly failover: ClusterFailover; readonly key: string; readonly analysis: ClusterFailover['instances'][number] } | undefined {
  const failover = view.snapshot.failoverOf(cluster);
  if (!failover) return undefined;
  for (const [key, members] of failover.input.instances) {
    // A node has one block of that name and place; its object may be of another snapshot.
    if (!members.some((member) => member.block === instance.block)) continue;
    const analysis = failover.instances.find((each) => each.key === key);
    return analysis && { failover, key, analysis };
  }
  return undefined;
}

/** The setting of an instance that a keyword is about. */
function settingOf(instance: VrrpInstance, name: string): Setting<unknown> | undefined {
  switch (name) {
    case 'state': return instance.state;
    case 'priority': return instance.priority;
    case 'advert_int': return instance.advertInt;
    case 'version': return instance.version;
    case 'nopreempt': return instance.nopreempt;
    case 'preempt_delay': return instance.preemptDelay;
    case 'auth_type': return instance.authType;
    case 'strict_mode': return instance.strict;
    case 'interface': return instance.interface;
    case 'virtual_router_id': return instance.vrid;
    default: return undefined;
  }
}

/** What becomes of a directive: another value than the written one, or none because a second one counts. */
export function effectOf(node: Node, directive: Directive): string | undefined {
  const { parent } = directive;
  const counts: AnyDirective | undefined = parent?.get(directive.name);
  if (parent && counts && counts !== directive && parent.path !== '' && /^(last|first)/.test(directive.keyword.repeat)) return `Has no effect: \`${directive.name}\` in line ${counts.line} counts`;
  const instance = instanceOf(node, directive);
  const setting = instance && settingOf(instance, directive.name);
  if (!setting || setting.unknown || setting.value === undefined) return undefined;
  const written = directive.argumentWords[0]?.text;
  const value = String(setting.value);
  return written !== undefined && value !== written && !(value === 'true' && written === undefined) ? `In effect: \`${value}\`` : undefined;
}
