import { isBlank, isNameChar, isNameStart } from './characters.ts';
import type { Range } from './range.ts';
import { bracedReferenceEnd } from './scan.ts';

/** The use of a definition: `$NAME`, `${NAME}` or `${NAME PARAMETERS}`. The range covers it from `$` on. */
export interface Reference extends Range {
  readonly name: string;
  readonly nameRange: Range;
  readonly braced: boolean;
  /** What stands between name and `}`, blanks included; absent if that is nothing. */
  readonly parameters: Range | undefined;
}

/**
 * The references in a stretch of a text, as keepalived finds them in a line (lexical facts, section 5.3; replace_param in
 * lib/parser.c): `${NAME}` anywhere, `$NAME` only before a blank, `,`, `)` or the end of the line. Quotes and backslashes
 * protect nothing. Whether the name is defined is not asked.
 * @param text the whole text, since what follows the stretch counts as well
 * @param range a word, the pattern of an include, a piece of a definition, or the arguments of a generator
 */
export function references(text: string, range: Range): Reference[] {
  const found: Reference[] = [];
  let at = text.indexOf('$', range.start);
  while (at >= 0 && at < range.end) {
    const reference = referenceAt(text, at, range.end);
    if (reference !== undefined) found.push(reference);
    at = text.indexOf('$', reference?.end ?? at + 1);
  }
  return found;
}

function referenceAt(text: string, dollar: number, limit: number): Reference | undefined {
  const bracedEnd = bracedReferenceEnd(text, dollar);
  const braced = bracedEnd > 0 && bracedEnd <= limit;
  const start = braced ? dollar + 2 : dollar + 1;
  if (!isNameStart(text.charCodeAt(start))) return undefined;
  let end = start + 1;
  while (end < limit && isNameChar(text.charCodeAt(end))) end++;
  const nameRange = { start, end };
  const name = text.slice(start, end);
  if (braced) {
    const parameters = end < bracedEnd - 1 ? { start: end, end: bracedEnd - 1 } : undefined;
    return { start: dollar, end: bracedEnd, name, nameRange, braced, parameters };
  }
  if (!endsReference(text, end, end >= limit)) return undefined;
  return { start: dollar, end, name, nameRange, braced, parameters: undefined };
}

/** Whether `$NAME` may end here. Where the stretch ends and a comment or a continuation mark follows, the line ends for keepalived. */
function endsReference(text: string, at: number, behind: boolean): boolean {
  const sign = text.charAt(at);
  if (sign === '' || sign === '\n' || sign === '\r' || sign === ',' || sign === ')') return true;
  return isBlank(text.charCodeAt(at)) || (behind && (sign === '#' || sign === '!' || sign === '\\'));
}
