/** The lines of a configuration as keepalived takes them one by one, before it knows what they mean. */

/** A physical line, and the lines of the specimen (`path:line`) that it was made of. */
export interface Line {
  readonly text: string;
  readonly from: readonly string[];
}

export interface Variant {
  readonly files: ReadonlyMap<string, readonly Line[]>;
  readonly roots: readonly string[];
  readonly id: string | undefined;
  readonly lineEnd: '\n' | '\r\n';
  /** Whether the last line ends. */
  readonly ended: boolean;
}

export type LineKind = 'blank' | 'comment' | 'definition' | 'generator' | 'include' | 'text';

export interface LineFacts {
  readonly kind: LineKind;
  /** Without comment and without blanks at the ends. */
  readonly code: string;
  readonly comment: string;
  /** Directly behind a word. */
  readonly glued: boolean;
  /** Part of a definition of several lines. */
  readonly inDefinition: boolean;
  /** Starts with `@id`. */
  readonly conditional: boolean;
  /** A quote without its partner: the comment belongs to it. */
  readonly open: boolean;
}

/** Nothing may be put around these lines, and nothing into them. */
export function isDelicate({ code, inDefinition, open, comment }: LineFacts): boolean {
  return inDefinition || open || code.endsWith('\\') || /\\[ \t]*$/.test(comment) || code.startsWith('\\') || code.includes('\0') || code.length > 700;
}

export function factsOf(lines: readonly Line[]): readonly LineFacts[] {
  let inDefinition = false;
  return lines.map(({ text }) => {
    const { code, comment, open } = withoutComment(text);
    const conditional = /^@\S/.test(code);
    const content = conditional ? code.replace(/^@\S+[ \t]*/, '') : code;
    const starts = /^\$[A-Za-z_]\w*=/.test(content);
    const continued = code.endsWith('\\');
    const inside = inDefinition || (starts && continued);
    const kind = inDefinition || starts ? 'definition' : code === '' ? (comment === '' ? 'blank' : 'comment') : kindOf(content);
    // A comment or an empty line inside ends it for some of keepalived's processes only.
    inDefinition = inside && (continued || (inDefinition && code === ''));
    return { kind, code, comment, glued: comment !== '' && !/[ \t]$|^$/.test(text.slice(0, text.length - comment.length)), inDefinition: inside, conditional, open };
  });
}

function kindOf(content: string): LineKind {
  if (/^~/.test(content)) return 'generator';
  return /^include[rmwba]?\s/.test(content) ? 'include' : 'text';
}

/** Splits a line at its comment, as keepalived does for the first time. */
export function withoutComment(text: string): { readonly code: string; readonly comment: string; readonly open: boolean } {
  let quoted = false;
  let at = 0;
  for (; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '"') quoted = !quoted;
    else if ((char === '#' || char === '!') && !quoted) break;
  }
  return { code: trimBlanks(text.slice(0, at)), comment: text.slice(at), open: quoted };
}

/** Blanks as keepalived knows them: no-break spaces and the like belong to words. */
export function trimBlanks(text: string): string {
  return text.replace(/^[ \t]+|[ \t\r]+$/g, '');
}

/** Whether a file asks for a version that lacks definitions, free braces and the like. */
export function isForOldVersion(lines: readonly Line[]): boolean {
  return lines.some(({ text }) => /kalint-target (?:1\.|2\.[01]\.)/.test(text));
}

export interface Token {
  readonly kind: 'word' | 'open' | 'close';
  /** With its quotes. */
  readonly text: string;
}

/** Words and braces of a line's code; undefined where references or quotes make that doubtful. */
export function tokensOf(code: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = /[ \t\r\v\f]+|(\{)|(\})|"[^"]*"|(?:\$\{[^{}]*\}|[^ \t\r\v\f"{}])+/gy;
  let at = 0;
  while (at < code.length) {
    pattern.lastIndex = at;
    const found = pattern.exec(code);
    if (!found) return undefined;
    if (found[1] !== undefined) tokens.push({ kind: 'open', text: '{' });
    else if (found[2] !== undefined) tokens.push({ kind: 'close', text: '}' });
    else if (trimBlanks(found[0]) !== '') tokens.push({ kind: 'word', text: found[0] });
    at = pattern.lastIndex;
  }
  return tokens;
}

/** Lines `first` to `last` that open as many braces as they close, and never more than were opened. */
export function isBalanced(facts: readonly LineFacts[], first: number, last: number): boolean {
  let depth = 0;
  for (let index = first; index <= last; index++) {
    for (const { kind } of tokensOf(facts[index]?.code ?? '') ?? []) {
      if (kind === 'open') depth++;
      if (kind === 'close' && --depth < 0) return false;
    }
  }
  return depth === 0;
}

/** How deep each line starts. */
export function depthsOf(facts: readonly LineFacts[]): readonly number[] {
  let depth = 0;
  return facts.map(({ code }) => {
    const before = depth;
    for (const { kind } of tokensOf(code) ?? []) depth += kind === 'open' ? 1 : kind === 'close' ? -1 : 0;
    return before;
  });
}

/** A comment that speaks to kaconf's own tools: where it stands matters. */
export function hasDirections(lines: readonly Line[]): boolean {
  return lines.some(({ text }) => /kalint-(?!target)|kafmt-|prettier-/.test(text));
}
