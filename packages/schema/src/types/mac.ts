import { type ValueType, invalid } from './value-type.ts';

/** Six octets, or five to which the virtual router ID is appended. */
const shape = /^[\da-fA-F]{1,2}(?::[\da-fA-F]{1,2}){4,5}$/;

export const mac: ValueType = {
  name: 'mac',
  // keepalived takes every word with a colon for a MAC address.
  parse: (text) => (shape.test(text) ? text.toLowerCase() : invalid),
  noun: 'a MAC address of six octets, or of five',
  typeScript: 'string',
};
