import { type ValueType, invalid } from './value-type.ts';

/** Lower case only (`check_true_false` of keepalived). */
const words = new Map([['true', true], ['on', true], ['yes', true], ['false', false], ['off', false], ['no', false]]);

/** The words of a boolean, for completion. */
export const booleanWords: readonly string[] = [...words.keys()];

export const bool: ValueType = {
  name: 'bool',
  parse: (text) => words.get(text) ?? invalid,
  noun: 'true, on, yes, false, off or no',
  typeScript: 'boolean',
};
