import type { Grammar, Resolved } from './grammar.ts';
import { type FixedWords, blocksOf, fixedWords, pathOf } from './vocabulary.ts';

type Captures = Record<string, { name: string }>;
interface Rule {
  name?: string;
  match?: string;
  begin?: string;
  end?: string;
  captures?: Captures;
  beginCaptures?: Captures;
  endCaptures?: Captures;
  patterns?: Rule[];
  include?: string;
}

const scope = (name: string) => `${name}.keepalived`;
const include = (name: string): Rule => ({ include: `#${name}` });
const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
/** Longest first, so that no word hides a longer one. */
const oneOf = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).map(escaped).join('|');

/** A keyword begins a line or follows a brace; conditions and generators may stand before it. */
const start = String.raw`(?:^|(?<=[{}]))[ \t]*(?:(@\^?[^\s{}]+)[ \t]+)?(?:(~(?:SEQx?|LST)\([^)]*\))[ \t]*)?`;
const startCaptures: Captures = { 1: { name: scope('keyword.control.conditional') }, 2: { name: scope('keyword.control.generator') } };
const wordEnd = String.raw`(?=[\s{}#!]|$)`;
const wordStart = String.raw`(?<![^\s{}=])`;
const word = (words: readonly string[]) => `${wordStart}(?:${oneOf(words)})${wordEnd}`;

const shared: Record<string, Rule> = {
  comment: {
    patterns: [
      { name: scope('comment.line.number-sign'), match: String.raw`(?<!\\)#.*$` },
      { name: scope('comment.line.exclamation'), match: String.raw`(?<!\\)!.*$` },
    ],
  },
  string: { name: scope('string.quoted.double'), begin: '"', end: '"|$', patterns: [{ name: scope('constant.character.escape'), match: String.raw`\\.` }, include('variable')] },
  variable: {
    patterns: [
      { name: scope('variable.language'), match: String.raw`\$\{_(?:PWD|INSTANCE|RANDOM|HASH|BANG|ENV)[^}]*\}` },
      { name: scope('variable.other'), match: String.raw`\$(?:\{[A-Za-z_]\w*\}|[A-Za-z_]\w*)` },
    ],
  },
  definition: {
    begin: String.raw`^[ \t]*(?:(@\^?[^\s{}]+)[ \t]+)?(\$[A-Za-z_]\w*)(=)`,
    end: String.raw`(?<!\\)$`,
    beginCaptures: {
      1: { name: scope('keyword.control.conditional') }, 2: { name: scope('variable.other.definition') }, 3: { name: scope('keyword.operator.assignment') },
    },
    patterns: [{ name: scope('punctuation.separator.continuation'), match: String.raw`\\$` }, include('comment'), include('values')],
  },
  include: {
    begin: `${start}(include[rmwba]?)(?=[ \\t])`,
    end: '$',
    beginCaptures: { ...startCaptures, 3: { name: scope('keyword.control.import') } },
    patterns: [include('comment'), include('variable'), { name: scope('string.unquoted.path'), match: String.raw`[^\s#!$]+` }],
  },
  condition: { name: scope('keyword.control.conditional'), match: String.raw`(?:^|(?<=[{}]))[ \t]*@\^?[^\s{}]+(?=\s|$)` },
  generator: { name: scope('keyword.control.generator'), match: String.raw`(?:^|(?<=[{}\s]))~(?:SEQx?|LST)\([^)]*\)` },
  address: {
    patterns: [
      { name: scope('constant.other.mac-address'), match: `${wordStart}[0-9A-Fa-f]{1,2}(?::[0-9A-Fa-f]{1,2}){4,5}${wordEnd}` },
      { name: scope('constant.other.ip-address'), match: `${wordStart}\\d{1,3}(?:\\.\\d{1,3}){3}(?:[/-][\\d.]+)?${wordEnd}` },
      { name: scope('constant.other.ip-address'), match: `${wordStart}(?=[0-9A-Fa-f:]*:[0-9A-Fa-f]*:)[0-9A-Fa-f:]+(?:\\d{1,3}(?:\\.\\d{1,3}){3})?(?:[/-][0-9A-Fa-f:]+)?${wordEnd}` },
    ],
  },
  number: { name: scope('constant.numeric'), match: `${wordStart}[+-]?(?:0[xX][0-9A-Fa-f]+|\\d+\\.?\\d*|\\.\\d+)${wordEnd}` },
  boolean: { name: scope('constant.language.boolean'), match: word(['true', 'on', 'yes', 'false', 'off', 'no']) },
  values: { patterns: [include('string'), include('variable'), include('address'), include('number'), include('boolean')] },
  // A block that nothing knows still has to end at its own brace.
  'unknown-block': {
    begin: String.raw`\{`, end: String.raw`\}`,
    beginCaptures: { 0: { name: scope('punctuation.section.block') } }, endCaptures: { 0: { name: scope('punctuation.section.block') } },
    patterns: [include('comment'), include('definition'), include('include'), include('unknown-block'), include('values')],
  },
  brace: { name: scope('punctuation.section.block'), match: '[{}]' },
};

const preprocessor = [include('comment'), include('definition'), include('include')];

function wordRules({ options, values, deprecated }: FixedWords): Rule[] {
  return [
    ...(deprecated.length > 0 ? [{ name: scope('invalid.deprecated'), match: word(deprecated) }] : []),
    ...(values.length > 0 ? [{ name: scope('constant.language'), match: word(values) }] : []),
    ...(options.length > 0 ? [{ name: scope('support.type.property-name'), match: word(options) }] : []),
  ];
}

const rulesName = (entry: Resolved) => `block-${pathOf(entry)}`;
const isOld = (entry: Resolved) => entry.deprecated !== undefined || entry.until !== undefined;

/** A keyword with its words, up to the end of the line or the next brace. */
function directive(names: readonly string[], keywordScope: string, patterns: Rule[]): Rule {
  return {
    begin: `${start}(${oneOf(names)})${wordEnd}`,
    end: String.raw`$|(?=[{}])`,
    beginCaptures: { ...startCaptures, 3: { name: scope(keywordScope) } },
    patterns: [include('comment'), ...patterns, include('values')],
  };
}

/** A keyword with a body, which may begin on a later line. */
function block(entry: Resolved, header: Rule[], body: Rule[]): Rule {
  const keyword = isOld(entry) ? 'invalid.deprecated' : 'storage.type.block';
  const brace = { 0: { name: scope('punctuation.section.block') } };
  return {
    begin: `${start}(${escaped(entry.name)})${wordEnd}`,
    end: String.raw`\}`,
    beginCaptures: { ...startCaptures, 3: { name: scope(keyword) } },
    endCaptures: brace,
    patterns: [{ begin: String.raw`\{`, end: String.raw`(?=\})`, beginCaptures: brace, patterns: body }, include('comment'), ...header],
  };
}

/** Rules of the keywords in one block: those with words of their own singly, all others together. */
function body(entries: readonly Resolved[]): Rule[] {
  const plain = entries.filter((entry) => entry.kind === 'directive');
  const own = plain.filter((entry) => wordRules(fixedWords(entry.args)).length > 0 && !isOld(entry));
  const rest = plain.filter((entry) => !own.includes(entry) && !isOld(entry)).map((entry) => entry.name);
  const old = plain.filter(isOld).map((entry) => entry.name);
  return [
    ...preprocessor,
    ...entries.filter((entry) => entry.kind === 'block').map((entry) => include(rulesName(entry))),
    ...entries.filter((entry) => entry.kind === 'list').map((entry) => listBlock(entry)),
    ...own.map((entry) => directive([entry.name], 'keyword.other.directive', wordRules(fixedWords(entry.args)))),
    ...(rest.length > 0 ? [directive(rest, 'keyword.other.directive', [])] : []),
    ...(old.length > 0 ? [directive(old, 'invalid.deprecated', [])] : []),
    include('condition'), include('generator'), include('unknown-block'), include('values'),
  ];
}

const name: Rule = { name: scope('entity.name.section'), match: String.raw`[^\s{}#!"$]+` };

function listBlock(entry: Resolved): Rule {
  const header = [include('string'), include('variable'), ...(entry.args === undefined ? [] : [name])];
  return block(entry, header, [...preprocessor, include('condition'), include('generator'), ...wordRules(fixedWords(entry.items)), include('unknown-block'), include('values')]);
}

/** `grammar/keepalived.tmLanguage.json`. */
export function textMateGrammar(grammar: Grammar): string {
  const repository: Record<string, Rule> = { ...shared };
  for (const entry of blocksOf(grammar)) {
    const header = [...wordRules(fixedWords(entry.args)), ...(entry.args?.startsWith('<def') === true ? [include('string'), include('variable'), name] : [include('values')])];
    repository[rulesName(entry)] = block(entry, header, body(grammar.contexts.get(pathOf(entry)) ?? []));
  }
  const document = {
    $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
    name: 'keepalived.conf',
    scopeName: 'source.keepalived',
    comment: 'Generated from grammar/keywords/ by `npm run generate`.',
    patterns: [...body(grammar.contexts.get('') ?? []), include('brace')],
    repository,
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}
