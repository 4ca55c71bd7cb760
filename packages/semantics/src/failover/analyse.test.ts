import { analyse, type InstanceAnalysis } from './analyse.ts';
import type { FaultResult } from './outcome.ts';
import { asksElsewhere } from './faults.ts';
import type { FailoverCluster, FailoverInstance, FailoverScript, Fault } from './model.ts';
import { before233, clusterOf, current, member, node, script } from './support/pair.ts';

const pair = (left: Partial<FailoverInstance>, right: Partial<FailoverInstance>, target = current): FailoverCluster => clusterOf([member(left), member(right)], target);

function only(cluster: FailoverCluster, key = 'VI_1'): InstanceAnalysis {
  return analyse(cluster).find((instance) => instance.key === key)!;
}

function after(cluster: FailoverCluster, type: Fault['type'], where = 'n1', key = 'VI_1'): FaultResult {
  return only(cluster, key).faults.find(({ faults, kind }) => kind === 'single' && faults[0]?.type === type && faults[0].node === where)!;
}

const checked = (weight: number, values: Partial<FailoverInstance> = {}): Partial<FailoverInstance> => ({ ...values, trackers: [script(weight)] });

describe('the arithmetic', () => {
  test('a penalty smaller than the gap', () => {
    const result = after(pair(checked(-30, { priority: 150 }), checked(-30)), 'script_fail');
    expect(result).toMatchObject({ masters: ['n1'], verdicts: ['failover/never'], takeoverSeconds: undefined, text: '150 - 30 = 120 > 100: stays on n1' });
    expect(result.explanation).toEqual({ arithmetic: '150 - 30 = 120 > 100', outcome: 'stays', reason: 'priority', detail: '', nodes: ['n1'] });
  });

  test('a penalty larger than the gap', () => {
    expect(after(pair(checked(-60, { priority: 150 }), checked(-60)), 'script_fail')).toMatchObject({ masters: ['n2'], verdicts: ['failover/slow-takeover'], text: '150 - 60 = 90 < 100: moves to n2' });
  });

  test.each<[string, FailoverCluster, string]>([
    ['a tie', pair(checked(-50, { priority: 150 }), {}), '150 - 50 = 100 = 100: stays on n1 (equal priorities never preempt)'],
    ['nopreempt', pair(checked(-60, { priority: 150 }), { nopreempt: true }), '150 - 60 = 90 < 100: stays on n1 (nopreempt on n2)'],
    ['an owner', pair(checked(-60, { priority: 255 }), {}), '255 > 100: stays on n1 (weights do not change priority 255)'],
    ['positive weights', pair(checked(2, { priority: 101 }), checked(2)), '101 < 100 + 2 = 102: moves to n2'],
    ['reverse', pair({ priority: 150, trackers: [script(-60, { reverse: true })] }, {}), '150 + 60 = 210 > 100: stays on n1'],
    ['the upper limit', pair({ priority: 250, trackers: [script(-60, { reverse: true })] }, {}), '250 + 60 = 310, limited to 254, > 100: stays on n1'],
    ['no weight', pair(checked(0, { priority: 150 }), {}), 'moves to n2 (n1 is in FAULT)'],
  ])('%s', (_, cluster, text) => {
    expect(after(cluster, 'script_fail').text).toBe(text);
  });

  test('a tracker that a sync group drops', () => {
    const groups = { syncGroups: [{ name: 'G', members: ['VI_1'], trackers: [], trackingWeight: false }] };
    const cluster: FailoverCluster = { target: current, nodes: [node(1, [member(checked(-60, { priority: 150 }))], groups), node(2, [member()])] };
    expect(after(cluster, 'script_fail')).toMatchObject({ verdicts: ['failover/never'], text: '150 > 100: stays on n1 (keepalived drops the weighted tracker check of a sync group member)' });
  });

  test('a group that cannot follow', () => {
    const second = (priority: number): FailoverInstance => ({ ...member({ priority, vrid: 52, vips: ['192.0.2.101'] }), name: 'VI_2', key: 'VI_2' });
    const groups = { syncGroups: [{ name: 'G', members: ['VI_1', 'VI_2'], trackers: [], trackingWeight: true }] };
    const cluster: FailoverCluster = { target: current, nodes: [node(1, [member(checked(-60, { priority: 150 })), second(150)], groups), node(2, [member(), second(100)], groups)] };
    expect(after(cluster, 'script_fail')).toMatchObject({ verdicts: ['failover/never'], text: '150 - 60 = 90 < 100: stays on n1 (VI_2 does not move, and the sync group moves as a whole)' });
  });

  test('why both are master', () => {
    const cluster = pair({ priority: 150, advertInterval: 2 }, {});
    expect(only(cluster)).toMatchObject({ healthy: ['n1', 'n2'], verdicts: ['failover/split-brain'] });
    expect(after(pair({ priority: 150, dontTrackPrimary: true }, {}), 'interface_down')).toMatchObject({ verdicts: ['failover/split-brain'], text: 'n1 and n2 are master at the same time (the adverts do not arrive)' });
    expect(after(clusterOf([member({ priority: 150, advertInterval: 2 }), member(), member({ priority: 90 })]), 'interface_down', 'n3').text)
      .toBe('n1 and n2 are master at the same time (advert_int differs)');
  });
});

describe('takeover', () => {
  const basic = pair(checked(-60, { priority: 150 }), {});
  test.each<[string, FailoverCluster, Fault['type'], number | undefined]>([
    ['power: master-down interval of the winner', basic, 'node_down', 3.609],
    ['a stopped daemon says good-bye', basic, 'daemon_stop', 0.609],
    ['a lost link cannot', basic, 'interface_down', 3.609],
    // 3 runs every 2 s, the last of which hangs for as long.
    ['a script: fall * interval + timeout on top', basic, 'script_fail', 11.609],
    ['a script without weight: FAULT says good-bye', pair(checked(0, { priority: 150 }), {}), 'script_fail', 8.609],
    ['version 3: the interval of the master', pair({ priority: 150, version: 3, advertInterval: 0.5 }, { version: 3 }), 'node_down', 1.805],
    ['priority 254', pair({ priority: 255, state: null }, { priority: 254 }), 'node_down', 3.008],
    ['down_timer_adverts', pair({ priority: 150 }, { downTimerAdverts: 5 }), 'node_down', 5.609],
    ['an unknown interval', pair({ priority: 150, advertInterval: undefined }, {}), 'node_down', undefined],
  ])('%s', (_, cluster, type, seconds) => {
    expect(after(cluster, type).takeoverSeconds).toBe(seconds);
  });

  test('an unknown interval of both leaves the master known and the time unknown', () => {
    const blind = { advertInterval: undefined, version: 3 };
    expect(after(pair({ priority: 150, ...blind }, blind), 'node_down')).toMatchObject({ masters: ['n2'], takeoverSeconds: undefined });
  });

  test('slow', () => {
    expect(after(pair({ priority: 150, advertInterval: 5 }, { advertInterval: 5 }), 'node_down')).toMatchObject({ takeoverSeconds: 15.609, verdicts: ['failover/slow-takeover'] });
  });
});

describe('the start', () => {
  test('equal priorities: the healthy master depends on the order of the start, but not who remains', () => {
    const cluster = pair({}, {});
    expect(only(cluster)).toMatchObject({ healthy: undefined, startOrder: true, missing: ['start order'] });
    expect(after(cluster, 'node_down')).toMatchObject({ masters: ['n2'], recovered: ['n2'] });
  });

  test('an unknown priority', () => {
    expect(only(pair({ priority: 150 }, { priority: undefined }))).toMatchObject({ healthy: undefined, startOrder: false, missing: ['priority of VI_1 on n2'] });
  });

  test('assumed order', () => {
    expect(only(pair({ priority: undefined }, { priority: undefined }))).toMatchObject({ healthy: ['n1'], assumedOrder: true });
  });

  test('nopreempt in the wrong place: the repair moves the address back', () => {
    const result = after(pair({ priority: 150 }, { nopreempt: true }), 'daemon_stop');
    expect(result).toMatchObject({ masters: ['n2'], recovered: ['n1'], returnsInSpiteOfNopreempt: true });
    expect(after(pair({ priority: 150, nopreempt: true }, { nopreempt: true }), 'daemon_stop')).toMatchObject({ recovered: ['n2'], returnsInSpiteOfNopreempt: false });
  });
});

describe('faults', () => {
  const named = (result: InstanceAnalysis): string[] => result.faults.map(({ kind, faults }) => `${kind}: ${faults.map((fault) => [fault.type, fault.node, 'script' in fault ? fault.script : 'interface' in fault ? fault.interface : ''].join(' ').trim()).join(', ')}`);
  const withScript = (command: string): Partial<{ scripts: FailoverScript[] }> => ({ scripts: [{ name: 'check', command, interval: 1, timeout: null, fall: 1, rise: 1 }] });

  test('only what concerns the instance, in the order of the nodes', () => {
    const other = { ...member({ vrid: 52, interface: 'eth1', vips: ['198.51.100.100'] }), name: 'VI_2', key: 'VI_2' };
    const cluster: FailoverCluster = { target: current, nodes: [node(1, [member(checked(-60)), other]), node(2, [member(), other])] };
    expect(named(only(cluster))).toEqual([
      'single: node_down n1', 'single: daemon_stop n1', 'single: interface_down n1 eth0', 'single: script_fail n1 check',
      'single: node_down n2', 'single: daemon_stop n2', 'single: interface_down n2 eth0',
    ]);
    expect(named(only(cluster, 'VI_2'))).toContain('single: interface_down n1 eth1');
  });

  test('a gateway that every node asks fails everywhere at once', () => {
    const cluster: FailoverCluster = { target: current, nodes: [1, 2].map((at) => node(at, [member(checked(0, { priority: 200 - 50 * at }))], withScript('/bin/ping  -c 1 203.0.113.1'))) };
    const common = only(cluster).faults.find((result) => result.kind === 'common');
    expect(common).toMatchObject({ masters: [], verdicts: ['failover/no-master'], text: 'no node is master' });
  });

  test.each([
    ['/bin/ping -c1 203.0.113.1', true], ['curl -f http://db.example.com:8080/health', true], ['nc -z 203.0.113.9:53', true], ['ping6 2001:db8::53', true],
    ['/usr/bin/pgrep haproxy', false], ['curl http://127.0.0.1/', false], ['curl http://localhost:80/', false], ['nc -z 192.0.2.1 80', false], ['version 1.2.3', false], ['ping ::1', false],
  ])('%s asks elsewhere: %s', (command, expected) => {
    expect(asksElsewhere(command, new Set(['ipv4:c0000201']))).toBe(expected);
  });

  test('pairs of scripts', () => {
    const members = [150, 120, 100].map((priority) => member(checked(-40, { priority })));
    const [instance] = analyse(clusterOf(members), { faults: 2, slowAfter: 20 });
    const both = instance!.faults.filter((result) => result.kind === 'pair');
    expect(both.map((result) => [result.faults.map((fault) => fault.node).join(), result.masters?.join(), ...result.verdicts])).toEqual([
      ['n1,n2', 'n1', 'failover/failed-node-preferred'], ['n1,n3', 'n2'], ['n2,n3', 'n1'],
    ]);
  });

  test('instances that part', () => {
    const other = (priority: number): FailoverInstance => ({ ...member({ priority, vrid: 52, interface: 'eth1', vips: ['198.51.100.100'] }), name: 'VI_2', key: 'VI_2' });
    const cluster: FailoverCluster = { target: current, nodes: [node(1, [member({ priority: 150 }), other(150)]), node(2, [member(), other(100)])] };
    const result = only(cluster, 'VI_2').faults.find(({ faults }) => faults[0]?.type === 'interface_down' && faults[0].interface === 'eth1' && faults[0].node === 'n1');
    expect(result).toMatchObject({ masters: ['n2'], verdicts: ['failover/instances-diverge'], apartFrom: ['VI_1'] });
  });

  test('a check that asks for the virtual address', () => {
    const cluster: FailoverCluster = { target: current, nodes: [1, 2].map((at) => node(at, [member(checked(-60, { priority: 200 - 50 * at }))], withScript('curl http://192.0.2.100/'))) };
    expect(only(cluster)).toMatchObject({ verdicts: ['failover/flapping'], selfInduced: [{ node: 'n1', script: 'check', address: '192.0.2.100' }, { node: 'n2', script: 'check', address: '192.0.2.100' }] });
  });

  test('instances that are alike are told apart where they are not', () => {
    const other = (number: number, values: Partial<FailoverInstance>): FailoverInstance => ({ ...member({ vrid: 50 + number, vips: [`192.0.2.11${number}`], ...values }), name: `VI_${number}`, key: `VI_${number}` });
    const cluster: FailoverCluster = {
      target: current,
      nodes: [
        node(1, [other(1, checked(-30, { priority: 150 })), other(2, checked(-30, { priority: 150 })), other(3, checked(-60, { priority: 150 })), other(4, checked(-30, { priority: undefined })), other(5, { priority: 150 })]),
        node(2, [1, 2, 3, 4, 5].map((number) => other(number, {}))),
      ],
    };
    const fares = analyse(cluster).map((instance) => [instance.key, instance.healthy?.join() ?? '?', instance.faults.map(({ masters }) => masters?.join() ?? '?').join(' ')]);
    expect(fares).toEqual([
      ['VI_1', 'n1', 'n2 n2 n2 n1 n1 n1 n1'], ['VI_2', 'n1', 'n2 n2 n2 n1 n1 n1 n1'], ['VI_3', 'n1', 'n2 n2 n2 n2 n1 n1 n1'],
      ['VI_4', '?', 'n2 n2 n2 ? n1 n1 n1'], ['VI_5', 'n1', 'n2 n2 n2 n1 n1 n1'],
    ]);
  });

  test('the target version counts', () => {
    const cluster = (target: number): FailoverCluster => pair({ priority: 150, vips: ['192.0.2.100', '192.0.2.101'] }, {}, target);
    expect(only(cluster(before233)).healthy).toEqual(['n1', 'n2']);
    expect(only(cluster(current)).healthy).toEqual(['n1']);
  });
});
