import { parse } from '@kaconf/syntax';
import { newest } from '@kaconf/schema';
import { healthyPriority, priorityWhen } from './effective-priority.ts';
import { noIncludes } from './include.ts';
import type { VrrpInstance } from './instance.ts';
import { readInstances } from './read-instance.ts';
import { trackingOf, wantedTracking } from './tracking.ts';
import { createWorkspace } from './workspace.ts';

function first(text: string): VrrpInstance {
  const workspace = createWorkspace([{ document: { path: 'n.conf', text, encoding: 'utf-8', tree: parse(text) }, target: newest }], { includes: noIncludes });
  return readInstances(workspace.nodes[0]!)[0]!;
}

const script = (name: string, weight: string): string => `vrrp_script ${name} {\n script /bin/${name}\n ${weight}\n}\n`;
const instance = (body: string): string => `vrrp_instance v {\n interface eth0\n virtual_router_id 1\n ${body}\n virtual_ipaddress {\n 10.0.0.1\n }\n}\n`;
const summary = (each: VrrpInstance): readonly unknown[] => trackingOf(each).trackers.map(({ kind, name, weight, reverse }) => [kind, name, weight, reverse]);

describe('trackers of an instance', () => {
  test('the weight is that of the list, else of the definition', () => {
    const text = `${script('a', 'weight -20')}${script('b', 'weight 5 reverse')}${script('c', '')}`;
    expect(summary(first(`${text}${instance('track_script {\n a\n b weight 7\n c\n }')}`))).toEqual([['script', 'a', -20, false], ['script', 'b', 7, true], ['script', 'c', 0, false]]);
    expect(summary(first(`${text}${instance('track_script {\n b weight 7 noreverse\n }')}`))).toEqual([['script', 'b', 7, false]]);
  });

  test('a definition that is missing or comes later has no effect', () => {
    const late = first(`${instance('track_script {\n a\n }')}${script('a', 'weight -20')}`);
    expect(summary(late)).toEqual([]);
    expect(wantedTracking(late).undefined).toBe(true);
  });

  test('the own interface is not listed twice, 254 is cut to 253', () => {
    expect(summary(first(instance('track_interface {\n eth0\n eth1 weight -254\n }')))).toEqual([['interface', 'eth1', -253, false]]);
  });

  test('a weight from the environment is not known', () => {
    const each = first(`${script('a', 'weight ${_ENV W}')}${instance('priority 100\n track_script {\n a\n }')}`);
    expect(trackingOf(each).trackers[0]!.weight).toBeUndefined();
    expect(healthyPriority(each)).toBeUndefined();
  });
});

describe('sync groups and owners', () => {
  const group = (body: string): string => `vrrp_sync_group g {\n group {\n v\n w\n }\n ${body}\n}\n`;

  test('weighted scripts of a member are dropped, its interfaces stay', () => {
    const text = `${script('a', 'weight -20')}${group('')}${instance('track_script {\n a\n }\n track_interface {\n eth1 weight -10\n }')}`;
    expect(summary(first(text))).toEqual([['interface', 'eth1', -10, false]]);
    expect(wantedTracking(first(text)).trackers).toHaveLength(2);
  });

  test('sync_group_tracking_weight keeps them', () => {
    expect(summary(first(`${script('a', 'weight -20')}${group('sync_group_tracking_weight')}${instance('track_script {\n a\n }')}`))).toEqual([['script', 'a', -20, false]]);
  });

  test('trackers of the group reach every member; their value wins unless the member tracks without weight', () => {
    const text = `${script('a', '')}${group('track_script {\n a weight -30\n }')}`;
    expect(summary(first(`${text}${instance('')}`))).toEqual([['script', 'a', -30, false]]);
    expect(summary(first(`${text}${instance('track_script {\n a\n }')}`))).toEqual([['script', 'a', 0, false]]);
  });

  test('an owner has no weights', () => {
    expect(summary(first(`${script('a', 'weight -20')}${instance('priority 255\n track_script {\n a\n }')}`))).toEqual([]);
  });
});

describe('effective priority', () => {
  const text = `${script('a', 'weight 60')}${script('b', 'weight -30')}`;
  const each = (priority: number): VrrpInstance => first(`${text}${instance(`priority ${priority}\n track_script {\n a\n b\n }`)}`);

  test('a bonus counts while all is well, a penalty while it is not', () => {
    expect(healthyPriority(each(100))).toMatchObject({ base: 100, total: 160, value: 160 });
    expect(priorityWhen(each(100), () => true)).toMatchObject({ total: 70, value: 70 });
    expect(priorityWhen(each(100), (tracker) => tracker.name === 'b')).toMatchObject({ value: 130 });
  });

  test('it stays between 1 and 254', () => {
    expect(healthyPriority(each(220))).toMatchObject({ total: 280, value: 254 });
    expect(priorityWhen(each(10), () => true)).toMatchObject({ total: -20, value: 1 });
  });

  test('reverse turns the sign', () => {
    const reversed = first(`${script('a', 'weight -30 reverse')}${instance('priority 100\n track_script {\n a\n }')}`);
    expect(healthyPriority(reversed)?.value).toBe(100);
    expect(priorityWhen(reversed, () => true)?.value).toBe(130);
  });
});
