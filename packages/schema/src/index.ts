import type { Blocks } from './generated/blocks.ts';

export type { Blocks } from './generated/blocks.ts';
export type { Extra, Invalid, Keyword, Missing, Process, Repeat } from './keyword.ts';
export { type Argument, type Match, type MatchResult, type MatchWord, type Mismatch, type MismatchCode, expectedAfter, match } from './match.ts';
export type {
  ChoicePart, EnumPart, LiteralPart, OptionPart, OptionalPart, OptionsPart, Part, RepeatPart, SequencePart, Signature, ValuePart,
} from './signature.ts';
export { describe } from './describe.ts';
export { NotationError, parseSignature } from './notation.ts';
export { type IpAddress, canonicalAddress } from './types/address.ts';
export { booleanWords } from './types/bool.ts';
export { types } from './types/index.ts';
export type { IpRange } from './types/ip-range.ts';
export type { StatusCodes } from './types/status-code.ts';
export { Failure, type Reason, type ValueType } from './types/value-type.ts';
export { type Version, formatVersion, newest, oldest, parseVersion } from './version.ts';
export { bodyContext, canonical, contexts, contextsOf, isKnown, keywordsOf, lookup } from './vocabulary.ts';

/** The path of a block: keywords from the outside in, joined by dots; `''` is the root. */
export type BlockPath = keyof Blocks & string;
