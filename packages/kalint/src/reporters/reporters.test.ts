import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { createWorkspace, noIncludes, type SourceDocument } from '@kaconf/semantics';
import { decode, parse } from '@kaconf/syntax';
import type { ReportedDiagnostic } from '../diagnostic.ts';
import type { LintedFile, LintResult } from '../lint-types.ts';
import { defineRule } from '../rule.ts';
import { reporters, type ReportContext } from './index.ts';

const rule = defineRule({
  id: 'pair/vrid-mismatch', scope: 'cluster', severity: 'error', tier: 1, summary: 'Nodes use `one` number.', details: 'They do not hear **each other**.\n\n```\nvirtual_router_id 51\n```',
  messages: { default: 'x' }, keepalived: 'no', check: () => [],
});
const document = (path: string, text: string): SourceDocument => ({ path, text, encoding: decode(new TextEncoder().encode(text)).encoding, tree: parse(text) });
const context = (given: Partial<ReportContext> = {}): ReportContext => ({ rules: [rule], version: '1.2.3', colour: false, locale: 'en', columns: undefined, baselined: new Set(), ...given });
const finding = (where: SourceDocument, words: string, given: Partial<ReportedDiagnostic> = {}): ReportedDiagnostic => {
  const start = where.text.indexOf(words);
  if (start < 0) throw new Error(`"${words}" is not in ${where.path}`);
  return {
    rule: rule.id, severity: 'error', message: 'The number is 52 here and 51 there.', place: { document: where, range: { start, end: start + words.length } }, nodes: ['lb1'], related: [], fix: undefined,
    suggestions: [], reportedByKeepalived: false, keepalivedLines: [], consequences: [], derails: false, ...given,
  };
};
const file = (where: SourceDocument, ...diagnostics: ReportedDiagnostic[]): LintedFile => ({ document: where, includedBy: [], diagnostics, accepts: true, suppressed: [] });
const result = (...files: LintedFile[]): LintResult => ({ files, clusters: [], target: 2_004_003 });
const render = async (name: string, what: LintResult, given: Partial<ReportContext> = {}): Promise<string> => (await reporters.get(name)!.load()).default(what, context(given));

const lb1 = document('lb1.conf', 'vrrp_instance VI_1 {\n    state MASTER\n    interface eth0\n    virtual_router_id 52\n}\n');
const lb2 = document('dir/lb2.conf', '# 备份\nvrrp_instance VI_1 {\n\tvirtual_router_id 51\n}\n');
const mismatch = finding(lb1, 'virtual_router_id 52', {
  related: [{ place: { document: lb2, range: { start: lb2.text.indexOf('51'), end: lb2.text.indexOf('51') + 2 } }, message: 'It is 51 here.' }],
  fix: { title: 'Write 51', safe: true, edits: [{ path: 'lb1.conf', start: lb1.text.indexOf('52'), end: lb1.text.indexOf('52') + 2, text: '51' }] },
});
const pair = result(file(lb1, mismatch), file(lb2));

/** What a file or a message may hold to break out of a format. */
const nasty = document('a&b"<c>,:%.conf', 'x "]]>&amp;\x1b[31m\u202e" \u0000\ud800 y\n');
const hostile = result(file(nasty, finding(nasty, 'x', { message: 'it says <"\'&>\x1b[2J\r\n::error::x %0A ]]> \ud800 \uffff', rule: rule.id })));

describe('stylish', () => {
  test('shows the words, the other file, the fix and a summary', async () => {
    expect(await render('stylish', pair)).toBe(
      [
        'lb1.conf',
        '',
        '  4:5  error  The number is 52 here and 51 there.  pair/vrid-mismatch',
        '    1 │ vrrp_instance VI_1 {',
        '      ⋮',
        '    4 │     virtual_router_id 52',
        '      │     ^^^^^^^^^^^^^^^^^^^^',
        '      = dir/lb2.conf:3:20  It is 51 here.',
        '    3 │     virtual_router_id 51',
        '      │                       --',
        '      = fix: Write 51',
        '',
        '✖ 1 problem (1 error, 0 warnings, 0 infos)  2 files',
        '  1 fixable with --fix',
        '',
      ].join('\n'),
    );
  });

  test('of many related places some are shown', async () => {
    const many = finding(lb1, 'state', { related: Array.from({ length: 9 }, () => ({ place: mismatch.related[0]!.place, message: 'Here too.' })) });
    const text = await render('stylish', result(file(lb1, many)));
    expect(text.match(/Here too/g)).toHaveLength(4);
    expect(text).toContain('= and 5 further places\n');
  });

  test('without findings it says so in one line', async () => {
    expect(await render('stylish', result(file(lb1)))).toBe('✔ nothing to report (1 file)\n');
  });

  test('colours only where they are wanted', async () => {
    expect(await render('stylish', pair)).not.toContain('\x1b');
    expect(await render('stylish', pair, { colour: true })).toContain('\x1b[31m');
  });

  test('the underline stands below wide characters', async () => {
    const wide = document('w.conf', 'router_id "负载均衡" extra\n');
    const lines = (await render('stylish', result(file(wide, finding(wide, 'extra'))))).split('\n');
    expect(lines[3]).toBe('    1 │ router_id "负载均衡" extra');
    expect(lines[4]).toBe(`      │ ${' '.repeat(21)}^^^^^`);
    const over = (await render('stylish', result(file(wide, finding(wide, '均衡'))))).split('\n');
    expect(over[4]).toBe(`      │ ${' '.repeat(15)}^^^^`);
  });

  test('a long line is cut around the place', async () => {
    const long = document('l.conf', `${'a '.repeat(200)}HERE ${'b '.repeat(200)}\n`);
    const lines = (await render('stylish', result(file(long, finding(long, 'HERE'))), { columns: 80 })).split('\n');
    const at = lines.findIndex((line) => line.includes('HERE'));
    expect(lines[at]!.length).toBeLessThanOrEqual(80);
    expect(lines[at]).toMatch(/│ ….*….*$/);
    expect(lines[at + 1]!.indexOf('^')).toBe(lines[at]!.indexOf('HERE'));
  });

  test('a place over many lines shows its first ones', async () => {
    const block = document('b.conf', 'a {\n  b\n  c\n  d\n  e\n}\n');
    const text = await render('stylish', result(file(block, finding(block, block.text.trimEnd()))));
    expect(text).toContain('    3 │   c\n      │   ^\n      ⋮');
    expect(text).not.toContain('4 │');
  });

  test('nothing in a file or message reaches the terminal as a command', async () => {
    const text = await render('stylish', hostile);
    expect(text.replace(/\n/g, '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\ud800]/u);
    expect(text).toContain('\\x1b[31m\\u202e');
  });

  test('speaks Chinese', async () => {
    expect(await render('stylish', pair, { locale: 'zh-CN' })).toContain('✖ 1 个问题（1 个错误，0 个警告，0 个提示）');
  });

  test('a message is wrapped on a terminal, between Chinese characters too', async () => {
    const chinese = finding(lb1, 'state', { message: '这个虚拟路由标识与另一个节点不同，两个节点都会成为主节点，因此地址会同时出现在两台机器上。' });
    const lines = (await render('stylish', result(file(lb1, chinese)), { columns: 60, locale: 'zh-CN' })).split('\n').slice(2, 5);
    expect(lines.length).toBe(3);
    expect(lines[1]).toMatch(/^ {13}\S/);
  });

  test('names the file that includes another', async () => {
    const text = await render('stylish', result(file(lb1), { ...file(lb2, finding(lb2, '51')), includedBy: [lb1] }));
    expect(text).toContain('dir/lb2.conf  included by lb1.conf');
    expect(text).toContain('1 file\n');
  });
});

test('compact is one line each, whatever is in it', async () => {
  expect(await render('compact', pair)).toBe('lb1.conf:4:5: error: The number is 52 here and 51 there. [pair/vrid-mismatch]\n');
  expect((await render('compact', hostile)).split('\n')).toHaveLength(2);
  expect(await render('compact', result(file(lb1)))).toBe('');
});

describe('json', () => {
  const schema = JSON.parse(readFileSync('packages/kalint/kalint-report.schema.json', 'utf8')) as object;
  const valid = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);

  test('is what the contract says', async () => {
    const report = JSON.parse(await render('json', pair)) as unknown;
    expect(valid(report)).toBe(true);
    expect(report).toEqual({
      version: 1, target: '2.4.3',
      files: [
        { path: 'lb1.conf', keepalived: { accepts: true }, diagnostics: [{
          rule: 'pair/vrid-mismatch', severity: 'error', message: 'The number is 52 here and 51 there.', line: 4, column: 5, endLine: 4, endColumn: 25, nodes: ['lb1'], reportedByKeepalived: false, keepalivedLines: [], consequences: [],
          related: [{ path: 'dir/lb2.conf', line: 3, column: 20, endLine: 3, endColumn: 22, message: 'It is 51 here.' }],
          fix: { title: 'Write 51', safe: true, edits: [{ path: 'lb1.conf', line: 4, column: 23, endLine: 4, endColumn: 25, text: '51' }] },
        }] },
        { path: 'dir/lb2.conf', keepalived: { accepts: true }, diagnostics: [] },
      ],
      clusters: [], summary: { files: 2, errors: 1, warnings: 0, infos: 0, fixable: 1 },
    });
  });

  test('an included file, an unknown verdict, and hostile text', async () => {
    const report = JSON.parse(await render('json', result({ ...file(lb1), accepts: null }, { ...file(lb2), accepts: undefined, includedBy: [lb1] }))) as { files: unknown[]; summary: unknown };
    expect(valid(report)).toBe(true);
    expect(report.files).toEqual([{ path: 'lb1.conf', keepalived: { accepts: null }, diagnostics: [] }, { path: 'dir/lb2.conf', includedBy: ['lb1.conf'], diagnostics: [] }]);
    expect(report.summary).toMatchObject({ files: 1 });
    expect(valid(JSON.parse(await render('json', hostile)))).toBe(true);
  });

  test('clusters name their instances and members', async () => {
    const node = (path: string, priority: number) => ({ document: document(path, `vrrp_instance VI_1 {\n  state BACKUP\n  interface eth0\n  virtual_router_id 51\n  priority ${priority}\n  virtual_ipaddress {\n    192.0.2.1\n  }\n}\n`), target: 2_004_003 });
    const { clusters } = createWorkspace([node('a.conf', 100), node('b.conf', 90)], { includes: noIncludes });
    const report = JSON.parse(await render('json', { files: [], clusters, target: 2_002_007 })) as { clusters: unknown; target: string };
    expect(valid(report)).toBe(true);
    expect(report.target).toBe('2.2.7');
    expect(report.clusters).toEqual([
      { name: 'a+b', nodes: ['a', 'b'], instances: [{ name: 'VI_1', family: 'ipv4', members: [{ node: 'a', instance: 'VI_1', vrid: 51, priority: 100 }, { node: 'b', instance: 'VI_1', vrid: 51, priority: 90 }] }] },
    ]);
  });
});

describe('sarif', () => {
  /** The parts of the SARIF 2.1.0 object model (sections 3.13 to 3.59) that are used, each closed, so that a misspelt property fails. */
  const text = { type: 'object', properties: { text: { type: 'string', minLength: 1 }, markdown: { type: 'string' } }, required: ['text'], additionalProperties: false };
  const region = { type: 'object', properties: { startLine: { type: 'integer', minimum: 1 }, startColumn: { type: 'integer', minimum: 1 }, endLine: { type: 'integer', minimum: 1 }, endColumn: { type: 'integer', minimum: 1 } }, required: ['startLine'], additionalProperties: false };
  const artifact = { type: 'object', properties: { uri: { type: 'string', pattern: "^[A-Za-z0-9._~!$&'()*+;=@%/-]+$" } }, required: ['uri'], additionalProperties: false };
  const location = { type: 'object', properties: { id: { type: 'integer', minimum: -1 }, physicalLocation: { type: 'object', properties: { artifactLocation: artifact, region }, required: ['artifactLocation'], additionalProperties: false }, message: text }, additionalProperties: false };
  const list = (items: object) => ({ type: 'array', items });
  const schema = {
    type: 'object', required: ['version', 'runs'], additionalProperties: false,
    properties: {
      $schema: { type: 'string' }, version: { const: '2.1.0' },
      runs: list({
        type: 'object', required: ['tool'], additionalProperties: false,
        properties: {
          tool: { type: 'object', required: ['driver'], additionalProperties: false, properties: { driver: {
            type: 'object', required: ['name'], additionalProperties: false,
            properties: { name: { type: 'string' }, version: { type: 'string' }, semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' }, informationUri: { type: 'string' }, rules: list({
              type: 'object', required: ['id'], additionalProperties: false,
              properties: { id: { type: 'string' }, name: { type: 'string' }, shortDescription: text, fullDescription: text, help: text, helpUri: { type: 'string' }, defaultConfiguration: { type: 'object', properties: { level: { enum: ['none', 'note', 'warning', 'error'] } }, additionalProperties: false }, properties: { type: 'object' } },
            }) },
          } } },
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] }, invocations: list({ type: 'object', required: ['executionSuccessful'] }),
          results: list({
            type: 'object', required: ['message'], additionalProperties: false,
            properties: {
              ruleId: { type: 'string' }, ruleIndex: { type: 'integer', minimum: 0 }, level: { enum: ['none', 'note', 'warning', 'error'] }, message: text, locations: list(location), relatedLocations: list(location),
              fixes: list({ type: 'object', required: ['artifactChanges'], additionalProperties: false, properties: { description: text, artifactChanges: { ...list({ type: 'object', required: ['artifactLocation', 'replacements'], additionalProperties: false, properties: { artifactLocation: artifact, replacements: { ...list({ type: 'object', required: ['deletedRegion'], additionalProperties: false, properties: { deletedRegion: region, insertedContent: { type: 'object', properties: { text: { type: 'string' } }, additionalProperties: false } } }), minItems: 1 } } }), minItems: 1 } } }),
              suppressions: list({ type: 'object', required: ['kind'], additionalProperties: false, properties: { kind: { enum: ['inSource', 'external'] } } }),
              partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } }, properties: { type: 'object' },
            },
          }),
        },
      }),
    },
  };
  const valid = new Ajv({ strict: false }).compile(schema);
  interface Log { runs: { tool: { driver: { rules: { id: string; help: { text: string } }[] } }; results: Record<string, unknown>[] }[] }

  test('rules with help, places, fixes, fingerprints', async () => {
    const log = JSON.parse(await render('sarif', pair)) as Log;
    expect([valid(log), valid.errors]).toEqual([true, null]);
    expect(log.runs[0]!.tool.driver.rules).toMatchObject([{ id: 'pair/vrid-mismatch', name: 'PairVridMismatch', help: { text: 'Nodes use `one` number.\n\nThey do not hear each other.\n\nvirtual_router_id 51' } }]);
    expect(log.runs[0]!.tool.driver.rules[0]).not.toHaveProperty('helpUri');
    expect(log.runs[0]!.results).toMatchObject([{
      ruleId: 'pair/vrid-mismatch', ruleIndex: 0, level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'lb1.conf' }, region: { startLine: 4, startColumn: 5, endLine: 4, endColumn: 25 } } }],
      relatedLocations: [{ id: 0, physicalLocation: { artifactLocation: { uri: 'dir/lb2.conf' }, region: { startLine: 3, startColumn: 20 } } }],
      fixes: [{ description: { text: 'Write 51' }, artifactChanges: [{ replacements: [{ deletedRegion: { startLine: 4, startColumn: 23, endLine: 4, endColumn: 25 }, insertedContent: { text: '51' } }] }] }],
    }]);
  });

  test('suppressed findings say how they are suppressed', async () => {
    const known = finding(lb1, 'state', { severity: 'info' });
    const log = JSON.parse(await render('sarif', result({ ...file(lb1), suppressed: [mismatch, known] }), { baselined: new Set([known]) })) as Log;
    expect(valid(log)).toBe(true);
    expect(log.runs[0]!.results.map(({ suppressions }) => suppressions)).toEqual([[{ kind: 'inSource' }], [{ kind: 'external' }]]);
  });

  test('hostile text and names', async () => {
    const log = JSON.parse(await render('sarif', hostile)) as Log;
    expect([valid(log), valid.errors]).toEqual([true, null]);
    expect(log.runs[0]!.results).toMatchObject([{ locations: [{ physicalLocation: { artifactLocation: { uri: 'a%26b%22%3Cc%3E%2C%3A%25.conf' } } }] }]);
  });

  test('fingerprints survive a move of lines and tell equal findings apart', async () => {
    const names = async (...files: LintedFile[]) => (JSON.parse(await render('sarif', result(...files))) as Log).runs[0]!.results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
    const moved = document('lb1.conf', `# new\n\n${lb1.text}`);
    expect(await names(file(lb1, finding(lb1, 'state')))).toEqual(await names(file(moved, finding(moved, 'state'))));
    expect(new Set(await names(file(lb1, finding(lb1, 'state'), finding(lb1, 'state'), finding(lb1, 'interface')))).size).toBe(3);
  });
});

test('github annotations are one line each and escaped', async () => {
  expect(await render('github', pair)).toBe('::error file=lb1.conf,line=4,endLine=4,col=5,endColumn=25,title=pair/vrid-mismatch::The number is 52 here and 51 there.%0Adir/lb2.conf:3: It is 51 here.\n');
  const lines = (await render('github', hostile)).split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^::error file=a&b"<c>%2C%3A%25\.conf,line=1,/);
  expect(lines[0]).toContain('%0D%0A::error::x %250A');
  expect(await render('github', result(file(lb1, finding(lb1, 'state', { severity: 'info' }))))).toMatch(/^::notice /);
});

test('gitlab issues have unique fingerprints', async () => {
  const issues = JSON.parse(await render('gitlab', result(file(lb1, finding(lb1, 'state', { severity: 'warning' }), finding(lb1, 'state', { severity: 'warning' }))))) as { fingerprint: string }[];
  expect(issues).toMatchObject([{ description: 'The number is 52 here and 51 there.', check_name: 'pair/vrid-mismatch', severity: 'minor', location: { path: 'lb1.conf', lines: { begin: 2, end: 2 } } }, {}]);
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  expect(await render('gitlab', result(file(lb1)))).toBe('[]\n');
});

test('rdjson counts columns in bytes', async () => {
  const wide = document('w.conf', 'router_id "负载" extra\n');
  const edit = { path: 'w.conf', start: wide.text.indexOf('extra'), end: wide.text.indexOf('extra') + 5, text: '' };
  const report = JSON.parse(await render('rdjson', result(file(wide, finding(wide, 'extra', { fix: { title: 'x', safe: true, edits: [edit] } }))))) as unknown;
  const range = { start: { line: 1, column: 20 }, end: { line: 1, column: 25 } };
  expect(report).toEqual({
    source: { name: 'kalint' },
    diagnostics: [{ message: 'The number is 52 here and 51 there.', location: { path: 'w.conf', range }, severity: 'ERROR', code: { value: 'pair/vrid-mismatch' }, suggestions: [{ range, text: '' }] }],
  });
});

describe('xml', () => {
  interface Element { name: string; attributes: Record<string, string>; children: Element[]; text: string }

  /** A strict reader of the part of XML that is written here: anything else throws. */
  function readXml(source: string): Element {
    const body = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
    if (body === source) throw new Error('no declaration');
    if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(body)) throw new Error('a character that XML forbids');
    const plain = (text: string): string => {
      if (/[<]|&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(text)) throw new Error(`not escaped: ${text}`);
      return text.replace(/&(amp|lt|gt|quot|apos|#\d+);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? String.fromCharCode(Number(name.slice(1))));
    };
    const stack: Element[] = [{ name: '', attributes: {}, children: [], text: '' }];
    let at = 0;
    for (const tag of body.matchAll(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g)) {
      stack.at(-1)!.text += plain(body.slice(at, tag.index));
      at = tag.index + tag[0].length;
      if (tag[1] === '/') {
        if (stack.pop()!.name !== tag[2]) throw new Error(`</${tag[2]}> closes nothing`);
        continue;
      }
      const element: Element = { name: tag[2]!, attributes: Object.fromEntries([...tag[3]!.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [name, plain(value!)])), children: [], text: '' };
      stack.at(-1)!.children.push(element);
      if (tag[4] !== '/') stack.push(element);
    }
    if (stack.length !== 1 || body.slice(at).trim() !== '') throw new Error('not closed');
    return stack[0]!.children[0]!;
  }

  test('checkstyle', async () => {
    const root = readXml(await render('checkstyle', pair));
    expect([root.name, root.children.map(({ attributes }) => attributes.name)]).toEqual(['checkstyle', ['lb1.conf', 'dir/lb2.conf']]);
    expect(root.children[0]!.children[0]!.attributes).toEqual({ line: '4', column: '5', severity: 'error', message: 'The number is 52 here and 51 there.', source: 'kalint.pair/vrid-mismatch' });
    const strange = readXml(await render('checkstyle', hostile));
    expect(strange.children[0]!.attributes.name).toBe('a&b"<c>,:%.conf');
    expect(strange.children[0]!.children[0]!.attributes.message).toBe('it says <"\'&>\ufffd[2J\r\n::error::x %0A ]]> \ufffd \ufffd');
  });

  test('junit: errors fail, the rest passes, and the figures agree', async () => {
    const root = readXml(await render('junit', result(file(lb1, mismatch, finding(lb1, 'state', { severity: 'warning' })), file(lb2))));
    expect(root.attributes).toEqual({ name: 'kalint', tests: '3', failures: '1', errors: '0' });
    expect(root.children.map(({ attributes, children }) => [attributes.name, attributes.tests, attributes.failures, children.length])).toEqual([['lb1.conf', '2', '1', 2], ['dir/lb2.conf', '1', '0', 1]]);
    expect(root.children[0]!.children.map(({ children }) => children[0]!.name)).toEqual(['failure', 'system-out']);
    readXml(await render('junit', hostile));
  });
});
