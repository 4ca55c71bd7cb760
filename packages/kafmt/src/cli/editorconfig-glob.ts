import { boundedGlob } from '@kaconf/syntax';

/** Characters that mean something in a regular expression. */
const escapeSign = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');

/** Index of the bracket that closes the one at `index`, or -1; backslashes protect. */
function closing(glob: string, index: number, open: string, close: string): number {
  let depth = 0;
  for (let at = index; at < glob.length; at += 1) {
    const character = glob.charAt(at);
    if (character === '\\') at += 1;
    else if (character === open) depth += 1;
    else if (character === close) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** The alternatives between braces, split at the commas of the outermost level. */
function alternatives(inner: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < inner.length; at += 1) {
    const character = inner.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(inner.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(inner.slice(from));
  return parts;
}

/** A range of whole numbers, `{1..12}`; undefined for anything else, and for ranges nobody writes. */
function numbers(inner: string): string | undefined {
  const match = /^([+-]?\d{1,6})\.\.([+-]?\d{1,6})$/.exec(inner);
  if (!match) return undefined;
  const [low = 0, high = 0] = [Number(match[1]), Number(match[2])].sort((a, b) => a - b);
  if (high - low > 1000) return '[+-]?\\d+';
  return `(?:${Array.from({ length: high - low + 1 }, (_, index) => String(low + index)).join('|')})`;
}

function braces(inner: string): string {
  const range = numbers(inner);
  if (range !== undefined) return range;
  const parts = alternatives(inner);
  // Braces around a single word are literal.
  if (parts.length === 1) return `\\{${translate(inner)}\\}`;
  return `(?:${parts.map(translate).join('|')})`;
}

function characterSet(inner: string): string {
  const negated = inner.startsWith('!') || inner.startsWith('^');
  const signs = (negated ? inner.slice(1) : inner).replace(/[\\\]^]/g, '\\$&');
  return `[${negated ? '^/' : ''}${signs}]`;
}

/** The source of the regular expression that a glob stands for. */
function translate(glob: string): string {
  let source = '';
  for (let at = 0; at < glob.length; at += 1) {
    const character = glob.charAt(at);
    if (character === '\\') source += escapeSign(glob.charAt((at += 1)));
    else if (glob.startsWith('/**/', at)) {
      source += '(?:/|/.*/)';
      at += 3;
    } else if (glob.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[' && closing(glob, at, '[', ']') > at + 1 && !glob.slice(at, closing(glob, at, '[', ']')).includes('/')) {
      const end = closing(glob, at, '[', ']');
      source += characterSet(glob.slice(at + 1, end));
      at = end;
    } else if (character === '{' && closing(glob, at, '{', '}') > at) {
      const end = closing(glob, at, '{', '}');
      source += braces(glob.slice(at + 1, end));
      at = end;
    } else source += escapeSign(character);
  }
  return source;
}

/**
 * Whether a section of an `.editorconfig` is about a file.
 *
 * @param glob the text between the brackets of the section
 * @param path the file's path relative to the folder of the `.editorconfig`, with `/`
 */
export function matchesSection(glob: string, path: string): boolean {
  const anchored = glob.includes('/') ? glob.replace(/^\//, '') : `**/${glob}`;
  try {
    return boundedGlob(anchored, (each) => {
      const expression = new RegExp(`^(?:${translate(each).replace(/^\.\*\//, '(?:.*/)?')})$`, 's');
      return (name) => expression.test(name);
    })(path);
  } catch {
    return false;
  }
}
