import type { Version } from '@kaconf/schema';

/** What a `~SEQ`/`~LST` does: the variables, and the values they take in each round. */
export interface Rounds {
  readonly variables: readonly string[];
  readonly values: readonly (readonly string[])[];
  /** More rounds than are carried out; the rest is not judged. */
  readonly cut: boolean;
}

/** Enough for any real configuration (a /16 of addresses would be 65,536 lines of output). */
const maxRounds = 10_000;

/**
 * Reads the arguments of a generator (lexical facts, section 6).
 *
 * @param args the text between the parentheses, references already replaced
 * @returns undefined where keepalived says "Invalid ~SEQ specification"
 */
export function readGenerator(name: 'SEQ' | 'SEQx' | 'LST', args: string, target: Version): Rounds | undefined {
  const key = `${name} ${target} ${args}`;
  if (known.has(key)) return known.get(key);
  const rounds = name === 'LST' ? readList(args, target) : readSequence(args, name === 'SEQx');
  if (known.size >= most) known.clear();
  known.set(key, rounds);
  return rounds;
}

/** A generator in the block of another is met in each of its rounds. */
const known = new Map<string, Rounds | undefined>();
const most = 16;

function readSequence(args: string, hexadecimal: boolean): Rounds | undefined {
  const parts = args.split(',').map((part) => part.trim());
  const variable = parts.shift() ?? '';
  if (variable === '' || /[\s,){]/.test(variable) || parts.length < 1 || parts.length > 3) return undefined;
  const numbers = parts.map(readNumber);
  if (numbers.some((number) => number === undefined)) return undefined;
  const end = numbers.at(-1) ?? 0;
  const start = parts.length === 1 ? (end < 0 ? -1 : 1) : (numbers[0] ?? 0);
  const step = parts.length === 3 ? (numbers[1] ?? 0) : end < start ? -1 : 1;
  if (step === 0 || (step > 0 && end < start) || (step < 0 && end > start)) return undefined;
  if (hexadecimal && (start < 0 || end < 0)) return undefined;
  const values: string[][] = [];
  for (let value = start; step > 0 ? value <= end : value >= end; value += step) {
    if (values.length >= maxRounds) return { variables: [variable], values, cut: true };
    values.push([value.toString(hexadecimal ? 16 : 10)]);
  }
  return { variables: [variable], values, cut: false };
}

/** A number as C's strtol with base 0 reads it. */
function readNumber(text: string): number | undefined {
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/.exec(text);
  if (!match) return undefined;
  const digits = match[2] ?? '';
  const value = /^0[xX]/.test(digits) ? Number.parseInt(digits.slice(2), 16) : digits.length > 1 && digits.startsWith('0') ? Number.parseInt(digits, 8) : Number(digits);
  if (!Number.isSafeInteger(value)) return undefined;
  return match[1] === '-' ? -value : value;
}

function readList(args: string, target: Version): Rounds | undefined {
  if (target < 2_001_000) return undefined;
  const sets = splitSets(args);
  const head = sets?.shift();
  if (!sets || !head || sets.length === 0) return undefined;
  const variables = head.items;
  if (variables.some((variable) => variable === '')) return undefined;
  const values: string[][] = [];
  for (const set of sets) {
    if (set.items.length > variables.length) return undefined;
    values.push(variables.map((_, index) => set.items[index] ?? ''));
    if (values.length >= maxRounds) return { variables, values, cut: true };
  }
  return { variables, values, cut: false };
}

interface ValueSet {
  readonly items: readonly string[];
}

/** Splits `{A,B}, {1,2}, 3` into its sets. */
function splitSets(args: string): ValueSet[] | undefined {
  const sets: ValueSet[] = [];
  let rest = args.trim();
  for (;;) {
    if (rest.startsWith('{')) {
      const close = rest.indexOf('}');
      if (close < 0) return undefined;
      const inner = rest.slice(1, close);
      if (inner.includes('{')) return undefined;
      sets.push({ items: inner.split(',').map((item) => item.trim()) });
      rest = rest.slice(close + 1).trimStart();
      if (rest === '') return sets;
      if (!rest.startsWith(',')) return undefined;
      rest = rest.slice(1).trimStart();
      continue;
    }
    const comma = rest.indexOf(',');
    const item = (comma < 0 ? rest : rest.slice(0, comma)).trim();
    if (/[\s{}]/.test(item)) return undefined;
    sets.push({ items: [item] });
    if (comma < 0) return sets;
    rest = rest.slice(comma + 1).trimStart();
  }
}
