import type { EnumPart, LiteralPart, OptionsPart, Part, ValuePart } from './signature.ts';
import { types } from './types/index.ts';
import { Failure, invalid } from './types/value-type.ts';

let lastPart: ValuePart | undefined;
let lastText = '';
let lastValue: unknown;

/** Reads a word by its type; a `Failure` where it does not fit. */
export function parseValue(part: ValuePart, text: string): unknown {
  // Whether a word fits is asked directly before its value is.
  if (part === lastPart && text === lastText) return lastValue;
  lastPart = part;
  lastText = text;
  return (lastValue = types.get(part.type)?.parse(text, part) ?? invalid);
}

/**
 * The value of an enumeration that a word is.
 *
 * @returns the value; the part itself for a name that only the host knows; undefined for none
 */
export function parseEnum(part: EnumPart, text: string): LiteralPart | EnumPart | undefined {
  const word = part.signed && /^[+-]/.test(text) ? text.slice(1) : text;
  for (const value of part.values) if (value.text === word) return value;
  if (part.joined && word.includes('|')) return word.split('|').every((each) => each === '' || parseEnum(part, each) !== undefined) ? part : undefined;
  if (part.caseInsensitive) {
    const lower = word.toLowerCase();
    for (const value of part.values) if (value.text.toLowerCase() === lower) return value;
  }
  return part.open && /^[^\d\s+-]/.test(text) ? part : undefined;
}

/** Whether a word is of the type of a value and fails its range or length only: then that is what to say of it. */
export function isNear(part: Part, text: string): boolean {
  if (part.kind === 'optional') return isNear(part.part, text);
  if (part.kind !== 'value') return false;
  const value = parseValue(part, text);
  return value instanceof Failure && value.reason !== 'invalid';
}

/** The option that a word names. */
export function findOption(part: OptionsPart, text: string) {
  for (const option of part.options) {
    if (option.word.text === text || option.aliases.some((alias) => alias.text === text)) return option;
  }
  return undefined;
}

/** Whether a word may begin a part. */
export function fits(part: Part, text: string): boolean {
  switch (part.kind) {
    case 'literal':
      return part.text === text;
    case 'value':
      return !(parseValue(part, text) instanceof Failure);
    case 'enum':
      return parseEnum(part, text) !== undefined;
    case 'optional':
    case 'repeat':
      return fits(part.part, text);
    case 'choice':
      return part.parts.some((each) => fits(each, text));
    case 'sequence':
      for (const each of part.parts) {
        if (fits(each, text)) return true;
        if (isMandatory(each)) return false;
      }
      return false;
    case 'options':
      return findOption(part, text) !== undefined || part.others.some((each) => fits(each, text));
    case 'option':
      return part.word.text === text;
  }
}

/** Whether a part takes at least one word. */
export function isMandatory(part: Part): boolean {
  switch (part.kind) {
    case 'optional':
      return false;
    case 'sequence':
      return part.parts.some(isMandatory);
    case 'choice':
      return part.parts.every(isMandatory);
    case 'repeat':
      return isMandatory(part.part);
    case 'options':
      return part.required || part.others.some(isMandatory);
    default:
      return true;
  }
}

/** The words, values and enumerations with which a part may begin. */
export function firsts(part: Part): readonly Part[] {
  switch (part.kind) {
    case 'optional':
    case 'repeat':
      return firsts(part.part);
    case 'choice':
      return part.parts.flatMap(firsts);
    case 'sequence': {
      const found: Part[] = [];
      for (const each of part.parts) {
        found.push(...firsts(each));
        if (isMandatory(each)) break;
      }
      return found;
    }
    case 'options':
      return [...part.others.flatMap(firsts), ...part.options];
    default:
      return [part];
  }
}
