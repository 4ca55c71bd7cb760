import { type ValueType, invalid } from './value-type.ts';

/** A number, with decimals where a unit follows. */
const shape = /^(?:\d+|\d*\.\d+|\d+\.\d*)(?:s|sec|secs|ms|msec|msecs)?$/i;

/** Round trip times of routes: `200`, `200ms`, `1.5s`. */
export const roundTripTime: ValueType = {
  name: 'time-rtt',
  parse: (text) => (shape.test(text) ? text : invalid),
  noun: 'a time such as 200ms or 1s',
  typeScript: 'string',
};
