import { readInstances, type InstanceAnalysis, type VrrpInstance } from '@kaconf/semantics';
import type { CodeLens, Command } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import { showFailover } from '../commands.ts';
import type { Feature } from '../feature.ts';
import { failoverOfInstance } from '../insight.ts';
import type { View } from '../view.ts';

/** Who is master of an instance, and what does not move its addresses. */
function titles(view: View, instance: VrrpInstance): string[] {
  const cluster = view.snapshot.clusterOf(instance.node);
  if (!cluster) return [view.say('no other node of this instance is open or in the workspace')];
  const found = failoverOfInstance(view, cluster, instance);
  if (!found) return [view.say('{0} nodes', cluster.nodes.length)];
  const { analysis, failover, key } = found;
  const members = failover.input.instances.get(key) ?? [];
  if (members.length < 2) return [view.say('only this node has this instance')];
  // A fault of the master after which it is master all the same, although something that it tracks has failed.
  const stuck = analysis.faults.filter(({ verdicts }) => verdicts.includes('failover/never')).length;
  const never = stuck === 1 ? view.say('1 fault does not move this address') : view.say('{0} faults do not move this address', stuck);
  return [masterTitle(view, analysis, members), ...(stuck === 0 ? [] : [never])];
}

function masterTitle(view: View, { healthy, startOrder, missing }: InstanceAnalysis, members: readonly VrrpInstance[]): string {
  if (healthy === undefined) {
    if (startOrder) return view.say('master: the node that starts first');
    return missing[0] === undefined ? view.say('master: not certain') : view.say('master: not certain ({0})', missing[0]);
  }
  const [master] = healthy;
  if (master === undefined) return view.say('no master');
  if (healthy.length > 1) return view.say('{0} masters: {1}', healthy.length, healthy.join(', '));
  const own = members.find(({ node }) => node.name === master)?.priority.value;
  const others = members.filter(({ node }) => node.name !== master).map(({ node, priority }) => `${node.name} ${priority.value ?? '?'}`);
  return own === undefined ? view.say('master: {0}', master) : view.say('master: {0} ({1}), then {2}', master, own, others.join(', '));
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
