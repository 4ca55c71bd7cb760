/** What hostile texts cost the linter: it has to come to an end, in time that grows with their size and not with its square. */
import { jest } from '@jest/globals';
import { createWorkspace, newest, type IncludeResolver, type SourceDocument } from '@kaconf/semantics';
import { parse } from '@kaconf/syntax';
import { defaultLintConfig, lint, type LintConfig } from 'kalint';

jest.setTimeout(120_000);

/** CPU time for one text. The slowest needs a fifth of it; where work grows with the square of the size it is far more. */
const mostSeconds = 10;
const everything: LintConfig = { ...defaultLintConfig, preset: 'all' };

/** Files that may include each other, in memory. */
function judge(texts: Readonly<Record<string, string>>): number {
  const documents = Object.entries(texts).map(([path, text]): SourceDocument => ({ path, text, encoding: 'utf-8', tree: parse(text) }));
  const includes: IncludeResolver = { resolve: (pattern) => ({ documents: documents.filter(({ path }) => pattern === path || pattern === '*.conf'), problems: [] }) };
  const [root] = documents;
  if (!root) throw new Error('no file');
  const before = process.cpuUsage();
  const { files } = lint(createWorkspace([{ document: root, target: newest }], { includes }), everything);
  const { user, system } = process.cpuUsage(before);
  const findings = files.flatMap(({ document, diagnostics }) => diagnostics.map((diagnostic) => ({ document, diagnostic })));
  // Not one expectation for each: there are a hundred thousand.
  expect(findings.filter(({ document, diagnostic: { place, message } }) => message === '' || place.range.start > place.range.end || place.range.end > document.text.length)).toEqual([]);
  expect((user + system) / 1e6).toBeLessThan(mostSeconds);
  return findings.length;
}

const lines = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('\n');
const address = (index: number): string => `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
const instance = (index: number, more = ''): string => `vrrp_instance I${index} {\n interface eth0\n virtual_router_id ${(index % 255) + 1}\n${more}\n virtual_ipaddress {\n ${address(index)}/24\n }\n}`;
const router = (body: string): string => `vrrp_instance A {\n interface eth0\n virtual_router_id 1\n virtual_ipaddress {\n 192.0.2.1/24\n }\n ${body}\n}\n`;
const server = (body: string): string => `virtual_server 192.0.2.1 80 {\n lvs_sched rr\n lvs_method NAT\n protocol TCP\n${body}\n}\n`;
const many = 8_000;

describe('texts without sense', () => {
  test.each<[string, string]>([
    ['a hundred thousand opening braces on one line', '{'.repeat(100_000)],
    ['a hundred thousand opening braces', '{\n'.repeat(100_000)],
    ['a hundred thousand closing braces', '}\n'.repeat(100_000)],
    ['blocks within each other', `${'a {\n'.repeat(many)}${'}\n'.repeat(many)}`],
    ['heads of instances, none closed', 'vrrp_instance A {\n'.repeat(many)],
    ['heads on one line', 'vrrp_instance A {'.repeat(many / 4)],
    ['ten million characters on one line', 'ab '.repeat(3_400_000)],
    ['one word of ten million', 'a'.repeat(10_000_000)],
    ['a hundred thousand settings', 'router_id x\n'.repeat(100_000)],
    ['quotes that do not end', 'router_id "\n'.repeat(many)],
    ['template tags around blocks that do not end', '{% if a %}\nvrrp_instance A {\n{% endif %}\n'.repeat(many / 4)],
    ['unknown words', lines(100_000, (index) => `word${index} x`)],
  ])('%s', (_, text) => { judge({ 'a.conf': text }); });
});

describe('definitions and generators', () => {
  test.each<[string, string]>([
    ['a definition of itself, again and again', '$IF=$IF\nrouter_id $IF\n'.repeat(1_000)],
    ['definitions that grow exponentially', `${lines(60, (index) => `$A${index + 1}=$A${index} $A${index}`)}\nrouter_id $A60\n`.repeat(3)],
    ['definitions of several lines that grow exponentially', `${lines(40, (index) => `$A${index + 1}=$A${index} \\\n$A${index}`)}\n$A40\n`],
    ['two that call each other', '$A=x $B\n$B=y $A\n$A\n$B\n'.repeat(300)],
    ['a generator of four thousand million lines', '~SEQ(A, 0, 4294967295) router_id x$A\n'],
    ['generators within generators', '$G=~SEQ(A, 1, 1000) $H\n$H=~SEQ(B, 1, 1000) $I\n$I=~SEQ(C, 1, 1000) router_id $A$B$C\n~SEQ(D, 1, 1000) $G\n'],
    ['a list of a hundred thousand', `~LST(A, ${lines(20_000, String).replaceAll('\n', ',')}) router_id $A\n`],
    ['a reference on every line', `$N=x\n${'router_id $N\n'.repeat(many)}`],
    ['undefined names among many defined ones', `${lines(many, (index) => `$A${index}=x`)}\n${lines(many, (index) => `router_id $B${index}`)}`],
  ])('%s', (_, text) => { judge({ 'a.conf': text }); });
});

describe('includes', () => {
  test('of one long file, again and again', () => {
    const long = 'vrrp_instance A {\n interface eth0\n}\n'.repeat(many);
    expect(judge({ 'a.conf': 'include b.conf\n'.repeat(1_500), 'b.conf': long })).toBeGreaterThan(1_400);
  });
  test('of itself', () => { judge({ 'a.conf': 'include a.conf\n'.repeat(1_000) }); });
  test('in a circle', () => { judge({ 'a.conf': 'include b.conf\n', 'b.conf': 'include c.conf\n', 'c.conf': 'include a.conf\ninclude b.conf\n' }); });
  test('of everything by everything', () => { judge(Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`${index}.conf`, 'include *.conf\ninclude *.conf\n']))); });
  test('doubling at each level', () => { judge(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}.conf`, `include ${index + 1}.conf\n`.repeat(2)]))); });
});

describe('configurations with very many of one thing', () => {
  test.each<[string, string]>([
    ['instances', lines(many / 8, (index) => instance(index))],
    ['instances with one number and unicast peers', lines(many / 8, (index) => instance(index, 'unicast_src_ip 10.0.0.1\n unicast_peer {\n 10.0.0.2\n }').replace(/virtual_router_id \d+/, 'virtual_router_id 1'))],
    ['addresses', router(`virtual_ipaddress_excluded {\n${lines(many, (index) => `${address(index)}/24 dev eth${index % 7}`)}\n}`)],
    ['repeated addresses', router(`virtual_ipaddress_excluded {\n${lines(many, () => '10.0.0.1/24')}\n}`)],
    ['trackers that are not defined', `${lines(many / 2, (index) => `vrrp_script s${index} {\n script /bin/true\n}`)}\n${router(`track_script {\n${lines(many / 2, (index) => `t${index}`)}\n}`)}`],
    ['members that are not defined', `vrrp_sync_group G {\n group {\n${lines(many, (index) => `I${index}`)}\n }\n}\n`],
    ['virtual servers, none closed', lines(many / 2, () => 'virtual_server 10.0.0.1 80 {')],
    ['real servers', server(lines(many / 2, (index) => ` real_server ${address(index)} 80 {\n }`))],
    ['one real server', server(lines(many / 2, () => ' real_server 10.0.0.1 80 {\n }'))],
    ['words behind heads', lines(many / 2, () => 'vrrp_instance A { x\n}')],
    ['nodes in one file', lines(many / 8, (index) => `@n${index} router_id x${index}`)],
    ['comments that switch rules off', lines(many / 2, (index) => (index % 2 === 0 ? '# kalint-disable\nfoo' : '# kalint-enable\nfoo'))],
    ['backslashes at ends of lines', 'router_id x \\\n'.repeat(many)],
    ['settings that stand already', `vrrp_instance A {\n${lines(many, (index) => ` priority ${(index % 250) + 1}`)}\n}\n`],
  ])('%s', (_, text) => { judge({ 'a.conf': text }); });
});
