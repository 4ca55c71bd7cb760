import { type ValueType, invalid, outOfRange } from './value-type.ts';

/** Seconds have up to three decimals; milliseconds and the kernel's raw number none. */
const shape = /^(?:\d+(?:ms|msecs?)?|(\d+\.?\d{0,3}|\.\d{1,3})(?:s|secs?))$/i;
/** Outside of these keepalived takes the nearest, with an error. */
const [shortest, longest] = [200, 120_000];

/** Round trip times of routes: `200`, `200ms`, `1.5s`. */
export const roundTripTime: ValueType = {
  name: 'time-rtt',
  parse: (text) => {
    const found = shape.exec(text);
    if (!found) return invalid;
    const milliseconds = found[1] === undefined ? parseInt(text, 10) : Number(found[1]) * 1000;
    return milliseconds < shortest || milliseconds > longest ? outOfRange : text;
  },
  noun: 'a time from 200ms to 120s',
  typeScript: 'string',
};
