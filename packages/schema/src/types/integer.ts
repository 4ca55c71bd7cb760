import type { ValuePart } from '../signature.ts';
import { type ValueType, invalid, outOfRange } from './value-type.ts';

/** Blanks may stand before a number that is quoted; a `+` is read, nothing may follow. */
const decimal = /^\s*[+-]?\d+$/;
const inC = /^\s*[+-]?(?:0[xX][\da-fA-F]+|\d+)$/;
/** The longest run of digits that a double holds exactly whatever they are. */
const exactDigits = 15;

function read(text: string, cNotation: boolean): bigint | number | undefined {
  const trimmed = text.trimStart();
  if (!cNotation) {
    if (!decimal.test(text)) return undefined;
    return trimmed.length <= exactDigits ? Number(trimmed) : BigInt(trimmed.replace('+', ''));
  }
  if (!inC.test(text)) return undefined;
  const negative = trimmed.startsWith('-');
  const digits = trimmed.replace(/^[+-]/, '');
  const octal = /^0\d/.test(digits);
  if (octal && /[89]/.test(digits)) return undefined;
  const value = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  return negative ? -value : value;
}

/** Whether a number is within the bounds of a part. */
function within(value: bigint | number, part: ValuePart): boolean {
  if (part.min !== undefined && value < part.min) return false;
  if (part.exactMax !== undefined) return value <= BigInt(part.exactMax);
  return part.max === undefined || value <= part.max;
}

/** A word in quotes without anything but blanks has nothing behind its number, which is 0 (`strtol`). */
export function isBlank(text: string): boolean {
  return /^[ \t\n\v\f\r]*$/.test(text);
}

/** Most numbers are short and plain; they need no exact arithmetic. */
const plain = /^(?:0|[1-9]\d{0,8})$/;

function parse(text: string, part: ValuePart): unknown {
  const value = plain.test(text) ? Number(text) : isBlank(text) ? 0 : read(text, part.cNotation);
  if (value === undefined) return invalid;
  if (part.enforced && !within(value, part)) return outOfRange;
  // "-0" is a negative number for an option that takes none.
  if (part.enforced && part.min !== undefined && part.min >= 0 && text.trimStart().startsWith('-')) return outOfRange;
  return Number(value);
}

/** Whole numbers (`read_int_func` and `read_unsigned_func` of keepalived). */
export const integer: ValueType = { name: 'integer', parse, noun: 'a whole number', typeScript: 'number' };

/** TCP and UDP ports. */
export const port: ValueType = { name: 'port', parse, noun: 'a port', typeScript: 'number' };

/** Firewall marks. */
export const fwmark: ValueType = { name: 'fwmark', parse, noun: 'a firewall mark', typeScript: 'number' };
