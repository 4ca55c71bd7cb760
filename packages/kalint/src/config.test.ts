import Ajv from 'ajv';
import { parseConfig } from './config.ts';
import { configSchema } from './config/schema.ts';
import { defineRule } from './rule.ts';

const rules = [
  defineRule({ id: 'pair/vrid-mismatch', scope: 'cluster', severity: 'error', tier: 1, summary: 'One number.', details: '', messages: { default: 'x' }, keepalived: 'no', check: () => [] }),
  defineRule({
    id: 'vrrp/advert-slow', scope: 'configuration', severity: 'info', tier: 2, summary: 'Fast.', details: '', messages: { default: 'x' }, keepalived: 'no', check: () => [],
    options: { seconds: { type: 'number', default: 10, description: 'Longest interval.' }, names: { type: 'array', default: [], description: 'Exceptions.' } },
  }),
];
const read = async (text: string, name = '.kalintrc.json') => {
  const result = await parseConfig(text, name, rules);
  if (!result || !('config' in result)) throw new Error(JSON.stringify(result));
  return result.config;
};
const errors = async (text: string, name = '.kalintrc.json') => {
  const result = await parseConfig(text, name, rules);
  return result && 'errors' in result ? result.errors.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
};

test('JSON with comments and trailing commas', async () => {
  const config = await read(`\uFEFF{
    // where it begins
    "preset": "strict",
    "rules": { "pair/vrid-mismatch": "off", "vrrp/advert-slow": ["warning", { "seconds": 5, "names": ["a"] }], },
    "target": "2.2.7",
    "files": ["nodes/*.conf"], "ignore": ["old/**"],
    "clusters": { "edge": ["a.conf", "b.conf"] },
    "overrides": [{ "files": "old/*", "rules": { "pair/vrid-mismatch": "info" }, "target": "1.3.5" }],
    "paths": { "/etc/keepalived": "./files" }, "includeCheck": true, "allowIncludeOutside": true,
    "template": "erb", "locale": "zh-CN", "hostRoot": "/", "baseline": "known.json",
  }`);
  expect(config).toMatchObject({
    preset: 'strict', target: 2_002_007, files: ['nodes/*.conf'], ignore: ['old/**'], clusters: [{ name: 'edge', members: ['a.conf', 'b.conf'] }],
    includeCheck: true, allowIncludeOutside: true, template: 'erb', locale: 'zh-CN', hostRoot: '/', baseline: 'known.json',
  });
  expect([...config.severities]).toEqual([['pair/vrid-mismatch', 'off'], ['vrrp/advert-slow', 'warning']]);
  expect(config.options.get('vrrp/advert-slow')).toEqual({ seconds: 5, names: ['a'] });
  expect(config.overrides).toMatchObject([{ files: ['old/*'], target: 1_003_005 }]);
  expect([...config.paths]).toEqual([['/etc/keepalived', './files']]);
});

test('YAML says the same', async () => {
  const config = await read('preset: all\nrules:\n  pair/vrid-mismatch: &s "off"\n  vrrp/advert-slow: [*s, {seconds: 3}]\nfiles: [a.conf]\n', '.kalintrc.yaml');
  expect([...config.severities]).toEqual([['pair/vrid-mismatch', 'off'], ['vrrp/advert-slow', 'off']]);
  expect(config.preset).toBe('all');
});

test('the configuration in package.json', async () => {
  expect((await read('{"name": "x", "kalint": {"preset": "all"}}', 'package.json')).preset).toBe('all');
  expect(await parseConfig('{"name": "x"}', 'package.json', rules)).toBeUndefined();
  expect(await errors('{\n"kalint": {"presets": "all"}}', 'package.json')).toEqual(['2:12 unknown key "presets"; did you mean "preset"?']);
});

test('an empty file is an empty configuration', async () => {
  expect((await read('')).files).toEqual([]);
  expect((await read('# nothing\n', '.kalintrc.yaml')).files).toEqual([]);
});

test.each([
  ['{"rule": {}}', '1:2 unknown key "rule"; did you mean "rules"?'],
  ['{"rules": {"pair/vrid-mismach": "off"}}', '1:12 unknown rule "pair/vrid-mismach"; did you mean "pair/vrid-mismatch"?'],
  ['{"rules": {"vrid-mismatch": "off"}}', '1:12 unknown rule "vrid-mismatch"; did you mean "pair/vrid-mismatch"?'],
  ['{"rules": {"pair/vrid-mismatch": "warn"}}', '1:34 "rules.pair/vrid-mismatch" has to be one of off, info, warning, error, not "warn"'],
  ['{"rules": {"pair/vrid-mismatch": 2}}', '1:34 "rules.pair/vrid-mismatch" has to be one of off, info, warning, error or a list, not number 2'],
  ['{"rules": {"vrrp/advert-slow": ["info", {"second": 1}]}}', '1:42 unknown key "second"; did you mean "seconds"?'],
  ['{"rules": {"vrrp/advert-slow": ["info", {"seconds": "1"}]}}', '1:53 "rules.vrrp/advert-slow[1].seconds" has to be a number, not string "1"'],
  ['{"rules": {"pair/vrid-mismatch": ["info", {}]}}', '1:34 "rules.pair/vrid-mismatch" has 2 parts, and at most 1 are possible'],
  ['{"overrides": [{"rules": {}}]}', '1:16 "files" is missing in "overrides[0]"'],
  ['{"target": "2.2"', '1:17 a } is missing'],
  ['{"target": "9.9.9"}', '1:12 keepalived 9.9.9 is not known; versions from 1.2.0 to 2.4.3 are'],
  ['{"target": "new"}', '1:12 "target" cannot be "new"'],
  ['{"files": "a", "files": []}', '1:11 "files" has to be a list, not string "a"'],
  ['{"files": [], "files": []}', '1:15 "files" is given twice'],
  ['[]', '1:1 the configuration has to be an object, not a list'],
  ['{"__proto__": {"polluted": 1}}', '1:2 unknown key "__proto__"'],
  ['{"constructor": 1}', '1:2 unknown key "constructor"'],
])('%s: %s', async (text, expected) => {
  expect((await errors(text))[0]).toBe(expected);
});

test('broken YAML names its place', async () => {
  expect((await errors('preset: all\nrules: [\n', '.kalintrc.yaml'))[0]).toMatch(/^\d+:\d+ /);
  expect(await errors('preset: !!js/function x\n', '.kalintrc.yaml')).toHaveLength(1);
});

test.each(['.kalintrc.yaml', '.kalintrc.json'])('%s nested without end is refused in words', async (name) => {
  expect((await errors(`${'['.repeat(20_000)}${']'.repeat(20_000)}`, name))[0]).toMatch(/^\d+:\d+ nested (?:too deeply|more than \d+ levels)$/);
});

test('nothing reaches the prototype of objects', async () => {
  await errors('{"rules": {"__proto__": {"polluted": true}}, "paths": {"__proto__": {"polluted": true}}}');
  const config = await read('{"paths": {"__proto__": "x"}, "clusters": {"__proto__": ["a"]}}');
  expect(config.paths.get('__proto__')).toBe('x');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('an alias bomb is refused quickly', async () => {
  const bomb = `a: &a [x, x]\n${'bcdefghij'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(', ')}]`).join('\n')}\n`;
  expect((await errors(bomb, '.kalintrc.yaml')).length).toBeGreaterThan(0);
});

test('the published schema is valid and agrees with the validator', async () => {
  const check = new Ajv({ strict: true, strictTuples: false }).compile(configSchema(rules));
  for (const text of ['{}', '{"preset": "strict"}', '{"rules": {"vrrp/advert-slow": ["off"]}}', '{"preset": "strictly"}', '{"rules": {"x/y": "off"}}', '{"rules": {"vrrp/advert-slow": ["off", {"seconds": "a"}]}}', '{"overrides": [{}]}', '{"clusters": {"a": []}}']) {
    expect([text, check(JSON.parse(text))]).toEqual([text, (await errors(text)).length === 0]);
  }
});

test('a key that is given twice in YAML', async () => {
  expect(await errors('preset: all\nfiles: []\npreset: all\n', '.kalintrc.yaml')).toEqual(['3:1 the same key twice']);
});

// Comparing each key with each, or counting the lines before each, would take minutes.
test.each([['.kalintrc.json', (keys: readonly string[]) => `{\n${keys.map((key) => `"${key}": 1`).join(',\n')}\n}\n`], ['.kalintrc.yaml', (keys: readonly string[]) => keys.map((key) => `${key}: 1\n`).join('')]])('keys by the hundred thousand in %s', async (name, write) => {
  const keys = Array.from({ length: 150_000 }, (_, index) => `key${index}`);
  expect(await errors(write(keys), name)).toHaveLength(keys.length);
});
