import type { ValuePart } from '../signature.ts';
import { type ValueType, invalid, outOfRange } from './value-type.ts';

/** HTTP status codes from `first` to `last`. */
export interface StatusCodes {
  readonly first: number;
  readonly last: number;
}

function parse(text: string, part: ValuePart): unknown {
  const found = /^\+?(\d+)(?:-(\d+))?$/.exec(text);
  if (!found) return invalid;
  const first = Number(found[1]);
  const last = Number(found[2] ?? found[1]);
  if (first < (part.min ?? 0) || last > (part.max ?? Infinity) || last < first) return outOfRange;
  return { first, last };
}

export const statusCode: ValueType = { name: 'status-code', parse, noun: 'an HTTP status code or a range of them', typeScript: 'StatusCodes' };
