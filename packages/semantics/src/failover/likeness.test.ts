import { analyse, type InstanceAnalysis } from './analyse.ts';
import { likenessOf } from './likeness.ts';
import { rostersOf } from './roster.ts';
import type { FailoverCluster, FailoverInstance } from './model.ts';
import { current, member, node, script } from './support/pair.ts';

/** The instance of a VLAN: another name, ID, address, interface and source than those of the other VLANs. */
function vlan(number: number, values: Partial<FailoverInstance>): FailoverInstance {
  const name = `VLAN_${number}`;
  return member({ name, key: name, vrid: number, interface: `eth0.${number}`, vips: [`10.0.${number}.100`], trackers: [script(-20)], ...values });
}

/** Two nodes with an instance for each of some VLANs; `values` are those of the first node and those of the second. */
function trunk(vlans: readonly { readonly number: number; readonly values: readonly [Partial<FailoverInstance>, Partial<FailoverInstance>] }[]): FailoverCluster {
  const nodes = [1, 2].map((position) => node(position, vlans.map(({ number, values }) => vlan(number, { sourceAddress: `10.0.${number}.${position}`, ...values[position - 1] })), { interfaces: [] }));
  return { target: current, nodes };
}

/** What an analysis says of an instance itself: faults that are possible with this VLAN alone, and nothing about where the others are. */
function told({ faults, ...state }: InstanceAnalysis, number: number): unknown {
  const own = faults.filter((result) => result.faults.every((fault) => !('interface' in fault) || fault.interface === `eth0.${number}`));
  return { ...state, faults: own.map((result) => ({ ...result, apartFrom: [], verdicts: result.verdicts.filter((id) => id !== 'failover/instances-diverge') })) };
}

const usual = [{ priority: 150 }, { priority: 100 }] as const;

describe('an instance for each VLAN', () => {
  test.each<[string, readonly [Partial<FailoverInstance>, Partial<FailoverInstance>]]>([
    ['a preferred node', usual],
    ['a weight that is enough', [{ priority: 110 }, { priority: 100 }]],
    ['equal priorities', [{}, {}]],
    ['nopreempt', [{ priority: 150, nopreempt: true }, { nopreempt: true }]],
    ['an unknown priority', [{ priority: undefined }, {}]],
    ['an interface that is tracked besides', [{ priority: 150, trackers: [{ kind: 'interface', name: 'eth9', weight: -60, reverse: false }] }, {}]],
    ['an own interface that is not watched', [{ priority: 150, dontTrackPrimary: true, trackers: [script(-60)] }, {}]],
  ])('fares as if it were alone: %s', (_, values) => {
    const numbers = [10, 11, 12];
    const together = analyse(trunk(numbers.map((number) => ({ number, values }))));
    expect(together.map(({ key }) => key)).toEqual(['VLAN_10', 'VLAN_11', 'VLAN_12']);
    numbers.forEach((number, at) => {
      const [alone] = analyse(trunk([{ number, values }]));
      expect(told(together[at]!, number)).toEqual(told(alone!, number));
      expect(together[at]!.faults.some(({ faults }) => faults.some((fault) => 'interface' in fault && fault.interface === `eth0.${number}`))).toBe(true);
    });
  });

  test('one that differs is played on its own', () => {
    const [first, second] = analyse(trunk([{ number: 10, values: usual }, { number: 11, values: [{ priority: 90 }, { priority: 100 }] }]));
    expect([first?.healthy, second?.healthy]).toEqual([['n1'], ['n2']]);
  });
});

describe('what makes elections alike', () => {
  const keys = (cluster: FailoverCluster): (string | undefined)[] => rostersOf(cluster).map((roster) => likenessOf(roster)?.key);

  test('names, IDs, addresses and interfaces play no role', () => {
    const [first, second] = keys(trunk([{ number: 10, values: usual }, { number: 11, values: usual }]));
    expect(first).toBeDefined();
    expect(second).toBe(first);
  });

  test.each<[string, readonly [Partial<FailoverInstance>, Partial<FailoverInstance>]]>([
    ['the order of the sources', [{ priority: 150, sourceAddress: '10.0.11.9' }, { sourceAddress: '10.0.11.8' }]],
    ['a priority', [{ priority: 151 }, { priority: 100 }]],
    ['a weight', [{ priority: 150, trackers: [script(-21)] }, { priority: 100 }]],
    ['an interface that both nodes share', [{ priority: 150, interface: 'bond0' }, { priority: 100 }]],
  ])('%s does', (_, values) => {
    const [first, second] = keys(trunk([{ number: 10, values: usual }, { number: 11, values }]));
    expect(second).not.toBe(first);
  });

  test('who refuses the other is like nobody', () => {
    expect(keys(trunk([{ number: 10, values: [{ priority: 150, vrid: 1 }, { priority: 100, vrid: 2 }] }]))).toEqual([undefined]);
  });
});
