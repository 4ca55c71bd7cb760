import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { blocksModule } from '../../../scripts/generate/blocks.ts';
import { ebnf } from '../../../scripts/generate/ebnf.ts';
import { readGrammar } from '../../../scripts/generate/grammar.ts';
import { jsonSchema } from '../../../scripts/generate/json-schema.ts';
import { keywordsModule } from '../../../scripts/generate/keywords.ts';
import { keywordPages } from '../../../scripts/generate/pages.ts';
import { textMateGrammar } from '../../../scripts/generate/textmate.ts';
import { type Keyword, contexts, keywordsOf, parseSignature } from './index.ts';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(project, 'grammar');
const grammar = readGrammar(folder);
const json = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as Record<string, unknown>;
const all: readonly Keyword[] = contexts.flatMap((path) => [...keywordsOf(path)]);

describe('the files of grammar/keywords', () => {
  const validate = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).compile(json('keyword.schema.json'));

  it.each([...grammar.files])('%s follows keyword.schema.json', (_, file) => {
    validate(file);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('the schema refuses what it does not know', () => {
    expect(validate({ block: 'x', inherit: { process: ['vrrp'] }, keywords: { a: { doc: 'Long enough to be one.', sinse: '1.0.0' } } })).toBe(false);
    expect(validate({ block: 'x', inherit: { process: ['vrrp'] }, keywords: { a: { since: '1.0' } } })).toBe(false);
    expect(validate({ block: 'x', mixin: 'y', keywords: {} })).toBe(false);
  });

  it('every file is used', () => {
    const used = new Set([...grammar.files.values()].flatMap((file) => file.use ?? []));
    const mixins = [...grammar.files.values()].flatMap((file) => file.mixin ?? []);
    expect(mixins.filter((name) => !used.has(name))).toEqual([]);
    const text = [...grammar.files.values()].map((file) => JSON.stringify(file)).join('\n');
    const fragments = [...grammar.files.values()].flatMap((file) => Object.keys(file.fragments ?? {}));
    expect(fragments.filter((name) => !new RegExp(`\\$${name}(?![\\w-])`).test(text))).toEqual([]);
  });

  it('explains every build option, and only those', () => {
    const used = new Set(all.flatMap((keyword) => keyword.build.flatMap((names) => names.split(' | '))));
    const known = grammar.buildOptions.map((option) => option.name);
    expect([...used].filter((name) => !known.includes(name))).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
  });
});

describe('every keyword', () => {
  it.each(all.map((keyword): [string, Keyword] => [keyword.path, keyword]))('%s has a doc and sound facts', (_, keyword) => {
    expect(keyword.doc).toMatch(/^[A-Z\d`].{13,}[.?]$/s);
    expect(keyword.doc.length).toBeLessThanOrEqual(320);
    expect(() => parseSignature(keyword.notation)).not.toThrow();
    expect(keyword.items !== undefined).toBe(keyword.kind === 'list');
    expect(keyword.processes.length).toBeGreaterThan(0);
    if (keyword.until !== undefined && keyword.since !== undefined) expect(keyword.until).toBeGreaterThanOrEqual(keyword.since);
    if (keyword.deprecated?.since !== undefined && keyword.since !== undefined) expect(keyword.deprecated.since).toBeGreaterThanOrEqual(keyword.since);
    if (keyword.deprecated?.use?.match(/^\w+$/)) expect(all.map((other) => other.name)).toContain(keyword.deprecated.use);
  });

  it('blocks have keywords, and nothing else has', () => {
    const blocks = all.filter((keyword) => keyword.kind === 'block').map((keyword) => keyword.path);
    expect(contexts.filter((path) => path !== '' && path !== '*').sort()).toEqual(blocks.sort());
  });

  it('references lead to blocks that define such names', () => {
    const notations = all.flatMap((keyword) => [keyword.notation, keyword.itemNotation ?? '']).join(' ');
    const names = (role: string) => new Set([...notations.matchAll(new RegExp(`${role} (\\w+)`, 'g'))].map(([, name]) => name ?? ''));
    expect([...names('<(?:\\w+:)?ref')].filter((name) => !names('<def').has(name))).toEqual([]);
  });
});

describe('what is generated', () => {
  const file = (path: string) => readFileSync(join(project, path), 'utf8');

  it.each([
    ['packages/schema/src/generated/keywords.ts', keywordsModule],
    ['packages/schema/src/generated/blocks.ts', blocksModule],
    ['grammar/keepalived.tmLanguage.json', textMateGrammar],
    ['grammar/keepalived.schema.json', jsonSchema],
    ['grammar/keepalived.ebnf', ebnf],
  ])('%s equals its regeneration', (path, make) => {
    expect(make(grammar) === file(path)).toBe(true);
  });

  it('the keyword pages equal their regeneration', () => {
    const pages = keywordPages(grammar);
    expect(readdirSync(join(project, 'docs/keywords')).sort()).toEqual([...pages.keys()].sort());
    for (const [name, text] of pages) expect([name, text === file(join('docs/keywords', name))]).toEqual([name, true]);
  });

  it('the JSON Schema describes a tree of blocks', () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true, logger: false }).compile(json('keepalived.schema.json'));
    const instance = (args: object) => [
      {
        keyword: 'vrrp_instance',
        args: { name: 'VI_1' },
        body: [
          { keyword: 'interface', args: { value: 'eth0' } },
          { keyword: 'virtual_router_id', args: { value: 51 } },
          { keyword: 'priority', args },
          { keyword: 'virtual_ipaddress', args: {}, items: [{ address: '192.0.2.1/24', dev: 'eth0' }] },
        ],
      },
    ];
    expect(validate(instance({ value: 100 }))).toBe(true);
    expect(validate(instance({ value: 256 }))).toBe(false);
    expect(validate(instance({ valeu: 100 }))).toBe(false);
    expect(validate([{ keyword: 'vrrp_instance', args: { name: 'VI_1' }, body: [] }])).toBe(false);
    expect(validate([{ keyword: 'vrrp_instence', args: {} }])).toBe(false);
  });

  it('the EBNF defines every symbol that it uses', () => {
    const text = readFileSync(join(folder, 'keepalived.ebnf'), 'utf8').replace(/\(\*[\s\S]*?\*\)/g, '').replace(/\?[^?]*\?/g, '').replace(/"[^"]*"|'[^']*'/g, '');
    const defined = new Set([...text.matchAll(/^([\w-]+) =/gm)].map(([, name]) => name));
    const used = new Set(text.match(/[A-Za-z_][\w-]*/g));
    expect([...used].filter((name) => !defined.has(name))).toEqual([]);
    const count = (mark: string) => text.split(mark).length;
    for (const [open, close] of [['(', ')'], ['[', ']'], ['{', '}']] as const) expect(count(open)).toBe(count(close));
  });
});
