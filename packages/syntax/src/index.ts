/** Text to tree and back: what is written in a keepalived.conf, whatever it means. */
export type { Range } from './range.ts';
export type * from './tree.ts';
export { parse, type ParseOptions } from './parse.ts';
export { print } from './print.ts';
export { MAX_LINE_BYTES, type Encoding } from './problems.ts';
