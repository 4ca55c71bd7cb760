import { parse } from '@kaconf/syntax';
import { createWorkspace, newest, noIncludes, type Workspace } from '@kaconf/semantics';
import dot from './dot.ts';
import { faultRows } from './fault-rows.ts';
import html from './html.ts';
import mermaid from './mermaid.ts';
import svg from './svg.ts';
import { fold, widthOf } from './svg-text.ts';
import { topology } from './topology.ts';

function workspace(files: Readonly<Record<string, string>>): Workspace {
  return createWorkspace(Object.entries(files).map(([path, text]) => ({ document: { path, text, encoding: 'utf-8', tree: parse(text) }, target: newest })), { includes: noIncludes });
}

const instance = (name: string, vrid: number, state: string, priority: number, address: string): string => `vrrp_instance ${name} {
  state ${state}
  interface eth0
  virtual_router_id ${vrid}
  priority ${priority}
  authentication {
    auth_type PASS
    auth_pass s3cret${vrid}
  }
  virtual_ipaddress {
    ${address}/24
  }
}
`;

const server = (address: string, check: string): string => `  real_server ${address} 80 {\n${check}\n  }\n`;
const service = (head: string, ...servers: readonly string[]): string => `virtual_server ${head} {\n  lb_algo rr\n  lb_kind DR\n  protocol TCP\n${servers.join('')}}\n`;
const http = '    HTTP_GET {\n      url {\n        path /up?token=t0ken\n        status_code 200\n      }\n    }';
const misc = '    MISC_CHECK {\n      misc_path "/opt/check_db -p hunter2"\n    }';

const active = {
  'n1.conf': instance('VI_A', 51, 'MASTER', 150, '192.0.2.10') + instance('VI_B', 52, 'BACKUP', 100, '192.0.2.20') + service('192.0.2.10 80', server('192.0.2.31', http), server('192.0.2.32', misc)) + service('fwmark 7', server('192.0.2.31', '')),
  'n2.conf': instance('VI_A', 51, 'BACKUP', 100, '192.0.2.10') + instance('VI_B', 52, 'MASTER', 150, '192.0.2.20') + service('192.0.2.10 80', server('192.0.2.31', http)),
};

const renderers = { mermaid, dot, svg, html };

describe('the data', () => {
  const found = topology(workspace(active));
  const [cluster] = found.clusters;

  test('each instance has its own master, and the other node backs it up', () => {
    expect(cluster!.instances.map(({ name, vrid, masters }) => [name, vrid, masters])).toEqual([['VI_A', 51, ['n1']], ['VI_B', 52, ['n2']]]);
    expect(cluster!.instances[0]!.members.map(({ node, role, priority }) => [node, role, priority])).toEqual([['n1', 'master', 150], ['n2', 'backup', 100]]);
    // Three intervals of a second, and the skew of priority 100: 156/256 s.
    expect(cluster!.instances[0]!.takeovers).toEqual([{ from: 'n1', to: ['n2'], seconds: expect.closeTo(3.609, 2) as number }]);
  });

  test('services stand behind the instance of their address, with the real servers of all nodes', () => {
    const [web, mark] = cluster!.services;
    expect(web).toMatchObject({ name: '192.0.2.10 80', protocol: 'TCP', scheduler: 'rr', method: 'DR', instance: 0, nodes: ['n1', 'n2'] });
    expect(web!.realServers.map(({ name, nodes }) => [name, nodes])).toEqual([['192.0.2.31:80', ['n1', 'n2']], ['192.0.2.32:80', ['n1']]]);
    expect(web!.realServers.map(({ checks }) => checks)).toEqual([[{ kind: 'HTTP_GET', detail: '/up' }], [{ kind: 'MISC_CHECK', detail: 'check_db' }]]);
    expect(mark).toMatchObject({ name: 'fwmark 7', instance: null, nodes: ['n1'] });
  });

  test('is plain, and knows no secret', () => {
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    for (const text of [JSON.stringify(found), ...Object.values(renderers).map((render) => render(found))]) expect(text).not.toMatch(/s3cret|hunter2|t0ken/);
  });

  test('places lead to the blocks', () => {
    const { place } = cluster!.instances[1]!.members[0]!;
    expect(place.path).toBe('n1.conf');
    expect(active['n1.conf'].slice(place.start)).toMatch(/^vrrp_instance VI_B/);
  });

  test('a node of its own is a cluster of one without faults', () => {
    const [alone, ...others] = topology(workspace({ 'solo.conf': instance('VI', 9, 'MASTER', 100, '192.0.2.1') })).clusters;
    expect(others).toEqual([]);
    expect(alone).toMatchObject({ name: 'solo', instances: [{ masters: ['solo'], faults: [], takeovers: [] }] });
  });

  test.each(Object.entries(renderers))('%s shows a virtual router id on which the nodes do not agree', (_, render) => {
    const files = { 'n1.conf': instance('VI', 51, 'MASTER', 150, '192.0.2.10'), 'n2.conf': instance('VI', 52, 'BACKUP', 100, '192.0.2.10') };
    const data = topology(workspace(files));
    expect(data.clusters).toHaveLength(1);
    expect(data.clusters[0]!.instances[0]!.masters).toEqual(['n1', 'n2']);
    expect(render(data)).toMatch(/VRID 51[^]*VRID 52|VRID 52[^]*VRID 51/);
  });

  test('the shape alone, without the analysis', () => {
    const [shape] = topology(workspace(active), { failover: false }).clusters;
    expect(shape!.instances[0]).toMatchObject({ masters: null, faults: [], members: [{ role: 'unknown' }, { role: 'unknown' }] });
  });

  test('a fault that does the same to several instances is one row', () => {
    const same = { n1: 'MASTER', n2: 'BACKUP' };
    const files = Object.fromEntries(Object.entries(same).map(([name, state], at) => [`${name}.conf`, instance('VI_A', 51, state, 150 - at * 50, '192.0.2.10') + instance('VI_B', 52, state, 150 - at * 50, '192.0.2.20')]));
    const rows = faultRows(topology(workspace(files)).clusters[0]!);
    expect(rows.find(({ phrase }) => phrase === 'n1 loses power')).toMatchObject({ instances: ['VI_A', 'VI_B'], masters: 'n2', after: '3.6 s', severity: undefined });
  });
});

describe('every format', () => {
  test.each(Object.entries(renderers))('%s shows nodes, addresses, servers and checks', (_, render) => {
    const text = render(topology(workspace(active)));
    for (const word of ['n1', 'n2', 'VI_A', 'VI_B', 'priority 150', '192.0.2.10/24', '192.0.2.20/24', 'fwmark 7', '192.0.2.32:80', 'only n1', 'HTTP_GET /up', 'no check', '3.6 s']) expect(text).toContain(word);
  });

  test.each(Object.entries(renderers))('%s of nothing', (_, render) => {
    expect(render({ target: '2.4.3', clusters: [] })).not.toMatch(/NaN|Infinity|undefined/);
  });

  test.each(['svg', 'html'] as const)('%s: text of the files cannot become markup', (format) => {
    const hostile = '<script>alert(1)</script>&"\u202e]]>';
    const text = renderers[format](topology(workspace({ 'a<b>.conf': instance(hostile, 9, 'MASTER', 100, '192.0.2.1') })));
    expect(text).not.toMatch(/<script|<b>|\u202e/);
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toMatch(/NaN|Infinity/);
  });

  test.each(['svg', 'html'] as const)('%s needs nothing from elsewhere', (format) => {
    const text = renderers[format](topology(workspace(active))).replaceAll('http://www.w3.org/2000/svg', '');
    expect(text).not.toMatch(/https?:|url\(|@import|\ssrc=|href=|<script/);
    expect(text).toContain('prefers-color-scheme:dark');
  });

  test('mermaid and dot: quotes of the files end no label', () => {
    const data = topology(workspace(active));
    const hostile = { ...data, clusters: data.clusters.map((cluster) => ({ ...cluster, name: 'a"] b\\' })) };
    expect(mermaid(hostile)).toContain('c0["a#34;] b#92;"]');
    expect(dot(hostile)).toContain('label="a\\"] b\\\\"');
  });
});

describe('text in drawings', () => {
  test('wide characters take two columns', () => {
    expect(widthOf('内网')).toBe(widthOf('abcd'));
    expect(fold('内部网关内部网关', 8)).toEqual(['内部网关', '内部网关']);
  });

  test('long names break behind a separator, and nothing is lost', () => {
    expect(fold('edge-router-frankfurt-production-01', 20)).toEqual(['edge-router-', 'frankfurt-', 'production-01']);
    expect(fold('x'.repeat(45), 20).map((line) => line.length)).toEqual([20, 20, 5]);
  });
});
