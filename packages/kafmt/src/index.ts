export { format, type FormatResult } from './format.ts';
export { defaultOptions, type FormatOptions } from './options.ts';
export type { Refusal, RefusalCode } from './refuse.ts';
export type { Place } from './place.ts';
