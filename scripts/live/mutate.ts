/** Mistakes that people make, put into sound files: one at a time. */
import { keywordsOf } from '@kaconf/schema';
import { parse, type Item, type Statement } from '@kaconf/syntax';
import type { Random } from '../random.ts';

export interface Mutant {
  readonly kind: string;
  readonly text: string;
}

type Mutation = (text: string, items: readonly Item[], random: Random) => string | undefined;

const statements = (items: readonly Item[]): readonly Statement[] => items.filter((item): item is Statement => item.kind === 'statement' && item.words.length > 0);

const replace = (text: string, start: number, end: number, by: string): string => text.slice(0, start) + by + text.slice(end);

function typo(word: string, random: Random): string {
  const at = random.below(word.length);
  switch (random.below(3)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1) || `${word}x`;
    case 1:
      return word.slice(0, at) + (word[at] ?? 'x') + word.slice(at);
    default:
      return word.length < 2 ? `${word}x` : word.slice(0, Math.max(at - 1, 0)) + (word[at] ?? '') + (word[Math.max(at - 1, 0)] ?? '') + word.slice(at + 1);
  }
}

/** Replaces a word (by index from the front of its statement) of a random statement that has one that fits. */
function word(which: (statement: Statement) => number | undefined, by: (text: string, random: Random) => string): Mutation {
  return (text, items, random) => {
    const fitting = statements(items).filter((statement) => which(statement) !== undefined);
    const statement = random.pick(fitting);
    const target = statement?.words[which(statement) ?? 0];
    return target && replace(text, target.start, target.end, by(text.slice(target.start, target.end), random));
  };
}

const numbers = ['0', '1', '-1', '2', '254', '255', '256', '257', '65535', '65536', '4294967295', '4294967296', '99999999999', '0.5', '1.25', '0.004', '40.95', '40.96', '1000', '1001', '12a', '1,5', '0x10', 'abc', '+3', '""'];

const lineOf = (text: string, item: Item): { start: number; end: number } => {
  const start = text.lastIndexOf('\n', item.start - 1) + 1;
  const next = text.indexOf('\n', item.end);
  return { start, end: next < 0 ? text.length : next + 1 };
};

const mutations: Readonly<Record<string, Mutation>> = {
  'keyword typo': word(() => 0, typo),
  'keyword case': word(() => 0, (each) => (each === each.toUpperCase() ? each.toLowerCase() : each.toUpperCase())),
  number: word((statement) => {
    const index = statement.words.findIndex((each) => /^\d+(\.\d+)?$/.test(each.text));
    return index < 1 ? undefined : index;
  }, (_, random) => random.pick(numbers) ?? '0'),
  'value typo': word((statement) => (statement.words.length > 1 ? 1 : undefined), typo),
  'value case': word((statement) => (statement.words.length > 1 && /^[A-Za-z]+$/.test(statement.words[1]?.text ?? '') ? 1 : undefined), (each) => (each === each.toUpperCase() ? each.toLowerCase() : each.toUpperCase())),
  'dropped argument': (text, items, random) => {
    const last = random.pick(statements(items).filter((statement) => statement.words.length > 1))?.words.at(-1);
    return last && replace(text, last.start, last.end, '');
  },
  'surplus argument': (text, items, random) => {
    const last = random.pick(statements(items))?.words.at(-1);
    return last && replace(text, last.end, last.end, ` ${random.pick(['extra', '5', 'eth0', '10.0.0.9', 'weight 3']) ?? ''}`);
  },
  'dropped brace': (text, items, random) => {
    const brace = random.pick(items.filter((item) => item.kind === 'open' || item.kind === 'close'));
    return brace && replace(text, brace.start, brace.end, '');
  },
  'doubled brace': (text, items, random) => {
    const brace = random.pick(items.filter((item) => item.kind === 'open' || item.kind === 'close'));
    return brace && replace(text, brace.end, brace.end, brace.kind === 'open' ? ' {' : '\n}');
  },
  'dropped quote': (text, _, random) => {
    const quotes = [...text.matchAll(/"/g)];
    const quote = random.pick(quotes);
    return quote && replace(text, quote.index, quote.index + 1, '');
  },
  'added quote': (text, items, random) => {
    const last = random.pick(statements(items))?.words.at(-1);
    return last && replace(text, last.start, last.start, '"');
  },
  'dropped line': (text, items, random) => {
    const statement = random.pick(statements(items));
    const line = statement && lineOf(text, statement);
    return line && replace(text, line.start, line.end, '');
  },
  'doubled line': (text, items, random) => {
    const statement = random.pick(statements(items));
    const line = statement && lineOf(text, statement);
    return line && replace(text, line.end, line.end, text.slice(line.start, line.end));
  },
  'moved line': (text, items, random) => {
    const statement = random.pick(statements(items));
    const other = random.pick(statements(items));
    if (!statement || !other) return undefined;
    const from = lineOf(text, statement);
    const to = lineOf(text, other).start;
    const line = text.slice(from.start, from.end);
    return to <= from.start ? replace(replace(text, from.start, from.end, ''), to, to, line) : replace(replace(text, to, to, line), from.start, from.end, '');
  },
  'joined lines': (text, items, random) => {
    const statement = random.pick(statements(items));
    if (!statement) return undefined;
    const at = text.indexOf('\n', statement.end);
    return at < 0 || text.slice(statement.end, at).includes('#') ? undefined : replace(text, at, at + 1, ' ');
  },
  'keyword of another block': (text, items, random) => {
    const statement = random.pick(statements(items));
    const keyword = random.pick(keywordsOf(random.pick(['vrrp_instance', 'virtual_server', 'virtual_server.real_server', 'global_defs', 'vrrp_script']) ?? ''));
    const line = statement && lineOf(text, statement);
    return line && keyword && replace(text, line.end, line.end, `    ${keyword.name} 1\n`);
  },
  'unknown name': word((statement) => (statement.words.length === 1 && /^[a-z]\w+$/i.test(statement.words[0]?.text ?? '') ? 0 : undefined), (each) => `${each}_missing`),
};

/**
 * A file with one mistake in it.
 *
 * @returns undefined where the drawn mistake does not fit the file, or changes nothing
 */
export function mutate(text: string, random: Random): Mutant | undefined {
  const kind = random.pick(Object.keys(mutations)) ?? '';
  const changed = mutations[kind]?.(text, parse(text).items, random);
  return changed === undefined || changed === text ? undefined : { kind, text: changed };
}
