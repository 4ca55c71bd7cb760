/** Formatter for keepalived.conf: a Prettier plugin, and functions for those who format without Prettier. */
export { default, defaultOptions, languages, options, parsers, printers } from './prettier-plugin.ts';
export { format, type FormatResult } from './format.ts';
export { formatRange, formatRangeText, type RangeResult } from './range.ts';
export { indentLine } from './typed.ts';
export { applyEdits, minimalEdits, type Edit } from './edits.ts';
export type { FormatOptions } from './options.ts';
export type { Refusal, RefusalCode } from './refuse.ts';
export type { Place } from './place.ts';
export { isConfigurationName } from './file-names.ts';
export { templateModes, type TemplateMode } from '@kaconf/syntax';
