import type { FailoverCluster, Fault, FailoverInstance, Tracker } from './model.ts';
import { simulate } from './scenarios.ts';
import { before233, clusterOf, current, member, node, script } from './support/pair.ts';

const down = (name: string): Fault => ({ type: 'node_down', node: name });
const back = (name: string): Fault => ({ type: 'node_back', node: name });
const fail = (name: string, check = 'check'): Fault => ({ type: 'script_fail', node: name, script: check });
const ok = (name: string, check = 'check'): Fault => ({ type: 'script_ok', node: name, script: check });
const link = (name: string, device: string, up = false): Fault => ({ type: up ? 'interface_up' : 'interface_down', node: name, interface: device });

/** Masters of an instance after the start and after each step; `?` where it cannot be decided. */
function course(cluster: FailoverCluster, steps: readonly (readonly Fault[])[], key = 'VI_1'): string[] {
  const scenarios = [[], ...steps].map((faults, at) => ({ name: String(at), faults }));
  return simulate(cluster, scenarios).map((result) => result.masters.get(key)?.join('+') ?? '?');
}

function verdictsAfter(cluster: FailoverCluster, steps: readonly (readonly Fault[])[]): readonly string[] {
  return simulate(cluster, steps.map((faults, at) => ({ name: String(at), faults }))).at(-1)?.verdicts ?? [];
}

const pair = (left: Partial<FailoverInstance>, right: Partial<FailoverInstance>, target = current): FailoverCluster => clusterOf([member(left), member(right)], target);

describe('election', () => {
  test('state MASTER does not win against a higher priority', () => {
    expect(course(pair({ state: 'MASTER', priority: 100 }, { priority: 150 }), [])).toEqual(['n2']);
  });

  test('equal priorities: the higher address after a common start and after a partition, else whoever is master stays', () => {
    const equal = pair({}, {});
    expect(course(equal, [[down('n2')], [back('n2')], [{ type: 'partition', node: 'n1', interface: 'eth0' }], [{ type: 'join', node: 'n1', interface: 'eth0' }]]))
      .toEqual(['n2', 'n1', 'n1', 'n1+n2', 'n2']);
  });

  test('addresses compare as numbers, not as text', () => {
    const cluster: FailoverCluster = { target: current, nodes: [node(9, [member()]), node(10, [member()])] };
    expect(course(cluster, [])).toEqual(['n10']);
  });

  test('an equal priority never preempts', () => {
    const trackers = [script(-50)];
    expect(course(pair({ priority: 150, trackers }, { priority: 100, trackers }), [[fail('n1')]])).toEqual(['n1', 'n1']);
  });

  test('nopreempt holds a better backup, but a master steps back for a better one all the same', () => {
    const both = { nopreempt: true };
    const cluster = pair({ priority: 150, ...both }, { priority: 100, ...both });
    expect(course(cluster, [[down('n1')], [back('n1')], [{ type: 'partition', node: 'n1', interface: 'eth0' }], [{ type: 'join', node: 'n1', interface: 'eth0' }]]))
      .toEqual(['n1', 'n2', 'n2', 'n1+n2', 'n1']);
  });

  test('state MASTER clears nopreempt, unless strict mode derives the state from the priority', () => {
    const written: Partial<FailoverInstance> = { priority: 150, nopreempt: true, state: 'MASTER' };
    const steps = [[down('n1')], [back('n1')]];
    expect(course(pair(written, {}), steps)).toEqual(['n1', 'n2', 'n1']);
    expect(course(pair({ ...written, strict: true }, { strict: true }), steps)).toEqual(['n1', 'n2', 'n2']);
  });

  test('preempt_delay only delays', () => {
    expect(course(pair({ priority: 150, preemptDelay: 300 }, {}), [[down('n1')], [back('n1')]])).toEqual(['n1', 'n2', 'n1']);
  });

  test('with nopreempt the timer that runs out first decides, not the priority', () => {
    const slow = { priority: 150, nopreempt: true, version: 3, advertInterval: 5 };
    expect(course(pair(slow, { nopreempt: true, version: 3, advertInterval: 1 }), [])).toEqual(['n2']);
    expect(course(pair({ ...slow, nopreempt: false }, { version: 3, advertInterval: 1 }), [])).toEqual(['n1']);
  });

  test('an owner takes over at once when it starts', () => {
    expect(course(pair({ priority: 255, state: null }, { priority: 255, state: null }), [[down('n2')], [back('n2')]])).toEqual(['n2', 'n1', 'n2']);
    expect(course(pair({ priority: 255, state: null }, { priority: 255, state: 'BACKUP' }), [[down('n2')], [back('n2')]])).toEqual(['n1', 'n1', 'n1']);
  });

  test('two owners: from 2.3.3 on the higher address, before the one that was started last', () => {
    const steps = [[down('n2')], [back('n2')], [down('n1')], [back('n1')]];
    const owner = { priority: 255, state: null };
    expect(course(pair(owner, owner), steps)).toEqual(['n2', 'n1', 'n2', 'n2', 'n2']);
    expect(course(pair(owner, owner, before233), steps)).toEqual(['n2', 'n1', 'n2', 'n2', 'n1']);
  });

  test('owners that ignore adverts do not give way', () => {
    const ignoring = { priority: 255, state: null, ownerIgnoreAdverts: true };
    expect(course(pair(ignoring, ignoring), [])).toEqual(['n1+n2']);
    expect(course(pair(ignoring, ignoring, before233), [])).toEqual(['n2']);
  });
});

describe('who accepts whose adverts', () => {
  const split = ['n1+n2'];
  const high = { priority: 150 };
  test.each<[string, Partial<FailoverInstance>, Partial<FailoverInstance>]>([
    ['virtual_router_id', high, { vrid: 52 }],
    ['version', { ...high, version: 3 }, { version: 2 }],
    ['advert_int in version 2', { ...high, advertInterval: 2 }, { advertInterval: 1 }],
    ['authentication on one side', { ...high, authentication: { type: 'PASS', password: 'a' } }, {}],
    ['auth_type', { ...high, authentication: { type: 'PASS', password: 'a' } }, { authentication: { type: 'AH', password: 'a' } }],
    ['auth_pass', { ...high, authentication: { type: 'PASS', password: 'a' } }, { authentication: { type: 'PASS', password: 'b' } }],
    ['group', { ...high, transport: { kind: 'multicast', group: '224.0.0.77' } }, {}],
    ['unicast and multicast', { ...high, transport: { kind: 'unicast', peers: ['192.0.2.2'], checkSource: false } }, {}],
    ['auth_hmac on one side', { ...high, hmac: { mode: 'enforce', keys: [{ id: 1, secret: 'k' }], activeKey: 1 } }, {}],
  ])('%s differs: both are master', (_, left, right) => {
    expect(course(pair(left, right), [])).toEqual(split);
  });

  test.each<[string, Partial<FailoverInstance>, Partial<FailoverInstance>]>([
    ['advert_int in version 3', { ...high, version: 3, advertInterval: 2 }, { version: 3 }],
    ['advert_int that rounds to the same', { ...high, advertInterval: 0.4 }, { advertInterval: 1 }],
    ['a password after the eighth byte', { ...high, authentication: { type: 'PASS', password: '12345678x' } }, { authentication: { type: 'PASS', password: '12345678y' } }],
    ['a password with version 3', { ...high, version: 3, authentication: { type: 'PASS', password: 'a' } }, { version: 3 }],
    ['the default group in words', { ...high, transport: { kind: 'multicast', group: '224.0.0.18' } }, {}],
    ['an empty list of peers, which means multicast', { ...high, transport: { kind: 'unicast', peers: [], checkSource: false } }, {}],
    ['migration modes of auth_hmac', { ...high, hmac: { mode: 'receive-only', keys: [{ id: 1, secret: 'k' }], activeKey: 1 } }, { hmac: { mode: 'permissive', keys: [{ id: 1, secret: 'k' }], activeKey: 1 } }],
  ])('%s does no harm', (_, left, right) => {
    expect(course(pair(left, right), [])).toEqual(['n1']);
  });

  test('another list of addresses is refused up to 2.3.2 only', () => {
    const left = { priority: 150, vips: ['192.0.2.100', '192.0.2.101'] };
    expect(course(pair(left, {}, 2_003_002), [])).toEqual(split);
    expect(course(pair(left, {}, 2_003_003), [])).toEqual(['n1']);
    expect(course(pair({ priority: 150, vips: ['2001:db8::1'], family: 'ipv6' }, { vips: ['2001:DB8:0::1'], family: 'ipv6' }, before233), [])).toEqual(['n1']);
  });

  test('unicast has a direction: a missing peer on the lower node shows only when it is master', () => {
    const unicast = (peers: readonly string[], checkSource = false): Partial<FailoverInstance> => ({ transport: { kind: 'unicast', peers, checkSource } });
    const lower = pair({ priority: 150, ...unicast(['192.0.2.2']) }, unicast(['192.0.2.9']));
    expect(course(lower, [[down('n1')], [back('n1')]])).toEqual(['n1', 'n2', 'n1']);
    expect(course(pair({ priority: 150, ...unicast(['192.0.2.9']) }, unicast(['192.0.2.1'])), [])).toEqual(split);
    expect(course(pair({ priority: 150, ...unicast(['192.0.2.2']) }, unicast(['192.0.2.9'], true)), [])).toEqual(split);
  });
});

describe('FAULT', () => {
  test('a lost interface and its return', () => {
    const cluster = pair({ priority: 150 }, {});
    expect(course(cluster, [[link('n1', 'eth0')], [link('n1', 'eth0', true)]])).toEqual(['n1', 'n2', 'n1']);
    expect(course(pair({ priority: 150, dontTrackPrimary: true }, {}), [[link('n1', 'eth0')]])).toEqual(['n1', 'n1+n2']);
  });

  test('a link that is lost and back in the same moment costs the address', () => {
    const both = { nopreempt: true };
    expect(course(pair({ priority: 150, ...both }, both), [[link('n1', 'eth0'), link('n1', 'eth0', true)]])).toEqual(['n1', 'n1']);
    const third = clusterOf([member({ priority: 100, ...both }), member({ priority: 150, ...both })]);
    expect(course(third, [[down('n2')], [back('n2')], [link('n1', 'eth0'), link('n1', 'eth0', true)]])).toEqual(['n2', 'n1', 'n1', 'n2']);
  });

  test('the device of another address counts', () => {
    expect(course(pair({ priority: 150, addressDevices: ['eth1'] }, {}), [[link('n1', 'eth1')]])).toEqual(['n1', 'n2']);
  });

  test('from 2.3.3 on the first of several interfaces that returns ends the fault', () => {
    const trackers: Tracker[] = [{ kind: 'interface', name: 'eth1', weight: 0, reverse: false }];
    const steps = [[link('n1', 'eth0'), link('n1', 'eth1')], [link('n1', 'eth0', true)], [link('n1', 'eth1', true)]];
    expect(course(pair({ priority: 150, trackers }, {}, before233), steps)).toEqual(['n1', 'n2', 'n2', 'n1']);
    expect(course(pair({ priority: 150, trackers }, {}), steps)).toEqual(['n1', 'n2', 'n1', 'n1']);
  });

  test('a daemon that starts anew sees every interface', () => {
    const trackers: Tracker[] = [{ kind: 'interface', name: 'eth1', weight: 0, reverse: false }];
    const steps = [[link('n1', 'eth0'), link('n1', 'eth1')], [link('n1', 'eth0', true)], [{ type: 'daemon_stop', node: 'n1' } as const], [back('n1')]];
    expect(course(pair({ priority: 150, trackers }, {}), steps)).toEqual(['n1', 'n2', 'n1', 'n2', 'n2']);
  });

  test('files: any value without weight, a product of -254 and less with one', () => {
    const file = (weight: number, reverse = false): Tracker => ({ kind: 'file', name: 'load', weight, reverse });
    const write = (value: number): Fault => ({ type: 'file_value', node: 'n1', file: 'load', value });
    expect(course(pair({ priority: 150, trackers: [file(0)] }, {}), [[write(1)], [write(0)]])).toEqual(['n1', 'n2', 'n1']);
    expect(course(pair({ priority: 150, trackers: [file(1)] }, {}), [[write(-49)], [write(-51)], [write(-300)]])).toEqual(['n1', 'n1', 'n2', 'n2']);
    expect(course(pair({ priority: 255, trackers: [file(1)] }, {}), [[write(1)]])).toEqual(['n1', 'n2']);
    expect(course(pair({ priority: 100 }, { priority: 50, trackers: [file(2)] }), [[{ ...write(60), node: 'n2' }]])).toEqual(['n1', 'n2']);
  });

  test('reverse without weight: FAULT while the check succeeds', () => {
    expect(course(pair({ priority: 150, trackers: [script(0, { reverse: true })] }, {}), [[fail('n1')]])).toEqual(['n2', 'n1']);
  });

  test('an interface known to have no address of the family', () => {
    const cluster: FailoverCluster = { target: current, nodes: [node(1, [member({ priority: 150 })], { interfaces: [{ name: 'eth0', addresses: ['2001:db8::1/64'] }] }), node(2, [member()])] };
    expect(course(cluster, [])).toEqual(['n2']);
  });
});

describe('limits of the priority', () => {
  test('254 and 1', () => {
    const up = (priority: number): Partial<FailoverInstance> => ({ priority, trackers: [script(100)] });
    expect(course(pair(up(253), up(200)), [[down('n1')], [back('n1')]])).toEqual(['n2', 'n2', 'n2']);
    const sink = (priority: number): Partial<FailoverInstance> => ({ priority, trackers: [script(-250)] });
    expect(course(pair(sink(150), sink(100)), [[fail('n2')], [fail('n1')]])).toEqual(['n1', 'n1', 'n1']);
  });

  test('weights do not change an owner', () => {
    expect(course(pair({ state: 'MASTER', priority: null, trackers: [script(-200)] }, {}), [[fail('n1')]])).toEqual(['n1', 'n1']);
  });
});

describe('sync groups', () => {
  const group = (trackers: readonly Tracker[] = [], trackingWeight = false): { name: string; members: string[]; trackers: readonly Tracker[]; trackingWeight: boolean } => ({ name: 'G', members: ['VI_1', 'VI_2'], trackers, trackingWeight });
  const two = (priorities: readonly [number, number], first: Partial<FailoverInstance> = {}): FailoverInstance[] => [
    member({ priority: priorities[0], ...first }),
    { ...member({ priority: priorities[1], vrid: 52, interface: 'eth1', vips: ['198.51.100.100'] }), name: 'VI_2', key: 'VI_2' },
  ];
  const both = (cluster: FailoverCluster, steps: readonly (readonly Fault[])[]): string[] => {
    const first = course(cluster, steps);
    const second = course(cluster, steps, 'VI_2');
    return first.map((masters, at) => `${masters} ${second[at] ?? ''}`);
  };

  test('a weighted script of a member is dropped, of the group it counts for all', () => {
    const onMember: FailoverCluster = { target: current, nodes: [node(1, two([150, 150], { trackers: [script(-100)] }), { syncGroups: [group()] }), node(2, two([100, 100]), { syncGroups: [group()] })] };
    expect(both(onMember, [[fail('n1')]])).toEqual(['n1 n1', 'n1 n1']);
    const onGroup: FailoverCluster = { target: current, nodes: [node(1, two([150, 150]), { syncGroups: [group([script(-100)])] }), node(2, two([100, 100]), { syncGroups: [group()] })] };
    expect(both(onGroup, [[fail('n1')], [ok('n1')]])).toEqual(['n1 n1', 'n2 n2', 'n1 n1']);
  });

  test('sync_group_tracking_weight keeps a weight, which moves nothing as long as one member stays better', () => {
    const nodes = [node(1, two([150, 150], { trackers: [script(-100)] }), { syncGroups: [group([], true)] }), node(2, two([100, 100]), { syncGroups: [group([], true)] })];
    expect(both({ target: current, nodes }, [[fail('n1')]])).toEqual(['n1 n1', 'n1 n1']);
  });

  test('one member in FAULT takes the others along', () => {
    const nodes = [node(1, two([150, 150]), { syncGroups: [group()] }), node(2, two([100, 100]), { syncGroups: [group()] })];
    expect(both({ target: current, nodes }, [[link('n1', 'eth1')], [link('n1', 'eth1', true)]])).toEqual(['n1 n1', 'n2 n2', 'n1 n1']);
  });

  test('opposite orders: the group stays where it happens to be, so the start decides', () => {
    const nodes = [node(1, two([150, 100]), { syncGroups: [group()] }), node(2, two([100, 150]), { syncGroups: [group()] })];
    expect(both({ target: current, nodes }, [[down('n2')], [back('n2')]])).toEqual(['? ?', 'n1 n1', 'n1 n1']);
  });

  test('a group on one node only: an address that nobody holds', () => {
    const nodes = [node(1, two([150, 150])), node(2, two([100, 100]), { syncGroups: [group()] })];
    expect(both({ target: current, nodes }, [[link('n1', 'eth1')]])).toEqual(['n1 n1', 'n1 ']);
    expect(verdictsAfter({ target: current, nodes }, [[link('n1', 'eth1')]])).toEqual(['failover/no-master']);
  });

  test('one-sided peer lists and sync groups can chase each other for ever', () => {
    // Seen on daemons of 2.2.7: without n2 the addresses go round the other three nodes every ten seconds.
    const unicast = (name: string, vrid: number, priority: number, peers: readonly number[]): FailoverInstance => ({
      ...member({ vrid, priority, vips: [`192.0.2.10${vrid}`], transport: { kind: 'unicast', peers: [...peers.map((peer) => `192.0.2.${peer}`), '192.0.2.99'], checkSource: false } }), name, key: name,
    });
    const sync = { syncGroups: [group([], true)] };
    const cluster: FailoverCluster = {
      target: before233,
      nodes: [
        node(1, [unicast('VI_1', 1, 167, [3, 4]), unicast('VI_2', 2, 49, [])], sync),
        node(2, [unicast('VI_1', 1, 163, [1, 3, 4]), unicast('VI_2', 2, 107, [1, 3, 4])]),
        node(3, [unicast('VI_1', 1, 155, [1, 2, 4]), unicast('VI_2', 2, 216, [2, 4])], sync),
        node(4, [{ ...unicast('VI_1', 1, 89, [1, 2]), nopreempt: true }, unicast('VI_2', 2, 90, [1, 3])]),
      ],
    };
    expect(both(cluster, [[{ type: 'daemon_stop', node: 'n2' }], [back('n2')]])).toEqual(['n2 n2', '? ?', 'n2 n2']);
    expect(verdictsAfter(cluster, [[{ type: 'daemon_stop', node: 'n2' }]])).toEqual(['failover/flapping']);
  });

  test('tracked without weight by member and group: the instance never leaves FAULT', () => {
    const nodes = [node(1, two([150, 150], { trackers: [script(0)] }), { syncGroups: [group([script(0)])] }), node(2, two([100, 100]), { syncGroups: [group()] })];
    expect(both({ target: current, nodes }, [[down('n2')]])).toEqual(['n2 n2', ' ']);
  });

  test('a member with priority 255 takes the weights off the trackers of the group', () => {
    const nodes = [node(1, two([255, 150]), { syncGroups: [group([script(-10)])] }), node(2, two([100, 100]), { syncGroups: [group()] })];
    expect(both({ target: current, nodes }, [[fail('n1')]])).toEqual(['n1 n1', 'n2 n2']);
  });
});

describe('what nobody knows', () => {
  test('an unknown priority makes only that undecidable which needs it', () => {
    expect(course(pair({ priority: 150 }, { priority: undefined }), [[down('n1')], [down('n2')], [back('n1')]])).toEqual(['?', 'n2', '', 'n1']);
  });

  test('an unknown priority that loses against any other value is no obstacle', () => {
    expect(course(pair({ priority: 255 }, { priority: undefined, nopreempt: true }), [])).toEqual(['?']);
    expect(course(clusterOf([member({ priority: 150 }), member({ priority: undefined, vrid: 60 })]), [])).toEqual(['n1+n2']);
  });

  test('an unknown weight matters only when the check fails or the weight may be positive', () => {
    const trackers = [script(undefined)];
    expect(course(pair({ priority: 150, trackers }, { priority: 100 }), [[fail('n1')]])).toEqual(['n1', '?']);
    expect(course(pair({ priority: 150 }, { priority: 100, trackers }), [])).toEqual(['?']);
  });

  test('unknown passwords on both sides may be equal or not', () => {
    const secret: Partial<FailoverInstance> = { authentication: { type: 'PASS', password: undefined } };
    expect(course(pair({ priority: 150, ...secret }, secret), [[down('n1')]])).toEqual(['?', 'n2']);
    const result = simulate(pair({ priority: 150, ...secret }, secret), [{ name: 'start', faults: [] }])[0];
    expect(result?.undecidable).toEqual(['VI_1']);
    expect(result?.missing.get('VI_1')).toEqual(['auth_pass of VI_1 on n1 and VI_1 on n2']);
  });

  test('an unknown address matters only for a tie', () => {
    const nowhere = { interfaces: [] };
    const cluster = (priority: number): FailoverCluster => ({ target: current, nodes: [node(1, [member({ priority })], nowhere), node(2, [member()], nowhere)] });
    expect(course(cluster(150), [])).toEqual(['n1']);
    expect(course(cluster(100), [[down('n1')], [back('n1')]])).toEqual(['?', 'n2', 'n2']);
  });

  test('no priority is known at all: the order of the nodes is assumed', () => {
    expect(course(clusterOf([member({ priority: undefined }), member({ priority: undefined }), member({ priority: undefined })]), [[down('n1')], [back('n1')]])).toEqual(['n1', 'n2', 'n1']);
  });

  test('one instance that cannot be decided leaves the others alone', () => {
    const other = (vips: string[]): FailoverInstance => ({ ...member({ vrid: 52, vips }), name: 'VI_2', key: 'VI_2', priority: undefined });
    const cluster: FailoverCluster = { target: current, nodes: [node(1, [member({ priority: 150 }), other(['192.0.2.101'])]), node(2, [member(), { ...other(['192.0.2.101']), priority: 120 }])] };
    expect(course(cluster, [])).toEqual(['n1']);
    expect(course(cluster, [], 'VI_2')).toEqual(['?']);
  });

  test('very many unknown values end in "undecidable", not in a long wait', () => {
    const blank = (): FailoverInstance => member({ priority: undefined, vrid: undefined, nopreempt: undefined, version: undefined, trackers: [script(undefined), script(undefined, { name: 'b' }), script(undefined, { name: 'c' })] });
    expect(course(clusterOf([blank(), member({ priority: 10 }), blank(), blank()]), [[fail('n1')]])).toEqual(['?', '?']);
  });
});

describe('verdicts of scenarios', () => {
  const trackers = [script(-30)];
  test('never is for the fault just made, then the failed node is preferred', () => {
    const cluster = pair({ priority: 150, trackers }, { trackers });
    expect(verdictsAfter(cluster, [[fail('n1')]])).toEqual(['failover/never']);
    expect(verdictsAfter(cluster, [[fail('n1')], []])).toEqual(['failover/failed-node-preferred']);
    expect(verdictsAfter(cluster, [[fail('n1')], [fail('n2')]])).toEqual([]);
  });

  test('three nodes: the penalty is larger than one gap and smaller than the other', () => {
    const cluster = clusterOf([member({ priority: 150, trackers: [script(-40)] }), member({ priority: 120, trackers: [script(-40)] }), member({ trackers: [script(-40)] })]);
    expect(course(cluster, [[fail('n1')], [fail('n2')]])).toEqual(['n1', 'n2', 'n1']);
    expect(verdictsAfter(cluster, [[fail('n1')], [fail('n2')]])).toEqual(['failover/failed-node-preferred']);
  });

  test('several verdicts come in their order', () => {
    const second = (priority: number): FailoverInstance => ({ ...member({ priority, vrid: 52, interface: 'eth1', vips: ['198.51.100.100'], trackers }), name: 'VI_2', key: 'VI_2' });
    const cluster: FailoverCluster = { target: current, nodes: [node(1, [member({ priority: 150 }), second(150)]), node(2, [member(), second(100)])] };
    expect(verdictsAfter(cluster, [[link('n1', 'eth0'), fail('n1')]])).toEqual(['failover/never', 'failover/instances-diverge']);
  });

  test('no master: when somebody is left, or when it took only one node', () => {
    const cluster = pair({ priority: 150 }, {});
    expect(verdictsAfter(cluster, [[link('n1', 'eth0'), link('n2', 'eth0')]])).toEqual(['failover/no-master']);
    expect(verdictsAfter(cluster, [[down('n1'), down('n2')]])).toEqual([]);
    expect(verdictsAfter(clusterOf([member()]), [[down('n1')]])).toEqual(['failover/no-master']);
  });

  test('names that the cluster does not have change nothing', () => {
    expect(course(pair({ priority: 150 }, {}), [[down('n9')], [fail('n1', 'nothing')], [link('n1', 'eth7')]])).toEqual(['n1', 'n1', 'n1', 'n1']);
  });
});
