import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from '@kaconf/syntax';
import { newest, parseVersion, type Version } from '@kaconf/schema';
import { failoverCluster, type FailoverOptions } from './failover-input.ts';
import { simulate, type FailoverInstance, type Scenario } from './failover.ts';
import { noIncludes } from './include.ts';
import { createWorkspace } from './workspace.ts';

function inputOf(files: Readonly<Record<string, string>>, target: Version = newest, options: FailoverOptions = {}) {
  const roots = Object.entries(files).map(([name, text]) => ({ document: { path: `${name}.conf`, text, encoding: 'utf-8' as const, tree: parse(text) }, name, target }));
  const [cluster] = createWorkspace(roots, { includes: noIncludes, clusters: [{ members: Object.keys(files) }] }).clusters;
  return failoverCluster(cluster!, options);
}

function instance(body: string, before = ''): FailoverInstance {
  const text = (extra: string): string => `${before}\nvrrp_instance V {\n interface eth0\n virtual_router_id 51\n ${extra}\n virtual_ipaddress {\n 10.0.0.10/24\n }\n}\n`;
  return inputOf({ n1: text(body), n2: text('') }).cluster.nodes[0]!.instances[0]!;
}

describe('values as written', () => {
  test('what is absent is null, what is not knowable undefined', () => {
    expect(instance('')).toMatchObject({ state: null, priority: null, version: null, advertInterval: null, authentication: null, sourceAddress: null, transport: { kind: 'multicast', group: null } });
    const unknown = instance('priority ${_ENV P}\n advert_int ${_ENV A}\n unicast_src_ip ${_ENV S}');
    expect([unknown.priority, unknown.advertInterval, unknown.sourceAddress]).toEqual([undefined, undefined, undefined]);
    expect(instance('include other.conf').priority).toBeUndefined();
  });

  test('settings of the whole daemon reach the instance', () => {
    const each = instance('', 'global_defs {\n vrrp_version 3\n vrrp_mcast_group4 224.0.0.77\n vrrp_down_timer_adverts 5\n vrrp_skip_check_adv_addr\n}');
    expect(each).toMatchObject({ version: 3, downTimerAdverts: 5, skipCheckAdvAddr: true, transport: { kind: 'multicast', group: '224.0.0.77' } });
  });

  test('an unknown word for the state counts as none', () => {
    expect(instance('state SLAVE').state).toBeNull();
    expect(instance('state BACKUP').state).toBe('BACKUP');
  });

  test('peers, with a time to live that switches the check of the source on', () => {
    expect(instance('unicast_peer {\n 10.0.0.2\n }').transport).toEqual({ kind: 'unicast', peers: ['10.0.0.2'], checkSource: false });
    expect(instance('unicast_peer {\n 10.0.0.2 min_ttl 255\n }').transport).toMatchObject({ checkSource: true });
    expect(instance('unicast_peer {\n ${_ENV PEER}\n }').transport).toBeUndefined();
  });

  test('devices of addresses and routes, except with no_track', () => {
    expect(instance('virtual_ipaddress_excluded {\n 10.9.0.1 dev eth1\n 10.9.0.2 dev eth2 no_track\n 10.9.0.3 dev eth0\n }\n virtual_routes {\n 10.8.0.0/16 via 10.0.0.1 dev eth3\n }').addressDevices).toEqual(['eth1', 'eth3']);
  });

  test('scripts with their command and timing', () => {
    const script = 'vrrp_script chk {\n script "/bin/check -a \'b c\'"\n interval 3\n fall 2\n timeout 7\n}';
    const { cluster } = inputOf({ n1: `${script}\nvrrp_instance V {\n track_script {\n chk weight -5\n }\n virtual_ipaddress {\n 10.0.0.1\n }\n}`, n2: 'vrrp_instance V {\n virtual_ipaddress {\n 10.0.0.1\n }\n}' });
    expect(cluster.nodes[0]!.scripts).toEqual([{ name: 'chk', command: "/bin/check -a 'b c'", interval: 3, timeout: 7, fall: 2, rise: 1 }]);
    expect(cluster.nodes[0]!.instances[0]!.trackers).toEqual([{ kind: 'script', name: 'chk', weight: -5, reverse: false }]);
  });

  test('members of one virtual router have one key, whatever their names', () => {
    const body = 'virtual_router_id 5\n virtual_ipaddress {\n 10.0.0.1\n }\n}\n';
    const { cluster, instances } = inputOf({ n1: `vrrp_instance A {\n${body}`, n2: `vrrp_instance B {\n${body}` });
    expect(cluster.nodes.map((node) => node.instances.map(({ key }) => key))).toEqual([['A'], ['A']]);
    expect(instances.get('A')).toHaveLength(2);
  });
});

interface Case {
  readonly id: string;
  readonly title: string;
  readonly versions: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly interfaces: FailoverOptions['interfaces'];
  readonly scenarios: readonly (Scenario & { readonly expect: Readonly<Record<string, readonly string[] | Readonly<Record<string, readonly string[]>>>> })[];
}

const path = fileURLToPath(new URL('../../../../shared/cluster/failover-cases.json', import.meta.url));
const available = existsSync(path);
const cases = available ? (JSON.parse(readFileSync(path, 'utf8')) as { cases: readonly Case[] }).cases : [];

(available ? describe : describe.skip)('worked cases that were observed on daemons, read from their files', () => {
  if (!available) test('SKIPPED: the worked cases are not here', () => undefined);
  else test.each(cases.flatMap((item) => item.versions.map((version) => ({ id: item.id, title: item.title, version, item }))))('$id $title ($version)', ({ item, version }) => {
    const { cluster } = inputOf(item.files, parseVersion(version), { interfaces: item.interfaces ?? {} });
    const results = simulate(cluster, item.scenarios);
    for (const [index, scenario] of item.scenarios.entries()) {
      const wanted = Object.fromEntries(Object.entries(scenario.expect).map(([key, value]) => [key, Array.isArray(value) ? value : (value as Record<string, readonly string[]>)[version]]));
      expect({ scenario: scenario.name, masters: Object.fromEntries(results[index]!.masters) }).toEqual({ scenario: scenario.name, masters: wanted });
    }
  });
});
