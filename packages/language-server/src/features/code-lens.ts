import { readInstances, type VrrpInstance } from '@kaconf/semantics';
import type { CodeLens, Command } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import { showFailover } from '../commands.ts';
import type { Feature } from '../feature.ts';
import { failoverOfInstance } from '../insight.ts';
import type { View } from '../view.ts';

/** Who is master of an instance, and what does not move its addresses. */
function titles(view: View, instance: VrrpInstance): string[] {
  const cluster = view.snapshot.clusterOf(instance.node);
  if (!cluster) return ['no other node of this instance is open or in the workspace'];
  const found = failoverOfInstance(view, cluster, instance);
  if (!found) return [`${cluster.nodes.length} nodes`];
  const { analysis: { healthy, faults, startOrder, missing }, failover, key } = found;
  const members = failover.input.instances.get(key) ?? [];
  if (members.length < 2) return ['only this node has this instance'];
  const master = healthy === undefined ? (startOrder ? 'master: the node that starts first' : `master: not certain${missing.length > 0 ? ` (${missing[0] ?? ''})` : ''}`)
    : healthy.length === 0 ? 'no master' : healthy.length === 1 ? `master: ${healthy[0] ?? ''}${priorities(members, healthy[0] ?? '')}` : `${healthy.length} masters: ${healthy.join(', ')}`;
  // A fault of the master after which it is master all the same, although something that it tracks has failed.
  const stuck = faults.filter(({ verdicts }) => verdicts.includes('failover/never'));
  return stuck.length === 0 ? [master] : [master, stuck.length === 1 ? '1 fault does not move this address' : `${stuck.length} faults do not move this address`];
}

function priorities(members: readonly VrrpInstance[], master: string): string {
  const own = members.find(({ node }) => node.name === master)?.priority.value;
  const others = members.filter(({ node }) => node.name !== master).map(({ node, priority }) => `${node.name} ${priority.value ?? '?'}`);
  return own === undefined ? '' : ` (${own}), then ${others.join(', ')}`;
}

/** A line above each instance. Whoever shows it can have the whole table with a click. */
export const codeLens: Feature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: false } }),
  listen(session, connection) {
    connection.onCodeLens(answering(session, (view): CodeLens[] => {
      if (!view.settings.codeLens) return [];
      const lenses = new Map<number, CodeLens[]>();
      for (const node of view.nodes) {
        for (const instance of readInstances(node)) {
          const { block } = instance;
          if (block.document !== view.document || lenses.has(block.range.start)) continue;
          const range = view.range(block.range);
          lenses.set(block.range.start, titles(view, instance).map((title) => ({ range, command: showFailover(session, title, view.uri, instance.name) satisfies Command })));
        }
      }
      return [...lenses.values()].flat();
    }, { whole: true }));
  },
};
