import type { EnumPart, LiteralPart, Part, ValuePart } from './signature.ts';
import { types } from './types/index.ts';

const quote = (word: LiteralPart) => `"${word.text}"`;

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words[words.length - 1] ?? ''}`;
}

function bounds(part: ValuePart): string {
  const { min, max } = part;
  if (min === undefined) return '';
  const high = part.exactMax ?? (max === undefined ? undefined : String(max));
  return high === undefined ? ` of at least ${String(min)}` : ` from ${String(min)} to ${high}`;
}

function size(part: ValuePart): string {
  if (part.maxLength === undefined) return '';
  if (part.minLength === part.maxLength) return ` of ${String(part.maxLength)} characters`;
  return part.minLength === undefined ? ` of at most ${String(part.maxLength)} characters` : ` of ${String(part.minLength)} to ${String(part.maxLength)} characters`;
}

function value(part: ValuePart): string {
  if (part.symbol) return `the name of a ${part.symbol.kind}`;
  const noun = types.get(part.type)?.noun ?? part.type;
  const unit = part.unit !== undefined && part.type !== 'seconds' ? ` of ${part.unit}` : '';
  const whole = part.type === 'seconds' && part.decimals === 0 ? ' (whole)' : '';
  return `${noun}${whole}${unit}${bounds(part)}${size(part)}`;
}

function enumeration(part: EnumPart): string {
  return list(part.values.map(quote)) + (part.open ? ' or a name that the host knows' : '');
}

/**
 * Says in words what may stand somewhere: `a whole number from 1 to 255`.
 *
 * @param part a part, or several of which one may stand there
 */
export function describe(part: Part | readonly Part[]): string {
  if (!('kind' in part)) return list([...new Set(part.map(describe))]);
  switch (part.kind) {
    case 'literal':
      return quote(part);
    case 'value':
      return value(part);
    case 'enum':
      return enumeration(part);
    case 'optional':
    case 'repeat':
      return describe(part.part);
    case 'choice':
      return describe(part.parts);
    case 'sequence':
      return part.parts[0] ? describe(part.parts[0]) : 'nothing';
    case 'option':
      return quote(part.word);
    case 'options':
      return describe([...part.others, ...part.options]);
  }
}
