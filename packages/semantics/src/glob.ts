/** The part of a file system that a pattern needs; a door implements it. */
export interface FolderView {
  /** Names in a folder, in any order and without `.` and `..`; undefined where it cannot be listed. */
  names(folder: string): readonly string[] | undefined;
  /** Something with that name is there, even a link that leads nowhere (lstat). */
  exists(path: string): boolean;
  /** A folder, or a link to one. */
  isFolder(path: string): boolean;
}

export interface GlobResult {
  /** Matches in the order in which keepalived reads them; folders too. */
  readonly paths: readonly string[];
  /** A name without wildcard, or the folder in front of a wildcard, is not there. */
  readonly missing: boolean;
}

/** More alternatives than this in one pattern are a mistake or an attack; the rest is not looked at. */
const maxAlternatives = 1_000;

/**
 * Expands a pattern as glob(3) does with GLOB_BRACE: `{a,b}` first, then `*`, `?` and `[…]` in each part of the path,
 * `\` escapes; sorted per alternative (lexical facts, section 7.2).
 *
 * @param pattern absolute or relative to `folder`, with `/` between folders
 * @param folder absolute, without `/` at its end (empty for the root folder)
 * @param limit more matches than this are not looked for
 */
export function glob(pattern: string, folder: string, view: FolderView, limit: number): GlobResult {
  const paths: string[] = [];
  let missing = false;
  for (const alternative of expandBraces(pattern)) {
    if (paths.length >= limit) break;
    const found = expandPath(alternative, folder, view, limit - paths.length);
    paths.push(...found.paths);
    missing ||= found.missing;
  }
  return { paths, missing };
}

/** The alternatives of `{a,b}` in writing order, nested ones too; a brace without its partner is an ordinary character. */
export function expandBraces(pattern: string): readonly string[] {
  const result: string[] = [];
  const pending = [pattern];
  while (pending.length > 0 && result.length < maxAlternatives) {
    const next = pending.pop() ?? '';
    const parts = firstBrace(next);
    if (!parts) result.push(next);
    else if (pending.length + parts.inner.length > maxAlternatives) result.push(parts.before + (parts.inner[0] ?? '') + parts.after);
    else for (const inner of parts.inner.toReversed()) pending.push(parts.before + inner + parts.after);
  }
  return result;
}

function firstBrace(pattern: string): { before: string; inner: readonly string[]; after: string } | undefined {
  let open = 0;
  while (open < pattern.length && pattern[open] !== '{') open += pattern[open] === '\\' ? 2 : 1;
  if (open >= pattern.length) return undefined;
  const inner: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = start; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\') at++;
    else if (character === '{') depth++;
    else if (character === ',' && depth === 0) {
      inner.push(pattern.slice(start, at));
      start = at + 1;
    } else if (character === '}' && depth-- === 0) {
      return { before: pattern.slice(0, open), inner: [...inner, pattern.slice(start, at)], after: pattern.slice(at + 1) };
    }
  }
  return undefined;
}

function expandPath(pattern: string, folder: string, view: FolderView, limit: number): GlobResult {
  const parts = pattern.split('/').filter((part) => part !== '');
  let missing = false;
  let paths = [pattern.startsWith('/') ? '' : folder];
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    const next: string[] = [];
    for (const path of paths) {
      if (next.length >= limit) break;
      if (!isPattern(part)) {
        const candidate = `${path}/${unescape(part)}`;
        if (last ? view.exists(candidate) : view.isFolder(candidate)) next.push(candidate);
        else missing = true;
        continue;
      }
      const names = view.names(path === '' ? '/' : path);
      if (!names) missing = true;
      const matching = (names ?? []).filter((name) => matchesName(part, name)).map((name) => `${path}/${name}`);
      next.push(...matching.filter((candidate) => last || view.isFolder(candidate)));
    }
    paths = next.sort(byBytes).slice(0, limit);
  }
  return { paths, missing };
}

/** Names sort as in the C locale; UTF-16 order differs from it only beyond the basic plane. */
function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a part of a path has wildcards; a `[` without `]` is an ordinary character. */
export function isPattern(part: string): boolean {
  let bracket = false;
  for (let at = 0; at < part.length; at++) {
    const character = part[at];
    if (character === '\\') at++;
    else if (character === '*' || character === '?' || (character === ']' && bracket)) return true;
    else if (character === '[') bracket = true;
  }
  return false;
}

function unescape(part: string): string {
  return part.replace(/\\(.)/gsu, '$1');
}

/**
 * Whether a name fits a pattern as in fnmatch(3) with FNM_PERIOD: a leading `.` has to be written.
 * Goes back to the last `*` only, so that the time is bounded by the product of both lengths.
 */
export function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !/^\\?\./.test(pattern)) return false;
  let at = 0;
  let position = 0;
  let star = -1;
  let retry = 0;
  while (position < name.length) {
    if (pattern[at] === '*') {
      star = at++;
      retry = position;
      continue;
    }
    const step = matchOne(pattern, at, name[position] ?? '');
    if (step > 0) {
      at += step;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++retry;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at >= pattern.length;
}

/** How many characters of the pattern match this character; 0: none. */
function matchOne(pattern: string, at: number, character: string): number {
  const here = pattern[at];
  if (here === undefined) return 0;
  if (here === '?') return 1;
  if (here === '\\' && at + 1 < pattern.length) return pattern[at + 1] === character ? 2 : 0;
  if (here === '[') {
    const end = bracketEnd(pattern, at);
    if (end > 0) return inBracket(pattern.slice(at + 1, end), character) ? end + 1 - at : 0;
  }
  return here === character ? 1 : 0;
}

function bracketEnd(pattern: string, open: number): number {
  let at = open + 1;
  if (pattern[at] === '!' || pattern[at] === '^') at++;
  for (let first = true; at < pattern.length; at++, first = false) {
    if (pattern[at] === '\\') at++;
    else if (pattern.startsWith('[:', at) && pattern.includes(':]', at + 2)) at = pattern.indexOf(':]', at + 2) + 1;
    else if (pattern[at] === ']' && !first) return at;
  }
  return -1;
}

const classes: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /[A-Za-z0-9]/], ['alpha', /[A-Za-z]/], ['blank', /[ \t]/], ['digit', /\d/], ['lower', /[a-z]/], ['upper', /[A-Z]/],
  ['punct', /[!-/:-@[-`{-~]/], ['space', /\s/], ['xdigit', /[\dA-Fa-f]/], ['graph', /[!-~]/], ['print', /[ -~]/],
]);

function inBracket(content: string, character: string): boolean {
  const negated = content.startsWith('!') || content.startsWith('^');
  for (let at = negated ? 1 : 0; at < content.length; at++) {
    const named = /^\[:(\w+):\]/.exec(content.slice(at));
    if (named) {
      if (classes.get(named[1] ?? '')?.test(character)) return !negated;
      at += named[0].length - 1;
      continue;
    }
    if (content[at] === '\\') at++;
    const from = content[at] ?? '';
    if (content[at + 1] !== '-' || at + 2 >= content.length) {
      if (from === character) return !negated;
      continue;
    }
    at += content[at + 2] === '\\' ? 3 : 2;
    if (character >= from && character <= (content[at] ?? '')) return !negated;
  }
  return negated;
}
