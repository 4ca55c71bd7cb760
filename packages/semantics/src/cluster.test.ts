import { parse } from '@kaconf/syntax';
import { newest } from '@kaconf/schema';
import type { Cluster } from './cluster.ts';
import { noIncludes } from './include.ts';
import { createWorkspace, type WorkspaceOptions } from './workspace.ts';

function clusters(files: Readonly<Record<string, string>>, options: Partial<WorkspaceOptions> = {}): readonly Cluster[] {
  const roots = Object.entries(files).map(([path, text]) => ({ document: { path, text, encoding: 'utf-8' as const, tree: parse(text) }, target: newest }));
  return createWorkspace(roots, { includes: noIncludes, ...options }).clusters;
}

function instance(name: string, vrid: number, address: string, more = '', device = 'eth0'): string {
  return `vrrp_instance ${name} {\n interface ${device}\n virtual_router_id ${vrid}\n ${more}\n virtual_ipaddress {\n ${address}\n }\n}\n`;
}

/** `name: node/instance …` for each cluster instance. */
function shape(cluster: Cluster | undefined): readonly string[] {
  return (cluster?.instances ?? []).map(({ name, members }) => `${name}: ${members.map((member) => `${member.node.name}/${member.name}`).join(' ')}`);
}

describe('which nodes belong together', () => {
  test('the same virtual router', () => {
    const [cluster, ...others] = clusters({ 'a.conf': instance('V', 51, '10.0.0.10/24'), 'b.conf': instance('V', 51, '10.0.0.10/24') });
    expect(cluster!.name).toBe('a+b');
    expect(shape(cluster)).toEqual(['V: a/V b/V']);
    expect(others).toEqual([]);
  });

  test('a common address with another ID still belongs together', () => {
    expect(shape(clusters({ 'a.conf': instance('V', 51, '10.0.0.10/24'), 'b.conf': instance('W', 52, '10.0.0.10/24') })[0])).toEqual(['V: a/V b/W']);
  });

  test('one ID with other addresses and names does not', () => {
    expect(clusters({ 'a.conf': instance('V', 51, '10.0.0.10/24'), 'b.conf': instance('WEB', 51, '10.0.0.20/24') })).toEqual([]);
  });

  test('sites made from one template, each with its own address, do not', () => {
    const site = (octet: number): string => instance('V', 51, `10.${octet}.0.10/24`);
    expect(clusters({ 'a.conf': site(1), 'b.conf': site(2), 'c.conf': site(3) })).toEqual([]);
    const names = clusters({ 'a1.conf': site(1), 'a2.conf': site(1), 'b1.conf': site(2), 'b2.conf': site(2), 'c1.conf': site(3), 'd1.conf': site(4) }).map(({ name }) => name);
    expect(names).toEqual(['a1+a2', 'b1+b2']);
  });

  test('a node with another address belongs to the one cluster that it can mean', () => {
    const [cluster, ...others] = clusters({ 'a.conf': instance('V', 51, '10.0.0.10/24'), 'b.conf': instance('V', 51, '10.0.0.10/24'), 'c.conf': instance('V', 51, '10.0.0.20/24') });
    expect(shape(cluster)).toEqual(['V: a/V b/V c/V']);
    expect(others).toEqual([]);
  });

  test('one ID and one name with another address does', () => {
    expect(clusters({ 'a.conf': instance('V', 51, '10.0.0.10/24'), 'b.conf': instance('V', 51, '10.0.0.20/24') })).toHaveLength(1);
  });

  test('role words in the name of an instance do not matter', () => {
    expect(clusters({ 'a.conf': instance('web_MASTER', 51, '10.0.0.10/24'), 'b.conf': instance('web_BACKUP', 51, '10.0.0.20/24') })).toHaveLength(1);
  });

  test('address families are separate', () => {
    const dual = instance('V', 51, '10.0.0.10/24') + instance('V6', 51, '2001:db8::10/64');
    expect(shape(clusters({ 'a.conf': dual, 'b.conf': dual.replaceAll('eth0', 'ens3') })[0])).toEqual(['V: a/V b/V', 'V6: a/V6 b/V6']);
  });

  test('multicast does not join sources of different subnets', () => {
    const at = (source: string): string => instance('V', 51, '10.0.0.10', `mcast_src_ip ${source}`);
    expect(clusters({ 'a.conf': at('192.168.1.1'), 'b.conf': at('192.168.1.2') })).toHaveLength(1);
    const apart = (source: string, address: string): string => instance('V', 51, address, `mcast_src_ip ${source}`);
    expect(clusters({ 'a.conf': apart('192.168.1.1', '192.168.1.10'), 'b.conf': apart('192.168.2.1', '192.168.2.10') })).toEqual([]);
  });

  test('peers that name each other are enough together with the name', () => {
    const peer = (source: string, other: string, address: string): string => instance('V', 51, address, `unicast_src_ip ${source}\n unicast_peer {\n ${other}\n }`);
    expect(clusters({ 'a.conf': peer('10.1.0.1', '10.2.0.1', '10.1.0.10'), 'b.conf': peer('10.2.0.1', '10.1.0.1', '10.2.0.10') })).toHaveLength(1);
  });

  test('pairs that share the work are one cluster with two instances', () => {
    const both = (first: number, second: number): string => instance('A', 1, '10.0.0.1', `priority ${first}`) + instance('B', 2, '10.0.0.2', `priority ${second}`);
    expect(shape(clusters({ 'a.conf': both(150, 100), 'b.conf': both(100, 150) })[0])).toEqual(['A: a/A b/A', 'B: a/B b/B']);
  });

  test('a node has one instance in a cluster instance: the best match', () => {
    const a = instance('A', 1, '10.0.0.1');
    const b = instance('A', 1, '10.0.0.1') + instance('A2', 1, '10.0.0.1', '', 'eth1');
    const [cluster] = clusters({ 'a.conf': a, 'b.conf': b });
    expect(shape(cluster)).toEqual(['A: a/A b/A']);
    expect(cluster!.lone.map((each) => each.name)).toEqual(['A2']);
  });

  test('two complete pairs with one ID and one name stay two clusters', () => {
    const files = { 'a1.conf': instance('V', 51, '10.0.0.10/24'), 'a2.conf': instance('V', 51, '10.0.0.10/24'), 'b1.conf': instance('V', 51, '10.0.0.20/24'), 'b2.conf': instance('V', 51, '10.0.0.20/24') };
    expect(clusters(files).map((cluster) => cluster.name)).toEqual(['a1+a2', 'b1+b2']);
  });

  test('three nodes, one with another ID', () => {
    const [cluster] = clusters({ 'a.conf': instance('V', 51, '10.0.0.10/24'), 'b.conf': instance('V', 52, '10.0.0.10/24'), 'c.conf': instance('V', 51, '10.0.0.10/24') });
    expect(shape(cluster)).toEqual(['V: a/V b/V c/V']);
  });

  test('what only one node has is told apart', () => {
    const [cluster] = clusters({ 'a.conf': instance('V', 51, '10.0.0.10/24') + instance('W', 60, '10.9.0.1'), 'b.conf': instance('V', 51, '10.0.0.10/24') });
    expect(cluster!.lone.map((each) => each.name)).toEqual(['W']);
  });
});

describe('clusters that are declared', () => {
  test('named nodes form a cluster even without evidence', () => {
    const files = { 'a.conf': instance('A', 1, '10.0.0.1'), 'b.conf': instance('B', 2, '172.16.0.1', '', 'eth9') };
    const [cluster] = clusters(files, { clusters: [{ name: 'pair', members: ['a', 'b.conf'] }] });
    expect(cluster).toMatchObject({ name: 'pair', instances: [] });
    expect(cluster!.lone).toHaveLength(2);
  });

  test('there the best match is enough, however weak', () => {
    const files = { 'a.conf': instance('A', 1, '10.0.0.1'), 'b.conf': instance('B', 1, '10.0.0.2') };
    expect(shape(clusters(files, { clusters: [{ members: ['a', 'b'] }] })[0])).toEqual(['A: a/A b/B']);
  });

  test('the ids of one file are the nodes of one cluster', () => {
    const text = 'vrrp_instance V {\n interface eth0\n virtual_router_id 51\n @n1 priority 150\n @n2 priority 100\n virtual_ipaddress {\n 10.0.0.1\n }\n}\n';
    const [cluster] = clusters({ 'one.conf': text });
    expect(cluster!.nodes.map((node) => node.name)).toEqual(['n1', 'n2']);
    expect(cluster!.instances[0]!.members.map((member) => member.priority.value)).toEqual([150, 100]);
  });

  test('nobody belongs together when each file is judged alone', () => {
    expect(clusters({ 'a.conf': instance('V', 51, '10.0.0.10'), 'b.conf': instance('V', 51, '10.0.0.10') }, { separate: true })).toEqual([]);
  });
});

describe('names', () => {
  test('instances that share a name are told apart by ID and family', () => {
    const text = instance('V', 51, '10.0.0.10') + instance('V', 52, '2001:db8::10/64');
    expect(clusters({ 'a.conf': text, 'b.conf': text })[0]!.instances.map((each) => each.name)).toEqual(['V@51/ipv4', 'V@52/ipv6']);
  });

  test('files named as the ids that they all use are each read for the host of that name', () => {
    const text = 'vrrp_instance V {\n interface eth0\n virtual_router_id 51\n @n1 priority 150\n @n2 priority 100\n virtual_ipaddress {\n 10.0.0.1\n }\n}\n';
    expect(clusters({ 'n1.conf': text, 'n2.conf': text })[0]!.nodes.map((node) => node.name)).toEqual(['n1', 'n2']);
    expect(clusters({ 'x.conf': text, 'y.conf': text })[0]!.nodes.map((node) => node.name)).toEqual(['x@n1', 'x@n2', 'y@n1', 'y@n2']);
  });
});
