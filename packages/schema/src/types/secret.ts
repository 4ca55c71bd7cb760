import type { ValuePart } from '../signature.ts';
import { byteLength } from './text.ts';
import { type ValueType, invalid, tooLong, tooShort } from './value-type.ts';

/** A key as text, `hex:DIGITS` or `file:PATH`; the length counts octets of the key itself. */
function parse(text: string, part: ValuePart): unknown {
  if (text.startsWith('file:')) return text.length > 'file:'.length ? text : invalid;
  let octets = byteLength(text);
  if (text.startsWith('hex:')) {
    const digits = text.slice('hex:'.length);
    if (!/^(?:[\da-fA-F]{2})+$/.test(digits)) return invalid;
    octets = digits.length / 2;
  }
  if (part.minLength !== undefined && octets < part.minLength) return tooShort;
  return part.maxLength !== undefined && octets > part.maxLength ? tooLong : text;
}

export const secret: ValueType = { name: 'secret', parse, noun: 'a key as text, hex:DIGITS or file:PATH', typeScript: 'string' };
