import fc from 'fast-check';
import { explore } from './choices.ts';
import type { FailoverCluster, FailoverInstance, Fault, Scenario, Tracker } from './model.ts';
import { rostersOf } from './roster.ts';
import { Simulation } from './simulation.ts';
import { simulate } from './scenarios.ts';
import { analyse } from './analyse.ts';
import { before233, current, member, node } from './support/pair.ts';

const checks = ['a', 'b'] as const;
const trackerOf = fc.record<Tracker>({
  kind: fc.constant('script'), name: fc.constantFrom(...checks), weight: fc.constantFrom(-253, -60, -30, -1, 0, 2, 40, 253), reverse: fc.boolean(),
});
const trackersOf = fc.uniqueArray(trackerOf, { maxLength: 2, selector: (tracker) => tracker.name });

interface Shape {
  readonly vrid: number;
  readonly priority: number;
  readonly nopreempt: boolean;
  readonly owner: boolean;
  readonly trackers: readonly Tracker[];
}

const shape = fc.record<Shape>({ vrid: fc.constantFrom(51, 51, 51, 52), priority: fc.integer({ min: 1, max: 254 }), nopreempt: fc.boolean(), owner: fc.constant(false), trackers: trackersOf });

const instance = (values: Shape): FailoverInstance => member({ vrid: values.vrid, priority: values.priority, nopreempt: values.nopreempt, trackers: values.trackers });

const clusterWith = (target: number, shapes: readonly Shape[]): FailoverCluster => ({
  target, nodes: shapes.map((values, at) => node(at + 1, [instance(values)], { scripts: checks.map((name) => ({ name, command: name, interval: 1, timeout: null, fall: 1, rise: 1 })) })),
});

const clusters = fc.tuple(fc.constantFrom(before233, current), fc.array(shape, { minLength: 2, maxLength: 4 })).map(([target, shapes]) => clusterWith(target, shapes));

const faultOf = (nodes: number): fc.Arbitrary<Fault> => fc.integer({ min: 1, max: nodes }).chain((at) => fc.oneof(
  fc.tuple(fc.constantFrom('script_fail' as const, 'script_ok' as const), fc.constantFrom(...checks)).map(([type, script]): Fault => ({ type, node: `n${at}`, script })),
  fc.constantFrom('node_down' as const, 'daemon_stop' as const, 'node_back' as const).map((type): Fault => ({ type, node: `n${at}` })),
  fc.constantFrom('interface_down' as const, 'interface_up' as const, 'partition' as const, 'join' as const).map((type): Fault => ({ type, node: `n${at}`, interface: 'eth0' })),
));

const stories = clusters.chain((cluster) => fc.record({
  cluster: fc.constant(cluster),
  scenarios: fc.array(fc.array(faultOf(cluster.nodes.length), { minLength: 1, maxLength: 2 }), { maxLength: 6 }).map((steps): Scenario[] => [[], ...steps].map((faults, at) => ({ name: String(at), faults }))),
}));

/** A second opinion that shares no code with the model: what is broken, and the priorities by the table of the manual. */
function broken(scenarios: readonly Scenario[]): { off: Set<string>; dead: Set<string>; cut: Set<string>; failed: Set<string> } {
  const state = { off: new Set<string>(), dead: new Set<string>(), cut: new Set<string>(), failed: new Set<string>() };
  for (const fault of scenarios.flatMap((scenario) => scenario.faults)) {
    if (fault.type === 'node_down' || fault.type === 'daemon_stop') state.off.add(fault.node);
    if (fault.type === 'node_back') state.off.delete(fault.node);
    if (fault.type === 'interface_down') state.dead.add(fault.node);
    if (fault.type === 'interface_up') state.dead.delete(fault.node);
    if (fault.type === 'partition') state.cut.add(fault.node);
    if (fault.type === 'join') state.cut.delete(fault.node);
    if (fault.type === 'script_fail') state.failed.add(`${fault.node} ${fault.script}`);
    if (fault.type === 'script_ok') state.failed.delete(`${fault.node} ${fault.script}`);
  }
  return state;
}

interface Member { name: string; vrid: number; priority: number; nopreempt: boolean; able: boolean; cut: boolean; host: number }

function membersOf(cluster: FailoverCluster, scenarios: readonly Scenario[]): Member[] {
  const state = broken(scenarios);
  return cluster.nodes.map((owner, at) => {
    const own = owner.instances[0]!;
    let priority = own.priority ?? 100;
    let able = !state.off.has(owner.name) && !state.dead.has(owner.name);
    for (const { name, weight, reverse } of own.trackers) {
      const failed = state.failed.has(`${owner.name} ${name}`);
      if (weight === 0 && failed !== reverse) able = false;
      if (weight! > 0 && !failed) priority += reverse ? -weight! : weight!;
      if (weight! < 0 && failed) priority += reverse ? -weight! : weight!;
    }
    return { name: owner.name, vrid: own.vrid!, priority: Math.min(254, Math.max(1, priority)), nopreempt: own.nopreempt!, able, cut: state.cut.has(owner.name), host: at };
  });
}

const hear = (left: Member, right: Member): boolean => left.vrid === right.vrid && !left.cut && !right.cut;
const beats = (left: Member, right: Member): boolean => left.priority > right.priority || (left.priority === right.priority && left.host > right.host);

describe('whatever happens', () => {
  test('the cluster comes to rest where the protocol allows it', () => {
    fc.assert(fc.property(stories, ({ cluster, scenarios }) => {
      simulate(cluster, scenarios).forEach((result, at) => {
        expect(result.undecidable).toEqual([]);
        const members = membersOf(cluster, scenarios.slice(0, at + 1));
        const masters = members.filter((one) => result.masters.get('VI_1')?.includes(one.name));
        // Only who is able to be master is; two of them do not hear each other; nobody who could take over is idle.
        expect(masters.every((one) => one.able)).toBe(true);
        for (const one of masters) expect(masters.some((other) => other !== one && hear(one, other))).toBe(false);
        for (const one of members.filter((candidate) => candidate.able && !masters.includes(candidate))) {
          expect(masters.some((master) => hear(one, master) && (one.nopreempt || master.priority >= one.priority))).toBe(true);
        }
      });
    }), { numRuns: 200 });
  });

  test('without nopreempt the best that can be heard is master, whatever happened before', () => {
    fc.assert(fc.property(stories, ({ cluster, scenarios }) => {
      const free = { ...cluster, nodes: cluster.nodes.map((owner) => ({ ...owner, instances: owner.instances.map((own) => ({ ...own, nopreempt: false })) })) };
      const distinct = (members: readonly Member[]): boolean => new Set(members.map((one) => one.priority)).size === members.length;
      simulate(free, scenarios).forEach((result, at) => {
        const members = membersOf(free, scenarios.slice(0, at + 1));
        if (!distinct(members)) return;
        const best = members.filter((one) => one.able && !members.some((other) => other.able && other !== one && hear(one, other) && beats(other, one)));
        expect(result.masters.get('VI_1')).toEqual(best.map((one) => one.name).sort());
      });
    }), { numRuns: 200 });
  });

  test('the order in which the nodes are given plays no role', () => {
    fc.assert(fc.property(stories, fc.infiniteStream(fc.nat()), ({ cluster, scenarios }, random) => {
      const keyed = cluster.nodes.map((owner) => ({ owner, key: random.next().value as number }));
      const shuffled = { ...cluster, nodes: keyed.sort((left, right) => left.key - right.key).map(({ owner }) => owner) };
      const answer = (which: FailoverCluster): unknown => simulate(which, scenarios).map((result) => ({ masters: [...result.masters], verdicts: result.verdicts }));
      expect(answer(shuffled)).toEqual(answer(cluster));
    }), { numRuns: 200 });
  });

  test('effective priorities stay within 1 and 254', () => {
    fc.assert(fc.property(stories, ({ cluster, scenarios }) => {
      for (const roster of rostersOf(cluster)) {
        explore((choices) => {
          const simulation = new Simulation(roster, choices, 'together');
          simulation.start();
          for (const { faults } of scenarios) {
            simulation.apply(faults);
            for (const unit of roster.units) {
              const priority = simulation.priority(unit.index);
              expect(priority).toBeGreaterThanOrEqual(1);
              expect(priority).toBeLessThanOrEqual(254);
            }
          }
        });
      }
    }), { numRuns: 200 });
  });

  test('what is decided with an unknown value holds for every value', () => {
    fc.assert(fc.property(stories, fc.nat(), fc.integer({ min: 1, max: 255 }), ({ cluster, scenarios }, which, value) => {
      const victim = which % cluster.nodes.length;
      const withPriority = (priority: number | undefined): FailoverCluster => ({
        ...cluster, nodes: cluster.nodes.map((owner, at) => (at === victim ? { ...owner, instances: owner.instances.map((own) => ({ ...own, priority })) } : owner)),
      });
      const blind = simulate(withPriority(undefined), scenarios);
      simulate(withPriority(value), scenarios).forEach((result, at) => {
        const decided = blind[at]!.masters.get('VI_1');
        if (decided) expect(result.masters.get('VI_1')).toEqual(decided);
      });
    }), { numRuns: 200 });
  });

  test('what is decided with an unknown weight holds for every weight', () => {
    fc.assert(fc.property(stories, fc.integer({ min: -253, max: 253 }), ({ cluster, scenarios }, value) => {
      const withWeight = (weight: number | undefined): FailoverCluster => ({
        ...cluster, nodes: cluster.nodes.map((owner, at) => (at === 0 ? { ...owner, instances: owner.instances.map((own) => ({ ...own, trackers: own.trackers.map((tracker, number) => (number === 0 ? { ...tracker, weight } : tracker)) })) } : owner)),
      });
      const blind = simulate(withWeight(undefined), scenarios);
      simulate(withWeight(value), scenarios).forEach((result, at) => {
        const decided = blind[at]!.masters.get('VI_1');
        if (decided) expect(result.masters.get('VI_1')).toEqual(decided);
      });
    }), { numRuns: 200 });
  });

  test('the analysis says of single faults what the scenarios say', () => {
    fc.assert(fc.property(clusters, (cluster) => {
      const [instanceOf] = analyse(cluster);
      for (const { faults, masters, kind } of instanceOf!.faults) {
        if (kind !== 'single' || !masters || !instanceOf!.healthy) continue;
        const results = simulate(cluster, [{ name: 'start', faults: [] }, { name: 'fault', faults }]);
        expect(results[0]!.masters.get('VI_1')).toEqual(instanceOf!.healthy);
        expect(results[1]!.masters.get('VI_1')).toEqual(masters);
      }
    }), { numRuns: 80 });
  });
});

describe('size', () => {
  // Every instance has priorities of its own, so that none can be taken for another.
  const large = (instances: number): FailoverCluster => ({
    target: current,
    nodes: [1, 2, 3].map((at) => node(at, Array.from({ length: instances }, (_, number): FailoverInstance => ({
      ...member({ vrid: number + 1, priority: 150 - 20 * at + number, vips: [`192.0.2.${100 + number}`], trackers: Array.from({ length: 10 }, (__, check): Tracker => ({ kind: 'script', name: `s${check}`, weight: -5 * check - 5, reverse: false })) }),
      name: `VI_${number}`, key: `VI_${number}`,
    })))),
  });
  /** How often faults are played: the measure of the work that no busy machine changes. */
  const played = (cluster: FailoverCluster): number => {
    const { apply } = Simulation.prototype;
    let times = 0;
    Simulation.prototype.apply = function counted(...args): ReturnType<typeof apply> {
      times += 1;
      return apply.apply(this, args);
    };
    try {
      expect(analyse(cluster)).toHaveLength(cluster.nodes[0]!.instances.length);
    } finally {
      Simulation.prototype.apply = apply;
    }
    return times;
  };

  test('the work grows with the number of instances, not with its square', () => {
    const few = played(large(8));
    expect(few).toBeGreaterThan(8);
    expect(played(large(32)) / few).toBeLessThan(6);
  });

  test('instances that are alike cost as much as one', () => {
    const alike = (instances: number): FailoverCluster => {
      const cluster = large(instances);
      return { ...cluster, nodes: cluster.nodes.map((owner, at) => ({ ...owner, instances: owner.instances.map((own) => ({ ...own, priority: 100 - at })) })) };
    };
    expect(played(alike(16))).toBe(played(alike(1)));
  });
});
