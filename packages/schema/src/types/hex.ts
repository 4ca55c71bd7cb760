import type { ValuePart } from '../signature.ts';
import { lengthFailure } from './text.ts';
import { type ValueType, invalid } from './value-type.ts';

const digits = /^[\da-fA-F\s]*$/;
const withWildcard = /^[\da-fA-FxX\s]*$/;

function parse(text: string, part: ValuePart): unknown {
  if (!(part.wildcard ? withWildcard : digits).test(text)) return invalid;
  return lengthFailure(text, part) ?? text;
}

/** Octets as hexadecimal digits. */
export const hex: ValueType = { name: 'hex', parse, noun: 'hexadecimal digits', typeScript: 'string' };
