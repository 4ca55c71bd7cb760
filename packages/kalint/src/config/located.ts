import { positionAt } from '@kaconf/syntax';

/** A value of a configuration file that knows where it stands, whether it was written as JSON or YAML. */
export type Located = LocatedObject | LocatedArray | LocatedScalar;

interface Spot {
  /** UTF-16 offset into the configuration file. */
  readonly start: number;
}

export interface LocatedObject extends Spot {
  readonly kind: 'object';
  readonly entries: readonly LocatedEntry[];
}

export interface LocatedEntry extends Spot {
  readonly key: string;
  readonly value: Located;
}

export interface LocatedArray extends Spot {
  readonly kind: 'array';
  readonly items: readonly Located[];
}

export interface LocatedScalar extends Spot {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

/** What is wrong with a configuration file, and where. */
export interface ConfigProblem {
  readonly message: string;
  readonly start: number;
}

export interface ParsedData {
  /** Undefined for an empty file and where the text cannot be read. */
  readonly root: Located | undefined;
  readonly problems: readonly ConfigProblem[];
}

/** The value under a key; undefined where the value is no object or has no such key. */
export function entry(value: Located | undefined, key: string): Located | undefined {
  return value?.kind === 'object' ? value.entries.find((each) => each.key === key)?.value : undefined;
}

/** Names a kind of value in a message. */
export function kindOf(value: Located): string {
  if (value.kind !== 'scalar') return value.kind === 'array' ? 'a list' : 'an object';
  return value.value === null ? 'null' : `${typeof value.value === 'object' ? 'object' : typeof value.value} ${JSON.stringify(value.value)}`;
}

/** Tells 1-based line and column of offsets. */
export function placesIn(text: string): (offset: number) => { line: number; column: number } {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return (offset) => {
    const { line, column } = positionAt({ text, lineStarts }, offset);
    return { line: line + 1, column: column + 1 };
  };
}
