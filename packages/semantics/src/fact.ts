import type { Keyword, Mismatch, Version } from '@kaconf/schema';
import type { Range } from '@kaconf/syntax';
import type { SourceDocument } from './document.ts';
import type { Block, Directive } from './block.ts';

/**
 * What reading and binding found out: bare data. A rule decides its words and severity, so that each can be
 * configured, suppressed and documented as any other finding.
 */
export type Fact = FactBase & FactDetail;

export interface FactBase {
  readonly document: SourceDocument;
  readonly range: Range;
  /** 1-based line that keepalived's position message would name, 0 where it names none. */
  readonly line: number;
  /** Whether keepalived's config test reports it (for the target version). */
  readonly reported: boolean;
  /** The block in which it stands; undefined at the root. */
  readonly block?: Block | undefined;
  /** A definition or include that brought the text in. */
  readonly origin?: { readonly document: SourceDocument; readonly range: Range } | undefined;
}

export type FactDetail =
  | { readonly code: 'unknown-keyword'; readonly keyword: string; readonly context: string; readonly opensBlock: boolean; readonly words: readonly string[] }
  | { readonly code: 'keyword-version'; readonly keyword: Keyword; readonly opensBlock: boolean }
  | { readonly code: 'mismatch'; readonly directive: Directive; readonly mismatch: Mismatch; readonly item: boolean; readonly words: readonly string[] }
  | { readonly code: 'deprecated'; readonly directive: Directive }
  | { readonly code: 'repeated'; readonly directive: Directive; readonly first: Directive }
  | { readonly code: 'missing-block'; readonly directive: Directive }
  | { readonly code: 'unexpected-block'; readonly directive: Directive | undefined }
  | { readonly code: 'block-extra-words'; readonly directive: Directive; readonly words: readonly string[] }
  | { readonly code: 'unclosed-block'; readonly directive: Directive | undefined; readonly missing: number }
  | {
      readonly code: 'stray-close';
      /** The block that it ends early, where the indentation tells that it is one too many. */
      readonly ends: Block | undefined;
    }
  | { readonly code: 'fragment'; readonly context: string; readonly by: 'comment' | 'keywords' }
  | { readonly code: 'unterminated-quote' }
  | { readonly code: 'stray-backslash' }
  | { readonly code: 'nul-byte' }
  | { readonly code: 'byte-order-mark' }
  | { readonly code: 'utf-16' }
  | { readonly code: 'stray-carriage-return' }
  | { readonly code: 'line-too-long' }
  | { readonly code: 'undefined-variable'; readonly name: string; readonly braced: boolean; readonly quoted: boolean }
  | { readonly code: 'bad-parameters'; readonly name: string }
  | { readonly code: 'definition-loop'; readonly name: string }
  | { readonly code: 'invalid-generator'; readonly text: string }
  | { readonly code: 'generator-too-long'; readonly text: string }
  | { readonly code: 'late-prefix'; readonly text: string }
  | { readonly code: 'include'; readonly problem: IncludeProblem; readonly pattern: string; readonly variant: string }
  | { readonly code: 'include-misplaced'; readonly reason: 'condition' | 'brace' | 'generator' | 'definition' }
  | { readonly code: 'crash'; readonly reason: string; readonly version: Version | undefined };

/** Why (a part of) an include was not read. */
export type IncludeProblem = 'missing' | 'no-match' | 'partial' | 'not-regular' | 'executable' | 'unreadable' | 'outside' | 'cycle' | 'too-deep' | 'unresolved';

export type FactCode = FactDetail['code'];
export type FactOf<C extends FactCode> = FactBase & Extract<FactDetail, { readonly code: C }>;
