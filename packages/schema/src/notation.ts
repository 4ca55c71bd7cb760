import type { EnumPart, LiteralPart, OptionPart, Part, SequencePart, ValuePart } from './signature.ts';
import { nameParts } from './names.ts';
import { parseVersion } from './version.ts';
import { types } from './types/index.ts';

/** A fault of the notation itself; only the vocabulary's own files can cause it. */
export class NotationError extends Error {}

const token = /\s+|"[^"]*"|<(?:"[^"]*"|[^>"])*>|\[|\]|\(|\)|\{|\}\+?|\.\.\.|\||[^\s<>[\](){}|]+/gy;

function tokens(text: string): string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const next = token.exec(text);
    if (!next) throw new NotationError(`cannot read "${text.slice(at)}" in "${text}"`);
    if (next[0].trim() !== '') found.push(next[0]);
  }
  return found;
}

interface Marks {
  since?: number | undefined;
  until?: number | undefined;
  deprecated?: string;
  many?: boolean;
  once?: boolean;
}

/** `word@2.2.5`, `word@..1.2.19`, `word@many`, `word@once`, `word@deprecated:other`. */
function marked(text: string): { word: string; marks: Marks } {
  const [word = '', ...attributes] = text.split('@');
  const marks: Marks = {};
  for (const attribute of attributes) {
    if (attribute === 'many' || attribute === 'once') marks[attribute] = true;
    else if (attribute.startsWith('deprecated:')) marks.deprecated = attribute.slice('deprecated:'.length);
    else if (attribute.startsWith('..')) marks.until = parseVersion(attribute.slice(2));
    else if (parseVersion(attribute) !== undefined) marks.since = parseVersion(attribute);
    else throw new NotationError(`unknown mark @${attribute} in "${text}"`);
  }
  return { word, marks };
}

function literal(text: string): LiteralPart {
  const { word, marks } = text.startsWith('"') ? { word: text.slice(1, -1), marks: {} as Marks } : marked(text);
  return { kind: 'literal', text: word, name: '', since: marks.since, until: marks.until, deprecated: marks.deprecated };
}

function constant(text: string): string | number | boolean {
  if (text.startsWith('"')) return text.slice(1, -1);
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function enumeration(name: string, body: string): EnumPart {
  const [words = '', ...attributes] = body.split(/,\s*/);
  const part: Writable<EnumPart> = {
    kind: 'enum', name, values: words.replace(/^=/, '').split('|').map((word) => literal(word.trim())),
    caseInsensitive: false, signed: false, joined: false, open: false, default: undefined, omitted: undefined,
  };
  for (const attribute of attributes) {
    const [key = '', ...rest] = attribute.split(' ');
    const value = String(constant(rest.join(' ')));
    if (key === 'nocase') part.caseInsensitive = true;
    else if (key === 'signed' || key === 'joined' || key === 'open') part[key] = true;
    else if (key === 'default' || key === 'omitted') part[key] = value;
    else throw new NotationError(`unknown attribute ${key} in <${body}>`);
  }
  return part;
}

/** Ranges and lengths that a type has wherever it stands. */
const implied: Record<string, Partial<ValuePart>> = {
  port: { min: 1, max: 65_535 },
  fwmark: { min: 0, max: 4_294_967_295 },
  interface: { maxLength: 15 },
  seconds: { decimals: 6, unit: 'seconds' },
  bool: { omitted: true },
};

function range(part: Writable<ValuePart>, text: string): void {
  const [low = '', high = ''] = text.split('..');
  part.min = low === '' ? undefined : Number(low);
  part.max = high === '' ? undefined : Number(high);
  // Also where the text has more digits than a double keeps.
  part.exactMax = high !== '' && String(part.max) !== high ? high : undefined;
}

/** `3`, or `3@2.3.2`: whole numbers only before that version. */
function decimals(part: Writable<ValuePart>, text: string): void {
  const [digits = '', since] = text.split('@');
  part.decimals = Number(digits);
  part.decimalsSince = since === undefined ? undefined : parseVersion(since);
}

function value(name: string, body: string): ValuePart {
  const words = body.match(/"[^"]*"|\S+/g) ?? [];
  const type = words.shift() ?? '';
  if (!types.has(type)) throw new NotationError(`unknown type ${type} in <${body}>`);
  const symbolic = type === 'def' || type === 'ref';
  const part: Writable<ValuePart> = {
    kind: 'value', name: type === 'def' && name === '' ? 'name' : name, type,
    symbol: symbolic ? { role: type, kind: words.shift() ?? '' } : undefined,
    min: undefined, max: undefined, exactMax: undefined, decimals: undefined, decimalsSince: undefined, unit: undefined, maxLength: undefined, minLength: undefined,
    cNotation: false, wildcard: false, bare: false, enforced: true, default: undefined, omitted: undefined, ...implied[type],
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const next = words[i + 1] ?? '';
    if (word.includes('..') && !word.startsWith('"')) range(part, word);
    else if (word === 'c-notation') part.cNotation = true;
    else if (word === 'wildcard' || word === 'bare') part[word] = true;
    else if (word === 'unchecked') part.enforced = false;
    else {
      i++;
      if (word === 'decimals') decimals(part, next);
      else if (word === 'unit') part.unit = next;
      else if (word === 'max') part.maxLength = Number(next);
      else if (word === 'min') part.minLength = Number(next);
      else if (word === 'default' || word === 'omitted') part[word] = constant(next);
      else throw new NotationError(`unknown attribute ${word} in <${body}>`);
    }
  }
  return part;
}

/** `<...>`: a value or an enumeration, with or without a name. */
function angle(text: string): Part {
  const inside = text.slice(1, -1).trim();
  const [, name = '', body = ''] = /^(?:([\w-]+):)?(.*)$/s.exec(inside) ?? [];
  if (body.includes('|') || body.startsWith('=')) return enumeration(name, body);
  const part = value(name, body);
  // A boolean word may always be left out.
  return part.type === 'bool' ? { kind: 'optional', part } : part;
}

class Parser {
  private readonly list: string[];
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.list = tokens(text);
  }

  parse(): SequencePart {
    const parts = this.sequence();
    if (this.at < this.list.length) throw new NotationError(`surplus "${this.list[this.at] ?? ''}" in "${this.text}"`);
    return { kind: 'sequence', parts };
  }

  private expect(word: string): void {
    if (this.list[this.at++] !== word) throw new NotationError(`"${word}" expected in "${this.text}"`);
  }

  private sequence(): Part[] {
    const parts: Part[] = [];
    for (let next = this.list[this.at]; next !== undefined && !/^(?:[\])|]|\}\+?)$/.test(next); next = this.list[this.at]) {
      this.at++;
      if (next === '...') {
        const last = parts.pop();
        if (!last) throw new NotationError(`nothing to repeat in "${this.text}"`);
        parts.push({ kind: 'repeat', part: last });
      } else parts.push(this.part(next));
    }
    return parts;
  }

  private part(next: string): Part {
    if (next === '[') {
      const part = single(this.alternatives());
      this.expect(']');
      return { kind: 'optional', part };
    }
    if (next === '(') {
      const part = single(this.alternatives());
      this.expect(')');
      return part;
    }
    if (next === '{') return this.options();
    return next.startsWith('<') ? angle(next) : literal(next);
  }

  private alternatives(): Part[][] {
    const found = [this.sequence()];
    while (this.list[this.at] === '|') {
      this.at++;
      found.push(this.sequence());
    }
    return found;
  }

  private options(): Part {
    const options: OptionPart[] = [];
    const others: Part[] = [];
    while (this.at < this.list.length && !/^\}\+?$/.test(this.list[this.at] ?? '')) {
      const first = this.list[this.at] ?? '';
      if (/^[<[({]/.test(first)) others.push(single([this.sequence()]));
      else {
        this.at++;
        options.push(this.option(first));
      }
      if (this.list[this.at] === '|') this.at++;
    }
    const close = this.list[this.at++] ?? '';
    if (!close.startsWith('}')) throw new NotationError(`"}" expected in "${this.text}"`);
    return { kind: 'options', options, others, required: close === '}+' };
  }

  private option(text: string): OptionPart {
    const [first = '', ...more] = text.split('/');
    const { marks } = marked(first);
    return {
      kind: 'option', name: '', word: literal(first.replace(/@(?:many|once)/g, '')), aliases: more.map(literal),
      args: { kind: 'sequence', parts: this.sequence() }, many: marks.many === true, once: marks.once === true,
    };
  }
}

function single(alternatives: Part[][]): Part {
  const parts = alternatives.map((parts): Part => (parts.length === 1 && parts[0] ? parts[0] : { kind: 'sequence', parts }));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
}

/**
 * Reads a signature.
 *
 * @param text the notation of `grammar/README.md`, fragments already filled in
 * @throws NotationError where the text is no signature
 */
export function parseSignature(text: string): SequencePart {
  return nameParts(new Parser(text).parse());
}
