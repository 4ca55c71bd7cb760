/** Whoever reads Chinese is told all that others are told. */
import { contexts, describe as inEnglish, keywordsOf, newest, type Part } from '@kaconf/schema';
import { createWorkspace, noIncludes } from '@kaconf/semantics';
import { parse } from '@kaconf/syntax';
import { lint } from '../packages/kalint/src/engine.ts';
import { defaultLintConfig } from '../packages/kalint/src/lint-types.ts';
import { translatorFor } from '../packages/kalint/src/locales/index.ts';
import { inChinese } from '../packages/kalint/src/locales/zh-cn/defaults.ts';
import { expected } from '../packages/kalint/src/locales/zh-cn/expected.ts';
import { phrase, translations } from '../packages/kalint/src/locales/zh-cn/index.ts';
import { placeholders } from '../packages/kalint/src/messages.ts';
import { rules } from '../packages/kalint/src/rules/index.ts';

const chinese = /[\u4E00-\u9FFF]/;
const translate = (await translatorFor('zh-CN'))!;

const partKinds = new Set(['literal', 'value', 'enum', 'optional', 'repeat', 'choice', 'sequence', 'option', 'options']);

/** All parts of all signatures, each with the English that it is described with. */
function* described(part: unknown): Generator<string> {
  if (typeof part !== 'object' || part === null) return;
  if ('kind' in part && partKinds.has(String(part.kind))) yield inEnglish(part as Part);
  for (const each of Object.values(part)) yield* described(each);
}

const keywords = contexts.flatMap((context) => keywordsOf(context));

/** What kalint says in Chinese about some files, with the titles of edits and the messages of related places. */
function judge(rule: string, ...texts: readonly string[]): readonly string[] {
  const files = texts.map((text, index) => ({ document: { path: `lb${index + 1}.conf`, text, encoding: 'utf-8' as const, tree: parse(text) }, target: newest }));
  const result = lint(createWorkspace(files, { includes: noIncludes }), { ...defaultLintConfig, preset: 'all', only: [rule], locale: 'zh-CN', translate });
  return result.files.flatMap(({ diagnostics }) => diagnostics).flatMap(({ message, related, fix, suggestions }) => [message, ...related.map((each) => each.message), ...[...(fix ? [fix] : []), ...suggestions].map(({ title }) => title)]);
}

test('every rule has its translations, and nothing else has any', () => {
  expect(Object.keys(translations).sort()).toEqual(rules.all.map(({ id }) => id).sort());
});

describe.each(rules.all.map((rule) => [rule.id, rule] as const))('%s', (id, { messages }) => {
  const own = translations[id] ?? {};

  test('has every message', () => {
    expect(Object.keys(own).sort()).toEqual(Object.keys(messages).sort());
  });

  test('keeps the placeholders', () => {
    for (const [key, text] of Object.entries(messages)) expect([key, [...placeholders(own[key] ?? '')].sort()]).toEqual([key, [...placeholders(text)].sort()]);
  });

  test('is in Chinese', () => {
    for (const [key, text] of Object.entries(own)) {
      const words = (messages as Readonly<Record<string, string>>)[key]?.replace(/\{\w+\}/g, '') ?? '';
      if (!/[a-z]/i.test(words)) continue;
      expect([key, chinese.test(text)]).toEqual([key, true]);
      expect(text).not.toBe((messages as Readonly<Record<string, string>>)[key]);
    }
  });

  test('is set as Chinese is', () => {
    for (const text of Object.values(own)) {
      // Marks behind Chinese are wide, Latin text stands off by one blank, and nobody is addressed.
      expect(text).not.toMatch(/[\u4E00-\u9FFF][,;:!?()]|[\u4E00-\u9FFF]\.(?![\w])|[，。：；（） ] | [，。：；（）]|[您你]/);
      expect(text).not.toMatch(/[\u4E00-\u9FFF][\w{"$@/]|[\w}"][\u4E00-\u9FFF]/);
      expect(text).not.toMatch(/^\s|\s$|\n/);
    }
  });

  test('its sentences end as such, its titles do not', () => {
    for (const [key, text] of Object.entries(messages as Readonly<Record<string, string>>)) {
      const sentence = /[.?]$|[.?] \{effect\}$/.test(text);
      expect([key, /[。？]$|[。？]\{effect\}$/.test(own[key] ?? '')]).toEqual([key, sentence]);
    }
  });
});

test('the terms are those of the glossary', () => {
  const all = Object.values(translations).flatMap((each) => Object.values(each)).join('\n');
  for (const avoided of ['多播', '权值', '后端服务器', '故障转移', '缺省', '帐户', '服务端', '心跳']) expect([avoided, all.includes(avoided)]).toEqual([avoided, false]);
});

describe('values that rules give in English', () => {
  test('what is expected, for every part of the vocabulary', () => {
    const texts = new Set(keywords.flatMap(({ signature, items }) => [...described(signature), ...described(items)]));
    expect(texts.size).toBeGreaterThan(300);
    expect([...texts].filter((text) => expected(text) === undefined)).toEqual([]);
  });

  test.each([
    ['a whole number from 1 to 255', '整数（1 到 255）'],
    ['a whole number from -1 to 5 or "all"', '整数（-1 到 5）或 "all"'],
    ['"MASTER" or "BACKUP"', '"MASTER" 或 "BACKUP"'],
    ['an IP address, "fwmark" or "group"', 'IP 地址、"fwmark" 或 "group"'],
    ['the name of a vrrp_script', 'vrrp_script 的名称'],
    ['a number of milliseconds from 1 to 100', '数（毫秒，1 到 100）'],
    ['a word of 1 to 8 characters', '单词（1 到 8 个字符）'],
    ['"a" or an IPv4 address', '"a" 或 IPv4 地址'],
    ['"a" or a command', '"a" 或命令'],
  ])('%s', (english, text) => {
    expect(expected(english)).toBe(text);
  });

  test.each(['a riddle', 'a whole number between friends', '"unclosed'])('%s is not guessed at', (english) => {
    expect(expected(english)).toBeUndefined();
  });

  test('the defaults of numbers', () => {
    const ranged = (part: unknown): boolean => typeof part === 'object' && part !== null && (('min' in part && part.min !== undefined) || ('max' in part && part.max !== undefined) || Object.values(part).some(ranged));
    const texts = keywords.flatMap((keyword) => (keyword.default !== undefined && ranged(keyword.signature) ? [String(keyword.default)] : []));
    expect(texts.length).toBeGreaterThan(50);
    expect(texts.filter((text) => inChinese(text) === undefined)).toEqual([]);
    expect(inChinese('255 if state MASTER, else 100')).toBe('state 为 MASTER 时为 255，否则为 100');
    expect(inChinese('0 in strict mode, else global vrrp_garp_lower_prio_delay')).toBe('严格模式下为 0，否则为 global_defs 中的 vrrp_garp_lower_prio_delay');
  });

  test.each([
    ['where', 'line 3', '第 3 行'],
    ['where', 'conf.d/a.conf line 3', 'conf.d/a.conf 第 3 行'],
    ['fault', 'script chk on lb1', 'lb1 上的 script chk'],
    ['faults', 'script a on lb1, interface eth0 on lb2', 'lb1 上的 script a、lb2 上的 interface eth0'],
    ['right', 'the top level or global_defs', '配置文件顶层或 global_defs'],
    ['right', 'vrrp_instance or vrrp_sync_group', 'vrrp_instance 或 vrrp_sync_group'],
    ['versions', '2.3.0 to 2.4.3', '2.3.0 至 2.4.3'],
    ['direction', 'lower', '更低'],
    // Text of the user stays as it is.
    ['fault', 'lb1', undefined],
    ['tracker', 'lower', undefined],
    ['instance', 'the top level', undefined],
    ['block', 'vrrp_instance constructor', undefined],
  ])('%s: %s', (placeholder, value, text) => {
    expect(phrase(placeholder, value)).toBe(text);
  });
});

describe('linting in Chinese', () => {
  test('messages and titles', () => {
    expect(judge('syntax/unknown-keyword', 'vrrp_instance web {\n    priorty 100\n}\n')).toEqual([
      '未知关键字 "priorty"，它不是 vrrp_instance web 的关键字；是否想写 "priority"？keepalived 会忽略该行。',
      '改为 "priority"',
    ]);
  });

  test('a Chinese phrase in the place of Latin text takes no blanks', () => {
    expect(judge('syntax/unknown-keyword', 'backends web\n')).toEqual(['未知关键字 "backends"，它不是配置文件顶层的关键字；keepalived 会忽略该行。']);
  });

  test('values in words', () => {
    expect(judge('syntax/value-out-of-range', 'vrrp_instance web {\n    priority 300\n}\n')).toEqual([
      'priority 300 超出取值范围，应为：整数（1 到 255）。keepalived 会忽略它，采用默认值：state 为 MASTER 时为 255，否则为 100。',
      '改为 255',
    ]);
  });

  test('text of the user is not taken for a placeholder', () => {
    expect(judge('syntax/unknown-keyword', 'vrrp_instance web {\n    {keyword}x 1\n}\n').join('\n')).not.toContain('undefined');
    expect(translate('syntax/invalid-value', 'default', { value: '{keyword}', keyword: 'priority', expected: 'a word' })).toBe('"{keyword}" 不是 priority 的有效值，应为：单词。');
  });

  test('findings about a cluster', () => {
    const node = (priority: number): string => `vrrp_instance web {\n    state BACKUP\n    interface eth0\n    virtual_router_id 20\n    priority ${priority}\n    virtual_ipaddress {\n        10.20.0.10/24\n    }\n}\n`;
    const found = judge('pair/equal-priority', node(100), `${node(100)}# the second\n`);
    expect(found.length).toBeGreaterThan(0);
    for (const text of found) expect(text).toMatch(chinese);
    expect(found[0]).toContain('web 在 lb2 上的优先级 100 与 lb1 上的相同。');
  });

  test('what is not translated stays English', () => {
    expect(translate('syntax/unknown-keyword', 'nothing')).toBeUndefined();
    expect(translate('nothing/at-all', 'default')).toBeUndefined();
    expect(translate('constructor', 'name')).toBeUndefined();
  });
});

test('other languages have no translator', async () => {
  for (const locale of ['en', 'de', '', 'constructor']) expect(await translatorFor(locale)).toBeUndefined();
});
