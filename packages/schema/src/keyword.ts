import type { Signature } from './signature.ts';
import type { Version } from './version.ts';

/** keepalived's processes; each reads the whole file and evaluates the blocks of its own concern. */
export type Process = 'parent' | 'checker' | 'vrrp' | 'bfd';

/** What a second occurrence in the same block does. */
export type Repeat = 'last' | 'last-reported' | 'first-reported' | 'first' | 'accumulate' | 'merge' | 'largest' | 'idempotent' | 'new-object' | 'replace-reported';

/** What keepalived does with a line whose required word is missing. */
export type Missing = 'exit' | 'error' | 'log' | 'silent' | 'crash' | 'skip-block' | 'none';

/** What keepalived does with words behind the last one that it knows. */
export type Extra = 'ignored' | 'reported' | 'reported-ignored-line' | 'skip-block' | 'values' | 'user-group' | 'log' | 'none';

/** What keepalived does with a value that does not fit. */
export type Invalid = 'error' | 'log' | 'silent';

/** One keyword in one context; everything that the toolkit knows of it stands in `grammar/keywords/`. */
export interface Keyword {
  readonly name: string;
  /** Dotted path of the block it stands in; `''` is the root. */
  readonly context: string;
  /** Dotted path of the keyword itself, e.g. `virtual_server.real_server.weight`. */
  readonly path: string;
  readonly kind: 'directive' | 'block' | 'list';
  /** What follows the keyword on its line. */
  readonly signature: Signature;
  /** What each line of a `list` block holds. */
  readonly items: Signature | undefined;
  /** The canonical keyword this one is another spelling of. */
  readonly aliasOf: string | undefined;
  readonly since: Version | undefined;
  /** Last version that knows it. */
  readonly until: Version | undefined;
  readonly deprecated: { readonly since: Version | undefined; readonly use: string | undefined; readonly reported: boolean } | undefined;
  readonly build: readonly string[];
  readonly processes: readonly Process[];
  readonly repeat: Repeat;
  readonly missing: Missing;
  readonly extra: Extra;
  readonly invalid: Invalid;
  /** The same for the lines of a `list` block. */
  readonly itemMissing: Missing;
  readonly itemExtra: Extra;
  /** Must stand in its block. */
  readonly required: boolean;
  /** Takes a command that keepalived reads again with shell-like quotes (lexical facts, section 8.3). */
  readonly script: boolean;
  readonly default: string | number | boolean | undefined;
  readonly doc: string;
  /** The notation of `signature` and `items`, for people. */
  readonly notation: string;
  readonly itemNotation: string | undefined;
  readonly source: string;
}
