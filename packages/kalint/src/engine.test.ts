import { createWorkspace, newest, noIncludes, type SourceDocument } from '@kaconf/semantics';
import { parse } from '@kaconf/syntax';
import { lint } from './engine.ts';
import { defaultLintConfig, type LintConfig } from './lint-types.ts';

function document(path: string, text: string): SourceDocument {
  return { path, text, encoding: 'utf-8', tree: parse(text) };
}

const instance = (name: string, address: string): string => `vrrp_instance ${name} {\n    priorty 1\n    interface eth0\n    virtual_router_id 7\n    virtual_ipaddress {\n        ${address}/24\n    }\n}\n`;
const first = document('a.conf', instance('A', '192.0.2.1'));
const second = document('b.conf', instance('B', '192.0.2.9').replace('priorty', 'priority'));

function judge(documents: readonly SourceDocument[], config: LintConfig = defaultLintConfig): ReadonlyMap<string, readonly string[]> {
  const { files } = lint(createWorkspace(documents.map((each) => ({ document: each, target: newest })), { includes: noIncludes }), config);
  return new Map(files.map((file) => [file.document.path, file.diagnostics.map(({ rule }) => rule)]));
}

test('what is remembered of a file holds for the same settings only', () => {
  expect(judge([first]).get('a.conf')).toContain('syntax/unknown-keyword');
  expect(judge([first], { ...defaultLintConfig, severities: new Map([['syntax/unknown-keyword', 'off']]) }).get('a.conf')).not.toContain('syntax/unknown-keyword');
  expect(judge([first]).get('a.conf')).toContain('syntax/unknown-keyword');
});

test('what depends on other files is looked at anew when they change', () => {
  const collides = (documents: readonly SourceDocument[]): boolean => [...judge(documents).values()].flat().includes('pair/vrid-collision');
  expect(collides([first])).toBe(false);
  expect(collides([first, second])).toBe(true);
  expect(collides([first, document('b.conf', second.text.replace('virtual_router_id 7', 'virtual_router_id 8'))])).toBe(false);
  expect(collides([first, second])).toBe(true);
});

test('whether keepalived accepts a file does not depend on which rules are shown', () => {
  const refused = document('c.conf', second.text.replace('virtual_router_id 7', 'virtual_router_id 256'));
  const accepted = (config: LintConfig): boolean | null | undefined => lint(createWorkspace([{ document: refused, target: newest }], { includes: noIncludes }), config).files[0]?.accepts;
  expect(judge([refused]).get('c.conf')).toContain('vrrp/vrid-missing');
  expect(accepted(defaultLintConfig)).toBe(false);
  expect(accepted({ ...defaultLintConfig, severities: new Map([['vrrp/vrid-missing', 'off'], ['syntax/value-out-of-range', 'off']]) })).toBe(false);
  expect(accepted({ ...defaultLintConfig, only: ['lvs'] })).toBe(false);
});

test('where keepalived stops reading it reports what it has read, not what it would look at afterwards', () => {
  const cut = document('d.conf', 'vrrp_instance D {\n    priorty 1\n    virtual_router_id 7\n    interface\n}\n');
  const [file] = lint(createWorkspace([{ document: cut, target: newest }], { includes: noIncludes }), defaultLintConfig).files;
  const said = new Map(file?.diagnostics.map(({ rule, reportedByKeepalived }) => [rule, reportedByKeepalived]));
  expect(said.get('syntax/unknown-keyword')).toBe(true);
  expect(said.get('syntax/missing-argument')).toBe(true);
  expect(said.get('vrrp/no-vip')).toBe(false);
});
