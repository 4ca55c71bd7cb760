import type { Version } from '@kaconf/schema';
import type { DefinitionTable } from './definition-table.ts';
import type { Place } from './document.ts';
import { Span } from './span.ts';
import type { DynamicReason } from './value.ts';

/** A `$NAME=value` as it was stored: one piece for each physical line. */
export interface Definition {
  readonly name: string;
  readonly pieces: readonly string[];
  readonly place: Place | undefined;
  /** Set where the value cannot be known before keepalived runs. */
  readonly dynamic?: DynamicReason;
}

/** What replacing the references of one line led to. */
export interface Replacement {
  readonly span: Span;
  readonly replaced: boolean;
  /** How many references were met on the way. */
  readonly steps: number;
  /** The further lines of a multi-line definition that was used at the end of the line. */
  readonly rest: readonly Span[];
  /** References to names that are not defined; offsets in `span`. */
  readonly undefined: readonly { readonly name: string; readonly braced: boolean; readonly start: number; readonly end: number }[];
  /** A definition that uses itself: keepalived would never end. */
  readonly loop: { readonly name: string; readonly start: number; readonly end: number } | undefined;
  /** Wrong parameters of a predefined name, with keepalived's reaction [2.4.0]. */
  readonly badParameters: readonly { readonly name: string; readonly start: number; readonly end: number }[];
  readonly truncated: boolean;
}

/** What the predefined names stand for. */
export interface Predefined {
  /** Undefined where only the machine that runs keepalived knows it. */
  readonly directory: string | undefined;
  readonly configId: string | undefined;
}

/** What the predefined names stand for in a file; a path that is shown relative to somewhere is none of keepalived's. */
export function predefinedIn(path: string, configId: string | undefined): Predefined {
  return { directory: path.startsWith('/') ? path.slice(0, Math.max(path.lastIndexOf('/'), 1)) : undefined, configId };
}

/** keepalived's buffer for a line whose references are replaced. */
export const limit = 1024;
/** More replacements than any honest line needs; a growing definition ends here. */
const maxReplacements = 2_000;
/** After so many replacements it is worth to ask whether they come to an end: not at each, since the answer may take long. */
const isSuspicious = (count: number): boolean => (count >= 20 && count < 24) || (count > 0 && count % 100 === 0);
const reference = /\$(?:\{([A-Za-z_][A-Za-z0-9_]*)((?:[ \t]+[A-Za-z0-9_]+)*)\}|([A-Za-z_][A-Za-z0-9_]*)(?=[ \t,)]|$))/g;

/** `${NAME}`, `${NAME PARAMETERS}` or `$NAME` as it stands in a text. */
export interface WrittenReference {
  readonly name: string;
  readonly braced: boolean;
  readonly parameters: string;
  readonly start: number;
  readonly end: number;
}

/** The references in a text, without those that come with their values. */
export function referencesIn(text: string): readonly WrittenReference[] {
  return [...text.matchAll(reference)].map((match) => ({ name: match[1] ?? match[3] ?? '', braced: match[1] !== undefined, parameters: (match[2] ?? '').trim(), start: match.index, end: match.index + match[0].length }));
}

/** Stands for text that only a run could tell; a private-use character no configuration holds. */
export const unknownMark = '\uE0FF';

/**
 * Replaces `$NAME` and `${NAME}` in a line (lexical facts 5.3): from the left, going on at the start of what was
 * inserted, so that references inside a value are replaced too.
 *
 * @param span the line, comments already gone
 * @param definitions what is defined so far
 */
export function replaceReferences(span: Span, definitions: DefinitionTable, predefined: Predefined, target: Version): Replacement {
  let current = span;
  let replaced = false;
  let truncated = false;
  let rest: readonly Span[] = [];
  let loop: Replacement['loop'];
  const missing: { name: string; braced: boolean; start: number; end: number }[] = [];
  const badParameters: { name: string; start: number; end: number }[] = [];
  let from = 0;
  let count = 0;
  for (; ; count++) {
    reference.lastIndex = from;
    const match = reference.exec(current.text);
    if (!match) break;
    const start = match.index;
    const end = start + match[0].length;
    const braced = match[1] !== undefined;
    const name = match[1] ?? match[3] ?? '';
    const definition = definitions.get(name) ?? predefinedValue(name, (match[2] ?? '').trim(), predefined, target);
    if (definition === 'bad-parameters' || (definition && match[2] && !name.startsWith('_'))) {
      if (definition === 'bad-parameters') badParameters.push({ name, start, end });
      from = end;
      continue;
    }
    if (!definition) {
      missing.push({ name, braced, start, end });
      from = end;
      continue;
    }
    // A multi-line definition is replaced only as the last thing of its line (5.4).
    if (definition.pieces.length > 1 && end < current.text.length) {
      from = end;
      continue;
    }
    if (count >= maxReplacements || ((definition.pieces.length > 1 || isSuspicious(count)) && definitions.reachesItself(name))) {
      const at = current.origin(start, end);
      loop = { name, start: at.start, end: at.end };
      break;
    }
    const origin = current.origin(start, end);
    const first = definition.dynamic ? unknownMark : (definition.pieces[0] ?? '');
    if (current.text.length - (end - start) + first.length >= limit) {
      truncated = true;
      if (definitions.reachesItself(name)) loop = { name, start: origin.start, end: origin.end };
      break;
    }
    if (definition.pieces.length > 1) rest = [...definition.pieces.slice(1).map((piece) => Span.inserted(piece, origin, definition.place)), ...rest];
    current = Span.concat(current.slice(0, start), Span.inserted(first, origin, definition.place), current.slice(end));
    replaced = true;
    // An inserted generator is not looked into (5.3).
    if (/^[ \t]*~/.test(first)) break;
    from = start;
  }
  return { span: current, replaced, steps: count, rest, undefined: missing, loop, badParameters, truncated };
}

const since = { _PWD: 1_004_003, _INSTANCE: 2_000_001, _RANDOM: 2_000_015, _HASH: 2_001_004, _BANG: 2_001_004, _ENV: 2_004_000 };

function predefinedValue(name: string, parameters: string, predefined: Predefined, target: Version): Definition | 'bad-parameters' | undefined {
  if (!Object.hasOwn(since, name) || since[name as keyof typeof since] > target) return undefined;
  const fixed = (value: string): Definition => ({ name, pieces: [value], place: undefined });
  const dynamic: Definition = { name, pieces: [unknownMark], place: undefined, dynamic: 'variable' };
  const words = parameters === '' ? [] : parameters.split(/[ \t]+/);
  switch (name) {
    case '_RANDOM':
      if (words.some((word) => !/^\d+$/.test(word)) || words.length > 2) return 'bad-parameters';
      return dynamic;
    case '_ENV':
      return words.length === 1 ? dynamic : 'bad-parameters';
    default:
      if (words.length > 0) return 'bad-parameters';
      if (name === '_PWD') return predefined.directory === undefined ? dynamic : fixed(predefined.directory);
      if (name === '_INSTANCE') return predefined.configId === undefined ? dynamic : fixed(predefined.configId);
      return fixed(name === '_HASH' ? '#' : '!');
  }
}
