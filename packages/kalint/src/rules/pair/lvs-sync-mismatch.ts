import { readInstances, type AnyDirective, type Node, type Value } from '@kaconf/semantics';
import { defineRule } from '../../rule.ts';

interface SyncDaemon {
  readonly directive: AnyDirective;
  readonly id: number | undefined;
  readonly group: string | undefined;
  readonly port: number | undefined;
}

/** The connection table reaches the backup only where both sides speak of the same stream. */
export default defineRule({
  id: 'pair/lvs-sync-mismatch',
  scope: 'cluster',
  severity: 'warning',
  tier: 3,
  summary: 'The connection synchronisation of LVS is set up alike on all directors.',
  details: 'With `lvs_sync_daemon` the master sends its connection table to a multicast group, and the backup takes it over: existing connections survive a failover. Sync id, group and port must be equal on both sides. Without `id`, the virtual router ID of the named instance is used, else 0; the group is 224.0.0.81 and the port 8848 unless given.',
  messages: {
    missing: '{other} has lvs_sync_daemon, {node} has not: connections are lost at a failover. Add it on {node}.',
    id: 'lvs_sync_daemon has the sync id {value} on {node}, but {expected} on {other}: connections are not taken over at a failover. Use the same id.',
    group: 'lvs_sync_daemon uses the group {value} on {node}, but {expected} on {other}: connections are not taken over at a failover. Use the same group.',
    port: 'lvs_sync_daemon uses port {value} on {node}, but {expected} on {other}: connections are not taken over at a failover. Use the same port.',
    here: '{other} has it here.',
  },
  keepalived: 'no',
  *check(cluster) {
    const daemons = cluster.nodes.map((node) => ({ node, daemon: daemonOf(node) }));
    const first = daemons.find(({ daemon }) => daemon !== undefined);
    if (!first?.daemon) return;
    for (const { node, daemon } of daemons) {
      if (node === first.node) continue;
      const names = { node: node.name, other: first.node.name };
      const related = [{ at: first.daemon.directive, message: 'here' as const, data: names }];
      if (!daemon) {
        const at = readInstances(node)[0]?.block;
        if (at && node.configuration.complete) yield { at, message: 'missing', data: names, related };
        continue;
      }
      for (const what of ['id', 'group', 'port'] as const) {
        const [value, expected] = [daemon[what], first.daemon[what]];
        if (value !== undefined && expected !== undefined && value !== expected) yield { at: daemon.directive, message: what, data: { ...names, value, expected }, related };
      }
    }
  },
});

function daemonOf(node: Node): SyncDaemon | undefined {
  const directive = node.configuration.global('lvs_sync_daemon');
  if (!directive) return undefined;
  const { id, port, group, inst, instance } = directive.args as Readonly<Record<string, Value<unknown> | undefined>>;
  const name = inst ?? instance;
  const named = name && readInstances(node).find((each) => each.name === name.text);
  const number = (value: Value<unknown> | undefined, otherwise: number | undefined): number | undefined => (value ? (value.kind === 'known' && typeof value.value === 'number' ? value.value : undefined) : otherwise);
  return {
    directive,
    id: number(id, name ? named?.vrid.value : 0),
    port: number(port, 8848),
    group: group ? (group.kind === 'known' ? group.text : undefined) : '224.0.0.81',
  };
}
