import type { Version } from '@kaconf/schema';
import type { Finding } from './rule.ts';

type Reported = NonNullable<Finding['reported']>;

/** What the config test says, where it says so only from some version on. */
export function reportedFrom(target: Version, since: Version, where: Reported): Reported {
  return target >= since ? where : 'silent';
}
