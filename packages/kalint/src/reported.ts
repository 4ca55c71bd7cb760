import type { Version } from '@kaconf/schema';
import type { Finding } from './rule.ts';

type Reported = NonNullable<Finding['reported']>;

/** What the config test says, where it says so only from some version on. */
export function reportedFrom(target: Version, since: Version, where: Reported): Reported {
  return target >= since ? where : 'silent';
}

/**
 * Where the config test reports a check that keepalived makes at the end of blocks: at each `}`. A block that the end of
 * the file closes has no position.
 */
export function atEndOf(...blocks: readonly { readonly close: unknown; readonly endLine: number }[]): readonly number[] | 'no-line' {
  const closed = blocks.filter((block) => block.close !== undefined);
  return closed.length === 0 ? 'no-line' : closed.map((block) => block.endLine);
}
