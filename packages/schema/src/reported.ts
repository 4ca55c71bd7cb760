import type { Keyword } from './keyword.ts';
import type { MismatchCode } from './match.ts';
import type { Part } from './signature.ts';
import type { Version } from './version.ts';

const extraReported = new Set(['reported', 'reported-ignored-line', 'skip-block', 'values']);
const missingReported = new Set(['exit', 'error', 'skip-block', 'crash']);

/** Unknown users and groups are said in the log only, and paths and names are not looked at by the config test. */
const unjudged = new Set(['user', 'group', 'regex']);

/** Checks that keepalived did not make from the start: what was wrong with these keywords passed before. */
const judgedSince: Readonly<Record<string, { readonly since: Version; readonly code?: MismatchCode }>> = {
  'global_defs.vrrp_strict': { since: 2_003_000 },
  'global_defs.vrrp_skip_check_adv_addr': { since: 2_003_000 },
  'global_defs.notification_email_from': { since: 2_003_000, code: 'extra' },
  'vrrp_script.script': { since: 2_002_008 },
};

/** Up to 2.2.7 round trip times of routes have no lower limit, and a higher upper one; 2.4.3 wants 200 ms to 120 s. */
const shortestRoundTripSince: Version = 2_004_000;

/** Whether a range was not asked for by the version that reads the file. */
export function isUnlimited(expected: readonly Part[], target: Version): boolean {
  return target < shortestRoundTripSince && expected.some((part) => part.kind === 'value' && part.type === 'time-rtt');
}

function valueReported(keyword: Keyword, expected: readonly Part[]): boolean {
  if (keyword.invalid !== 'error') return false;
  return !expected.some((part) => part.kind === 'value' && (!part.enforced || unjudged.has(part.type)));
}

/**
 * Whether keepalived's config test says that words do not fit.
 *
 * @param item the words are those of a line of a list block
 * @param target the version that reads the file
 */
export function isReported(keyword: Keyword, item: boolean, code: MismatchCode, expected: readonly Part[], target: Version): boolean {
  const later = judgedSince[keyword.path];
  if (later && later.since > target && (later.code ?? code) === code) return false;
  switch (code) {
    case 'missing':
      return missingReported.has(item ? keyword.itemMissing : keyword.missing);
    case 'extra':
      return extraReported.has(item ? keyword.itemExtra : keyword.extra);
    case 'duplicate-option':
      return expected.some((part) => part.kind === 'option' && part.once);
    default:
      return valueReported(keyword, expected);
  }
}
