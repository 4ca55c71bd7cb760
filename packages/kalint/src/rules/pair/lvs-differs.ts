import { readInstances, readServices, type Cluster, type LvsService, type Node } from '@kaconf/semantics';
import { defineRule, type Finding } from '../../rule.ts';

type Message = 'lacks' | 'extra' | 'none' | 'port' | 'scheduler' | 'method' | 'persistence' | 'servers' | 'here' | 'server';

/** After a failover clients must reach the same pool in the same way. */
export default defineRule({
  id: 'pair/lvs-differs',
  scope: 'cluster',
  severity: 'warning',
  tier: 2,
  summary: 'All directors of a cluster have the same virtual servers.',
  details: 'The new master balances with its own `virtual_server` blocks. Where they differ, a failover changes the pool, the scheduler or the forwarding method, or a service is gone. Services are matched by address, port and protocol, by mark, or by the content of their group; order and timings do not matter. Real servers that are the director itself (its own address, or 127.0.0.1) may differ.',
  messages: {
    lacks: '{service} is a virtual server on {other}, but not on {node}: the service is gone while {node} is master. Add the block on {node}, or remove it from {other}.',
    extra: '{service} is a virtual server on {node}, but not on {other}: the service is gone while {other} is master. Add the block on {other}, or remove it here.',
    none: '{other} has {count} virtual servers, {node} none: all of them are gone while {node} is master. Copy the virtual_server blocks to {node}.',
    port: '{service} on {node} has port {value}, but port {expected} on {other}: one of the two ports is not served, depending on who is master.',
    scheduler: '{service} has the scheduler {value} on {node}, but {expected} on {other}: the load is spread differently after a failover.',
    method: '{service} forwards by {value} on {node}, but by {expected} on {other}: real servers are set up for one method, so the service breaks after a failover.',
    persistence: '{service} keeps a client on its real server for {value} s on {node}, but for {expected} s on {other}: sessions break after a failover.',
    servers: '{service} has other real servers on {node} than on {other}: {list}. After a failover clients reach another pool.',
    here: '{service} of {other}.',
    server: 'Real server {server} of {other}.',
  },
  keepalived: 'no',
  *check(cluster) {
    const [first, ...rest] = cluster.nodes;
    if (!first || cluster.nodes.some((node) => readServices(node.configuration).unknown)) return;
    const reference = referenceOf(cluster) ?? first;
    // A node without any service lacks those of all others, which is one mistake.
    const bare = new Set<unknown>();
    for (const node of [first, ...rest]) {
      if (node === reference) continue;
      for (const finding of compare(cluster, reference, node)) {
        if (finding.message === 'none' && bare.has(finding.at)) continue;
        if (finding.message === 'none') bare.add(finding.at);
        yield finding;
      }
    }
  },
});

/** The node whose set of services most nodes have; where as many have none, those that have none lack them. */
function referenceOf(cluster: Cluster): Node | undefined {
  const keys = new Map(cluster.nodes.map((node) => [node, readServices(node.configuration).services.map((service) => service.key).sort().join('\n')]));
  const counts = new Map<string, number>();
  for (const key of keys.values()) counts.set(key, (counts.get(key) ?? 0) + 1);
  const rank = (node: Node): number => {
    const key = keys.get(node) ?? '';
    return (counts.get(key) ?? 0) + (key === '' ? 0 : 0.5);
  };
  return [...cluster.nodes].sort((a, b) => rank(b) - rank(a))[0];
}

function* compare(cluster: Cluster, reference: Node, node: Node): Generator<Finding<Message>> {
  const theirs = readServices(reference.configuration).services;
  const own = readServices(node.configuration).services;
  const names = { node: node.name, other: reference.name };
  const [one] = own;
  const [other] = theirs;
  const [head] = readInstances(node);
  if (!one || !other) {
    const [having, lacking, at] = one ? [own, reference, readInstances(reference)[0]] as const : [theirs, node, head] as const;
    const [service] = having;
    if (service && at) yield { at: at.block, message: 'none', data: { node: lacking.name, other: (one ? node : reference).name, count: having.length }, related: [{ at: service.block, message: 'here', data: { service: service.text, other: (one ? node : reference).name } }] };
    return;
  }
  const lacking = theirs.filter((each) => !own.some(({ key }) => key === each.key));
  const surplus = own.filter((each) => !theirs.some(({ key }) => key === each.key));
  for (const service of lacking) {
    const moved = surplus.filter(({ address }) => address !== undefined && address === service.address);
    const [twin] = moved;
    if (twin && moved.length === 1 && lacking.filter(({ address }) => address === service.address).length === 1) {
      surplus.splice(surplus.indexOf(twin), 1);
      yield { at: twin.block, message: 'port', data: { ...names, service: twin.text, value: twin.port ?? 0, expected: service.port ?? 0 }, related: [{ at: service.block, message: 'here', data: { ...names, service: service.text } }] };
    } else yield { at: own.at(-1)?.block ?? service.block, message: 'lacks', data: { ...names, service: service.text }, related: [{ at: service.block, message: 'here', data: { ...names, service: service.text } }] };
  }
  for (const service of surplus) yield { at: service.block, message: 'extra', data: { ...names, service: service.text }, related: [{ at: other.block, message: 'here', data: { ...names, service: other.text } }] };
  for (const service of own) {
    const twin = theirs.find(({ key }) => key === service.key);
    if (twin) yield* compareServices(cluster, names, service, twin);
  }
}

function* compareServices(cluster: Cluster, names: { readonly node: string; readonly other: string }, own: LvsService, twin: LvsService): Generator<Finding<Message>> {
  const related = [{ at: twin.block, message: 'here' as const, data: { ...names, service: twin.text } }];
  for (const [message, keyword] of [['scheduler', 'lb_algo'], ['method', 'lb_kind'], ['persistence', 'persistence_timeout']] as const) {
    const [value, expected] = [own[message], twin[message]];
    if (value === undefined || expected === undefined || value === expected) continue;
    yield { at: own.block.get(keyword) ?? own.block, message, data: { ...names, service: own.text, value, expected }, related: [{ at: twin.block.get(keyword) ?? twin.block, message: 'here', data: { ...names, service: twin.text } }] };
  }
  if (own.realServersUnknown || twin.realServersUnknown) return;
  const local = localAddresses(cluster);
  const missing = twin.realServers.filter((each) => !local.has(each.address) && !own.realServers.some(({ key }) => key === each.key));
  const extra = own.realServers.filter((each) => !local.has(each.address) && !twin.realServers.some(({ key }) => key === each.key));
  const [at] = extra;
  if (missing.length + extra.length === 0) return;
  yield {
    at: at?.block ?? own.block,
    message: 'servers',
    data: { ...names, service: own.text, list: [...missing.map(({ key }) => `${key} (${names.other})`), ...extra.map(({ key }) => `${key} (${names.node})`)].join(', ') },
    related: missing.length > 0 ? missing.map((server) => ({ at: server.block, message: 'server' as const, data: { ...names, server: server.key } })) : related,
  };
}

function localAddresses(cluster: Cluster): ReadonlySet<string> {
  const sources = cluster.nodes.flatMap((node) => readInstances(node)).map((instance) => instance.source.value?.address);
  return new Set(['127.0.0.1', '::1', ...sources.filter((source) => source !== undefined)]);
}
