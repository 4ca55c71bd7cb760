import { type ValueType, invalid, outOfRange } from './value-type.ts';

/** Seconds have up to three decimals; milliseconds and the kernel's raw number none. */
const shape = /^(?:\d+(?:ms|msecs?)?|(\d+\.?\d{0,3}|\.\d{1,3})(?:s|secs?))$/i;
const longestSeconds = 960;

/** Round trip times of routes: `200`, `200ms`, `1.5s`. */
export const roundTripTime: ValueType = {
  name: 'time-rtt',
  parse: (text) => {
    const found = shape.exec(text);
    if (!found) return invalid;
    return found[1] !== undefined && Number(found[1]) > longestSeconds ? outOfRange : text;
  },
  noun: 'a time such as 200ms or 1s',
  typeScript: 'string',
};
