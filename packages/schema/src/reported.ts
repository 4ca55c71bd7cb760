import type { Keyword } from './keyword.ts';
import type { MismatchCode } from './match.ts';
import type { Part } from './signature.ts';

const extraReported = new Set(['reported', 'reported-ignored-line', 'skip-block', 'values']);
const missingReported = new Set(['exit', 'error', 'skip-block', 'crash']);

/** Unknown users and groups are said in the log only, and paths and names are not looked at by the config test. */
const unjudged = new Set(['user', 'group', 'regex']);

function valueReported(keyword: Keyword, expected: readonly Part[]): boolean {
  if (keyword.invalid !== 'error') return false;
  return !expected.some((part) => part.kind === 'value' && (!part.enforced || unjudged.has(part.type)));
}

/**
 * Whether keepalived's config test says that words do not fit.
 *
 * @param item the words are those of a line of a list block
 */
export function isReported(keyword: Keyword, item: boolean, code: MismatchCode, expected: readonly Part[]): boolean {
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
