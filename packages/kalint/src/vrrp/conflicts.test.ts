import { createWorkspace, newest, noIncludes } from '@kaconf/semantics';
import { parse } from '@kaconf/syntax';
import { lint } from '../engine.ts';
import { defaultLintConfig } from '../lint-types.ts';

const instance = (name: string, id: number, more: string): string => `vrrp_instance ${name} {\n virtual_router_id ${id}\n priority 100\n ${more}\n virtual_ipaddress {\n 192.0.2.1\n }\n}\n`;
const peers = (...list: string[]): string => `unicast_src_ip 10.0.0.1\n unicast_peer {\n ${list.join('\n ')}\n }`;

function told(text: string): readonly string[] {
  const document = { path: 'a.conf', text, encoding: 'utf-8' as const, tree: parse(text) };
  const { files } = lint(createWorkspace([{ document, target: newest }], { includes: noIncludes }), defaultLintConfig);
  return (files[0]?.diagnostics ?? []).filter(({ rule }) => rule === 'vrrp/duplicate-vrid-on-interface').map(({ message }) => message);
}

test('each instance is told once, with the first that it clashes with', () => {
  const messages = told(['A', 'B', 'C', 'D'].map((name) => instance(name, 7, 'interface eth0')).join(''));
  expect(messages.map((message) => message.slice(0, 7))).toEqual(['B and A', 'C and A', 'D and A']);
});

test('a common peer decides, and the first of all peers', () => {
  const text = instance('A', 7, `interface eth0\n ${peers('10.0.0.2')}`) + instance('B', 7, `interface eth0\n ${peers('10.0.0.3')}`) + instance('C', 7, `interface eth0\n ${peers('10.0.0.3', '10.0.0.2')}`);
  expect(told(text).map((message) => message.slice(0, 7))).toEqual(['C and A']);
});

test('unicast instances without an interface may use any', () => {
  const text = instance('A', 7, `interface eth0\n ${peers('10.0.0.2')}`) + instance('B', 7, `interface eth1\n ${peers('10.0.0.2')}`) + instance('C', 7, peers('10.0.0.2')) + instance('D', 7, `interface eth1\n ${peers('10.0.0.2')}`);
  expect(told(text).map((message) => message.slice(0, 7))).toEqual(['C and A', 'D and B']);
});

test('the number to take instead is free; where none is, nothing is offered', () => {
  const all = Array.from({ length: 255 }, (_, index) => instance(`I${index}`, index + 1, 'interface eth0')).join('');
  expect(told(all.replace('virtual_router_id 255\n', 'virtual_router_id 254\n'))[0]).toContain('The number 255 is free');
  expect(told(`${all}${instance('more', 9, 'interface eth0')}`)[0]).toContain('No number is free on this node');
});
