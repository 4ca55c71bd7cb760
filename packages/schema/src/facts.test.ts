import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readGrammar } from '../../../scripts/generate/grammar.ts';
import {
  type EnumPart, type Keyword, type LiteralPart, type Part, type ValuePart, contexts, keywordsOf, lookup, match, newest, parseVersion,
} from './index.ts';

/*
 * Compares the vocabulary with an independent inventory of keepalived's keywords, where it is at hand.
 * Both sides are brought to lists of "leaves" (one value, enumeration or option word each, with the option it stands in),
 * so that nothing can be missing, different or invented, however the notation groups it.
 */
const inventory = fileURLToPath(new URL('../../../../shared/language/keywords.json', import.meta.url));
const present = existsSync(inventory);
const whenPresent = present ? describe : describe.skip;

interface Arg {
  name: string;
  type: string;
  required: boolean;
  min?: number;
  max?: number | null;
  maxExact?: string;
  decimals?: number;
  unit?: string;
  values?: (string | number)[];
  valuesSince?: Record<string, string>;
  caseInsensitive?: boolean;
  maxLength?: number;
  minLength?: number;
  minOctets?: number;
  maxOctets?: number;
  enforced?: boolean;
  repeatable?: boolean;
  omitted?: unknown;
  default?: unknown;
  wildcard?: string;
  special?: string[];
  prefixWords?: string[];
  options?: Option[];
  variants?: Variant[];
}
interface Option {
  keyword: string | null;
  args?: Arg[];
  aliases?: string[];
  aliasesSince?: Record<string, string>;
  since?: string;
  deprecated?: boolean;
  replacedBy?: string;
}
interface Variant {
  keyword?: string;
  args?: Arg[];
  since?: string;
}
interface Fact {
  context: string[];
  keyword: string;
  kind: string;
  args: Arg[];
  items?: { args?: Arg[]; variants?: Variant[] };
  since: string;
  until?: string;
  repeat: string;
  missingArg?: string;
  extraArgs?: string;
  required: boolean;
  deprecated: boolean;
  aliasOf?: string;
  process: string[];
  build: string[];
  handler?: string;
  observed?: { missing?: number; extra?: number };
}

const facts = present ? (JSON.parse(readFileSync(inventory, 'utf8')) as { keywords: Fact[]; removed: Fact[]; ancientRemoved: Fact[] }) : undefined;
const version = (text: string) => parseVersion(text) ?? 0;
const pathOf = (fact: Fact) => (fact.context[0] === '*' ? '*' : fact.context.join('.'));
const find = (fact: Fact): Keyword | undefined => lookup(pathOf(fact), fact.keyword);

// --- leaves of the inventory ---------------------------------------------------------------------------------------

/** Words of iproute2 whose notation has a type of its own, and names that only the host knows. */
const ownType: Record<string, string> = {
  'LABEL[/LABEL]...': 'mpls-labels', 'X:X:X:X (four hex groups)': 'ila-locator', 'REALM[/REALM]': 'realms', 'MARK[/MASK]': 'mark/mask',
  'UID-UID': 'uid-range', 'PORT-PORT': 'port-range',
};
const hostNames = new Set(['dsfield', 'group', 'ipproto']);

function typeOfFact(arg: Arg & { pattern?: string }, where: Where): string {
  if (arg.pattern !== undefined && ownType[arg.pattern] !== undefined) return ownType[arg.pattern] ?? '';
  if (arg.name === 'secret') return 'secret';
  if (arg.type === 'duration-seconds') return 'seconds';
  if (arg.type === 'identifier') return where.choice && where.at !== '' && hostNames.has(arg.name) ? 'routing-name' : 'name';
  return arg.type;
}

interface Where {
  at: string;
  floor: number;
  optional: boolean;
  many: boolean;
  choice: boolean;
}

const mark = (since: string | undefined, floor: number) => (since !== undefined && version(since) > floor ? `@${since.replace('v', '')}` : '');

function word(text: string, since: string | undefined, floor: number): string {
  return text + mark(since, floor);
}

function leavesOfArg(arg: Arg, where: Where): string[] {
  const inner = { ...where, optional: where.optional || !arg.required, many: where.many || arg.repeatable === true };
  if (arg.type === 'options') return (arg.options ?? []).flatMap((option) => leavesOfOption(option, { ...where, choice: false, many: where.many }));
  if (arg.type === 'oneOf') {
    return (arg.variants ?? []).flatMap((variant) => {
      const floor = Math.max(inner.floor, variant.since === undefined ? 0 : version(variant.since));
      const words = variant.keyword === undefined ? [] : [`${where.at} word ${word(variant.keyword, variant.since, inner.floor)}`];
      return [...words, ...(variant.args ?? []).flatMap((each) => leavesOfArg(each, { ...inner, floor, choice: true }))];
    });
  }
  const prefix = (arg.prefixWords ?? []).length > 0 ? [`${where.at} enum ${(arg.prefixWords ?? []).join('|')}`] : [];
  const special = (arg.special ?? []).length > 0 ? [`${where.at} enum ${(arg.special ?? []).join('|')}`] : [];
  const count = inner.many ? ' many' : '';
  if (arg.type === 'enum') {
    const values = (arg.values ?? []).map((value) => word(String(value), arg.valuesSince?.[String(value)], where.floor));
    return [`${where.at} enum ${values.join('|')}${arg.caseInsensitive ? ' nocase' : ''}${count}`];
  }
  const fields = [
    arg.min === undefined ? '' : `${arg.maxExact ?? arg.min === 0 ? '' : ''}${String(arg.min)}..${arg.max === null || arg.max === undefined ? '' : (arg.maxExact ?? String(arg.max))}`,
    arg.decimals === undefined ? '' : `decimals ${String(arg.decimals)}`,
    arg.unit ?? '',
    arg.maxLength === undefined && arg.maxOctets === undefined ? '' : `max ${String(arg.maxLength ?? arg.maxOctets)}`,
    arg.minLength === undefined && arg.minOctets === undefined ? '' : `min ${String(arg.minLength ?? arg.minOctets)}`,
    arg.enforced === false ? 'unchecked' : '',
    arg.wildcard === undefined ? '' : 'wildcard',
    arg.type === 'bool' || arg.omitted === undefined ? '' : `omitted ${String(arg.omitted)}`,
  ].filter((field) => field !== '');
  return [...prefix, ...special, `${where.at} ${typeOfFact(arg, where)} ${fields.join(' ')}${count}`.trim()];
}

function leavesOfOption(option: Option, where: Where): string[] {
  if (option.keyword === null) return (option.args ?? []).flatMap((arg) => leavesOfArg(arg, where));
  // "to" only announces the destination or the address that follows it.
  if (option.keyword === 'to' && option.args?.[0]?.name === 'destination') return [`${where.at} word to`];
  const own = `${where.at} option ${word(option.keyword, option.since, where.floor)}`;
  const floor = Math.max(where.floor, option.since === undefined ? 0 : version(option.since));
  const aliases = (option.aliases ?? []).map((alias) => `/${word(alias, option.aliasesSince?.[alias], floor)}`).join('');
  const deprecated = option.deprecated === true ? ` not ${option.replacedBy ?? ''}` : '';
  const at = where.at === '' ? option.keyword : `${where.at}.${option.keyword}`;
  return [own + aliases + deprecated, ...(option.args ?? []).flatMap((arg) => leavesOfArg(arg, { ...where, at, floor, many: false }))];
}

// --- leaves of the vocabulary --------------------------------------------------------------------------------------

const sinceOf = (part: LiteralPart, floor: number) => part.text + (part.since !== undefined && part.since > floor ? `@${formatted(part.since)}` : '');
const formatted = (since: number) => `${String(Math.floor(since / 1e6))}.${String(Math.floor(since / 1e3) % 1e3)}.${String(since % 1e3)}`;

function leafOfValue(part: ValuePart, where: Where): string {
  const type = part.symbol !== undefined || part.type === 'identifier' ? 'name' : part.type;
  const fields = [
    part.min === undefined ? '' : `${String(part.min === 1e-6 ? '0.000001' : part.min)}..${part.max === undefined ? '' : (part.exactMax ?? String(part.max))}`,
    part.decimals === undefined ? '' : `decimals ${String(part.decimals)}`,
    part.unit ?? '',
    part.maxLength === undefined ? '' : `max ${String(part.maxLength)}`,
    part.minLength === undefined ? '' : `min ${String(part.minLength)}`,
    part.enforced ? '' : 'unchecked',
    part.wildcard ? 'wildcard' : '',
    part.type === 'bool' || part.omitted === undefined ? '' : `omitted ${String(part.omitted)}`,
  ].filter((field) => field !== '');
  return `${where.at} ${type} ${fields.join(' ')}${where.many ? ' many' : ''}`.trim();
}

function leafOfEnum(part: EnumPart, where: Where): string {
  return `${where.at} enum ${part.values.map((value) => sinceOf(value, where.floor)).join('|')}${part.caseInsensitive ? ' nocase' : ''}${where.many ? ' many' : ''}`;
}

function leavesOfPart(part: Part, where: Where): string[] {
  switch (part.kind) {
    case 'value':
      return [leafOfValue(part, where)];
    case 'enum':
      return [leafOfEnum(part, where)];
    case 'literal':
      return [`${where.at} word ${sinceOf(part, where.floor)}`];
    case 'optional':
      return leavesOfPart(part.part, { ...where, optional: true });
    case 'repeat':
      return leavesOfPart(part.part, { ...where, many: true });
    case 'sequence': {
      const first = part.parts[0];
      const floor = first?.kind === 'literal' && first.since !== undefined ? Math.max(where.floor, first.since) : where.floor;
      return part.parts.flatMap((each) => leavesOfPart(each, each === first ? where : { ...where, floor }));
    }
    case 'choice':
      return part.parts.flatMap((each) => leavesOfPart(each, { ...where, choice: true }));
    case 'options':
      return [...part.others, ...part.options].flatMap((each) => leavesOfPart(each, { ...where, choice: false, many: where.many }));
    case 'option': {
      const floor = Math.max(where.floor, part.word.since ?? 0);
      const aliases = part.aliases.map((alias) => `/${sinceOf(alias, floor)}`).join('');
      const deprecated = part.word.deprecated === undefined ? '' : ` not ${part.word.deprecated}`;
      const at = where.at === '' ? part.word.text : `${where.at}.${part.word.text}`;
      return [`${where.at} option ${sinceOf(part.word, where.floor)}${aliases}${deprecated}`, ...leavesOfPart(part.args, { ...where, at, floor, many: false })];
    }
  }
}

/** What both sides say in their own way, brought to one. */
function normal(leaves: string[]): string[] {
  return leaves
    .map((leaf) => leaf.trim().replace('18446744073709552000', '18446744073709551615').replace('0.000001', '1e-6'))
    // One word with a fixed text is a word, whether the inventory calls it an enumeration or not.
    .map((leaf) => leaf.replace(/ enum lock(@\S+)?$/, ' word lock').replace(/ word lock(@\S+)?$/, ' word lock').replace(/enum forever$/, 'word forever'))
    .sort();
}

const start = (floor: number): Where => ({ at: '', floor, optional: false, many: false, choice: false });

/** Where the notation says more than the inventory's structure does; everything listed here is explained. */
const anyOrder = (leaves: string[]) => leaves.map((leaf) => leaf.replace(/^(seconds|integer)(.*)$/, '$1$2 many').replace(/option (all|overwrite)$/, 'word $1'));
const explained: Record<string, (leaves: string[]) => string[]> = {
  // The old form names the instance without "inst".
  lvs_sync_daemon: (leaves) => leaves.filter((leaf) => leaf.trim() !== 'name'),
  // Each word at most once, in any order, rather than any number of either.
  vrrp_garp_extra_if: (leaves) => anyOrder(leaves.map((leaf) => leaf.trim())),
  vrrp_vmac_garp_intvl: (leaves) => anyOrder(leaves.map((leaf) => leaf.trim())),
  garp_extra_if: (leaves) => anyOrder(leaves.map((leaf) => leaf.trim())),
  vmac_garp_intvl: (leaves) => anyOrder(leaves.map((leaf) => leaf.trim())),
  init_file: (leaves) => anyOrder(leaves.map((leaf) => leaf.trim())),
  // A number stands alone.
  umask: (leaves) => leaves.map((leaf) => leaf.replace('0..511', '0..511 many')),
  // A remark says that a size is read from the first word only, and that it excludes the other two.
  vrrp_rx_bufs_policy: (leaves) => leaves.map((leaf) => leaf.replace('0..4294967295', '0..4294967295 many')),
  // A remark says that the length is not checked.
  default_interface: (leaves) => leaves.map((leaf) => leaf.replace(' unchecked', '')),
  // Remarks say that "to" may follow "as", and that the type may be a number.
  static_routes: (leaves) => leaves.filter((leaf) => !/as word to$|^ ?integer 0\.\.255$/.test(leaf)),
  virtual_routes: (leaves) => leaves.filter((leaf) => !/as word to$|^ ?integer 0\.\.255$/.test(leaf)),
};
const explain = (fact: Fact, leaves: string[]) => (explained[fact.keyword] ?? ((same: string[]) => same))(leaves);

const itemWords: Record<string, string> = { weight: 'word' };

function factItems(fact: Fact): string[] {
  const floor = version(fact.since);
  const variants = fact.items?.variants;
  if (variants) return leavesOfArg({ name: '', type: 'oneOf', required: true, variants }, start(floor));
  const leaves = (fact.items?.args ?? []).flatMap((arg) => leavesOfArg(arg, start(floor)));
  // "weight" in the lists of things to track is written as an optional word, not as an option.
  if (!fact.keyword.startsWith('track_')) return leaves;
  return leaves.map((leaf) => leaf.replace(/^ option (\w+)$/, (_, name: string) => ` ${itemWords[name] ?? 'option'} ${name}`).replace(/^weight /, ''));
}

whenPresent('every keyword of the inventory', () => {
  const all = facts?.keywords ?? [];
  const rows = all.map((fact): [string, Fact] => [`${pathOf(fact)} ${fact.keyword}`, fact]);

  it('is in the vocabulary, and nothing else is', () => {
    const gone = [...(facts?.removed ?? []), ...(facts?.ancientRemoved ?? [])].map((fact) => `${pathOf(fact)} ${fact.keyword}`);
    const known = contexts.flatMap((path) => keywordsOf(path).map((keyword) => `${path} ${keyword.name}`));
    expect(all).toHaveLength(534);
    expect(rows.map(([name]) => name).filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !rows.some(([other]) => other === name) && !gone.includes(name))).toEqual([]);
    expect(contexts.filter((path) => path !== '*')).toHaveLength(29);
  });

  it.each(rows)('%s: arguments', (_, fact) => {
    const keyword = find(fact)!;
    const expected = fact.args.flatMap((arg) => leavesOfArg(arg, start(version(fact.since))));
    const found = leavesOfPart(keyword.signature, start(version(fact.since)));
    expect(normal(explain(fact, found))).toEqual(normal(expected));
  });

  it.each(rows.filter(([, fact]) => fact.items !== undefined))('%s: list items', (_, fact) => {
    const keyword = find(fact)!;
    expect(normal(explain(fact, leavesOfPart(keyword.items!, start(version(fact.since)))))).toEqual(normal(factItems(fact)));
  });

  const macros = new Map(readGrammar(fileURLToPath(new URL('../../../grammar', import.meta.url))).buildOptions.map((option) => [option.name, option.macro]));
  const repeats: Record<string, string> = {
    'last-wins': 'last', idempotent: 'idempotent', 'first-wins+error': 'first-reported', accumulates: 'accumulate', 'new-object': 'new-object',
    'last-wins+error': 'last-reported', 'largest-wins': 'largest', merge: 'merge', 'replaces+error': 'replace-reported',
  };

  it.each(rows)('%s: kind, versions, process, repetition', (_, fact) => {
    const keyword = find(fact)!;
    expect(keyword.kind).toBe({ directive: 'directive', block: 'block', 'block-list': 'list' }[fact.kind]);
    expect(keyword.since).toBe(version(fact.since));
    expect(keyword.until).toBeUndefined();
    expect(keyword.aliasOf).toBe(fact.aliasOf);
    expect(keyword.deprecated !== undefined).toBe(fact.deprecated);
    expect(keyword.required).toBe(fact.required);
    expect(keyword.processes).toEqual(fact.process);
    expect(keyword.build.map((names) => names.split(' | ').map((name) => macros.get(name)).join(' || ')).sort()).toEqual([...fact.build].sort());
    expect(keyword.repeat).toBe(repeats[fact.repeat]);
    expect(keyword.source.endsWith(fact.handler === 'NULL' ? '' : (fact.handler ?? ''))).toBe(true);
  });

  it.each(rows)('%s: missing and surplus words are reported as observed', (_, fact) => {
    const keyword = find(fact)!;
    const missing = fact.missingArg ?? '';
    if (missing !== '' && keyword.signature.parts.length > 0) {
      const [first] = match(keyword, keyword.signature, [], newest).mismatches;
      expect(first?.code === 'missing' && first.reported).toBe(/^(exit|error|crash)/.test(missing));
    }
    if (fact.observed?.missing !== undefined && fact.observed.missing !== 0) expect(missing).not.toBe('');
  });

  it('the removed ones have a last version', () => {
    for (const fact of facts?.removed ?? []) {
      expect([fact.keyword, find(fact)?.until]).toEqual([fact.keyword, version(fact.until ?? '')]);
    }
  });
});

/** Every numeric argument with both bounds, by the words that lead to it. */
function* ranges(arg: Arg, lead: string[]): Generator<{ arg: Arg; lead: string[] }> {
  if (arg.type === 'options') for (const option of arg.options ?? []) for (const each of option.args ?? []) yield* ranges(each, [...lead, option.keyword ?? '']);
  else if (arg.type === 'oneOf') for (const variant of arg.variants ?? []) yield* inVariant(variant, lead);
  else if (arg.min !== undefined && arg.type !== 'status-code') yield { arg, lead };
}

function* inVariant(variant: Variant, lead: string[]): Generator<{ arg: Arg; lead: string[] }> {
  const before = variant.keyword === undefined ? [...lead] : [...lead, variant.keyword];
  for (const each of variant.args ?? []) {
    yield* ranges(each, [...before]);
    before.push(sample[each.type] ?? '1');
  }
}

const sample: Record<string, string> = { ip: '192.0.2.1', host: '192.0.2.1', interface: 'eth0', enum: 'NAT', identifier: 'x' };

whenPresent('every numeric range of the inventory', () => {
  const cases = (facts?.keywords ?? []).flatMap((fact) => fact.args.flatMap((arg, at) => {
    const before = fact.args.slice(0, at).filter((each) => each.required).map((each) => sample[each.type] ?? '1');
    return [...ranges(arg, before)].map((each) => ({ name: `${pathOf(fact)} ${fact.keyword} ${each.lead.join(' ')}`, fact, ...each }));
  }));
  const inexact = (text: string) => text === '18446744073709552000' ? '18446744073709551615' : text;
  const step = (arg: Arg) => (arg.decimals ? 10 ** -arg.decimals : 1);
  const shown = (value: number, arg: Arg) => (arg.decimals ? value.toFixed(arg.decimals) : String(value));

  const problems = (fact: Fact, lead: string[], text: string) => {
    const keyword = find(fact)!;
    const words = [...lead, text].map((each) => ({ text: each, quoted: false }));
    return match(keyword, keyword.signature, words, newest).mismatches.filter((each) => each.word === lead.length && each.code !== 'missing').map((each) => each.code);
  };

  it('is tried', () => expect(cases.length).toBeGreaterThanOrEqual(199));

  it.each(cases.map((each): [string, typeof each] => [each.name, each]))('%s', (_, { fact, arg, lead }) => {
    const { min = 0, max } = arg;
    expect(problems(fact, lead, shown(min, arg))).toEqual([]);
    const outside = arg.enforced === false ? [] : ['out-of-range'];
    // A wrong word before other options is named as one of them; where it stands alone, by its range.
    expect(problems(fact, lead, shown(min - step(arg), arg))).toEqual(outside);
    if (max === undefined || max === null) return;
    const top = arg.maxExact ?? inexact(shown(max, arg));
    expect(problems(fact, lead, top)).toEqual([]);
    const [whole = '', fraction = ''] = top.split('.');
    const above = String(BigInt(whole + fraction) + 1n);
    expect(problems(fact, lead, fraction === '' ? above : `${above.slice(0, -fraction.length)}.${above.slice(-fraction.length)}`)).toEqual(outside);
  });
});

if (!present) it.todo('the inventory of keepalived is not at hand: comparisons were SKIPPED');
