import type { Version } from '@kaconf/schema';
import type { IncludeResolver } from './include.ts';
import type { LogicalLine } from './logical-line.ts';

export interface ReaderOptions {
  readonly target: Version;
  /** As `keepalived -i`; undefined where no id matches. */
  readonly configId: string | undefined;
  readonly includes: IncludeResolver;
  /** As `keepalived -e`: what an include does not find is an error. */
  readonly includeCheck?: boolean | undefined;
  /** `child`: comments are stripped twice, so `\#` does not protect (lexical facts, section 1). */
  readonly pass: 'written' | 'parent' | 'child';
}

/** Who takes the logical lines. */
export interface ReaderSink {
  accept(line: LogicalLine): void;
}
