import { readInstances } from '@kaconf/semantics';
import { identicalNodes } from '../../cluster/identical-nodes.ts';
import { headOf, placeOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** A copy that was never adapted: priorities and source addresses are equal. */
export default defineRule({
  id: 'pair/identical-files',
  scope: 'cluster',
  severity: 'warning',
  tier: 2,
  summary: 'The files of two nodes differ at least in the priority.',
  details: [
    'Both nodes have the same text, with no conditional lines in it, so the priorities are equal (nobody is preferred) and so are the source addresses (one node uses an address that it does not have). Usually the second file was copied and never adapted. Reported instead of `pair/equal-priority` and `pair/unicast-src-duplicate`; where no source address is given, only the former applies and is reported itself.',
    'One file for all nodes is a good idea all the same: keepalived reads lines that begin with `@name` only where it runs as `name` (the host name, or `-i name`). Write `@lb1 priority 150` and `@lb2 priority 100`, and likewise for `unicast_src_ip` and its peers.',
  ].join('\n\n'),
  messages: {
    default: 'The files of {nodes} have the same text, so {instance} has the same priority and the same source address {source} on all of them. Adapt the copy, or use one file with conditional lines ("@{node} priority 100").',
    other: 'The same text for {other}.',
  },
  keepalived: 'no',
  *check(cluster) {
    for (const set of identicalNodes(cluster)) {
      const last = set.at(-1);
      const instance = last && readInstances(last).find((each) => each.source.value);
      if (!last || !instance) continue;
      const others = set.filter((node) => node !== last);
      yield {
        at: placeOf(instance.priority, instance),
        message: 'default',
        data: { node: last.name, nodes: set.map((node) => node.name).join(', '), instance: instance.name, source: instance.source.value?.address ?? '' },
        related: others.flatMap((node) => readInstances(node).slice(0, 1).map((twin) => ({ at: headOf(twin), message: 'other' as const, data: { other: node.name } }))),
      };
    }
  },
});
