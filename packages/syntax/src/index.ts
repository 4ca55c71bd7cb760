/** Text to tree and back: what is written in a keepalived.conf, whatever it means. */
export type { Range } from './range.ts';
export type * from './tree.ts';
export { Phrase } from './phrase.ts';
export { parse, type ParseOptions } from './parse.ts';
export { detached } from './detached.ts';
export { print } from './print.ts';
export { MAX_LINE_BYTES, type Encoding } from './problems.ts';
export { MAX_FILE_BYTES, decode, encode, type Decoded } from './decode.ts';
export { references, type Reference } from './word.ts';
export { splitScript, type Script, type ScriptProblem } from './script.ts';
export { enclosingBlocks, isBlock, itemAt, nodeAt, passagesWith, walk, wordAt, type BlockDirective } from './visit.ts';
export { innermostBlock } from './innermost.ts';
export { applyEdits, overlap, type TextEdit } from './edit.ts';
export { lineAt, offsetAt, positionAt, utf8Length, type ColumnUnit, type Lines, type Position } from './line-index.ts';
export { findTags, type Tag } from './tags.ts';
export { delimitersFor, templateModes, type Delimiter, type TemplateMode } from './templates.ts';
export { boundedGlob } from './path-glob.ts';
