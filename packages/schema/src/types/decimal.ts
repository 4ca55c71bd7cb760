import type { ValuePart } from '../signature.ts';
import { isBlank } from './integer.ts';
import { type ValueType, invalid, outOfRange } from './value-type.ts';

/** `1`, `1.5`, `.5` and `1.`; no exponent. Without any digit it is 0. */
const shape = /^\s*[+-]?\d*(?:\.\d*)?$/;

/** The number in units of its last decimal, exact whatever its length. */
function scaled(text: string, decimals: number): bigint {
  const [whole = '', fraction = ''] = text.trim().replace(/^\+/, '').split('.');
  const negative = whole.startsWith('-');
  const digits = BigInt(whole.replace('-', '') + fraction.padEnd(decimals, '0').slice(0, decimals));
  return negative ? -digits : digits;
}

function parse(text: string, part: ValuePart): unknown {
  if (!shape.test(text)) return invalid;
  const decimals = part.decimals ?? 6;
  const isZero = !/\d/.test(text);
  if (isZero && decimals === 0 && !isBlank(text)) return invalid;
  const point = text.indexOf('.');
  if (decimals === 0 && point >= 0) return invalid;
  // keepalived reports surplus decimals and uses the number without them.
  if (point >= 0 && text.length - point - 1 > decimals) return invalid;
  const value = isZero ? 0 : Number(text);
  if (!part.enforced) return value;
  if (part.min !== undefined && value < part.min) return outOfRange;
  if (part.min !== undefined && part.min >= 0 && text.trimStart().startsWith('-')) return outOfRange;
  // Only next to the limit a double is not exact enough to tell.
  if (part.exactMax !== undefined && value < Number(part.exactMax) - 1) return value;
  if (part.exactMax !== undefined) return !isZero && scaled(text, decimals) > scaled(part.exactMax, decimals) ? outOfRange : value;
  return part.max !== undefined && value > part.max ? outOfRange : value;
}

/** Times in seconds (`read_timer` of keepalived). */
export const seconds: ValueType = { name: 'seconds', parse, noun: 'a number of seconds', typeScript: 'number' };

/** Numbers with decimals (`read_decimal_unsigned` of keepalived). */
export const number: ValueType = { name: 'number', parse, noun: 'a number', typeScript: 'number' };
