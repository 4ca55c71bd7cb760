import { isWhiteSpace } from './characters.ts';
import type { Range } from './range.ts';
import type { Word } from './tree.ts';

/** A script directive as keepalived splits it. All offsets count in the text that was split. */
export interface Script {
  /** Keyword, command, then for most directives user and group. Quotes are removed; `quoted`: some part was in quotes. */
  readonly words: readonly Word[];
  /** The command split once more: the program and its arguments. */
  readonly command: readonly Word[];
  /** A quote of either kind that is not closed; keepalived then drops the command. */
  readonly problem: ScriptProblem | undefined;
}

export interface ScriptProblem extends Range {
  readonly code: 'unterminated-quote';
  /** The quote that is missing. */
  readonly quote: '"' | "'";
}

/** The first version that looks at the escapes of a script once instead of twice: 2.3.2. */
const SINGLE_ESCAPE_PASS = 2_003_002;

type Escapes = 'keep' | 'all-hex-digits' | 'two-hex-digits';

/**
 * Splits the line of a script directive (`script`, `misc_path`, `notify_*` ...), which has rules of its own (lexical facts,
 * section 8.3; alloc_strvec_quoted_escaped in lib/parser.c): single and double quotes, also inside a word, and escapes.
 * @param raw the statement from its keyword to its last word, comment and condition left out
 * @param version the keepalived version as one number: 2.4.3 is 2_004_003
 */
export function splitScript(raw: string, version: number): Script {
  const modern = version >= SINGLE_ESCAPE_PASS;
  const line = new Splitter(raw, undefined, modern ? 'keep' : 'all-hex-digits');
  const words = line.split();
  const second = words[1];
  if (second === undefined) return { words, command: [], problem: line.problem };
  const inner = new Splitter(second.text, second.sources, modern ? 'two-hex-digits' : 'all-hex-digits');
  const command = inner.split();
  return { words: words.map(asWord), command: command.map(asWord), problem: line.problem ?? inner.problem };
}

interface SplitWord extends Word {
  /** For each character of the text, and for its end, where it comes from. */
  readonly sources: readonly number[];
}

function asWord({ start, end, text, quoted, terminated }: SplitWord): Word {
  return { start, end, text, quoted, terminated };
}

const named: Readonly<Record<string, string>> = { a: '\x07', b: '\b', E: '\x1B', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

class Splitter {
  problem: ScriptProblem | undefined;
  private readonly text: string;
  private readonly origin: readonly number[] | undefined;
  private readonly escapes: Escapes;
  private at = 0;

  /** @param origin where each character of the text comes from; by default from its own offset */
  constructor(text: string, origin: readonly number[] | undefined, escapes: Escapes) {
    this.text = text;
    this.origin = origin;
    this.escapes = escapes;
  }

  split(): SplitWord[] {
    const words: SplitWord[] = [];
    for (;;) {
      while (isWhiteSpace(this.text.charCodeAt(this.at))) this.at++;
      if (this.at >= this.text.length) return words;
      words.push(this.word());
    }
  }

  private word(): SplitWord {
    const { text } = this;
    const start = this.at;
    const parts: string[] = [];
    const sources: number[] = [];
    let contentEnd = start;
    let quote = '';
    let quoteAt = start;
    let quoted = false;
    while (this.at < text.length) {
      const from = this.at;
      const sign = text.charAt(from);
      if (quote === '' && isWhiteSpace(text.charCodeAt(from))) break;
      this.at++;
      if (sign === quote) {
        quote = '';
      } else if (quote === '' && (sign === '"' || sign === "'")) {
        quote = sign;
        quoteAt = from;
        quoted = true;
      } else {
        const content = sign === '\\' && this.at < text.length ? this.escape() : sign;
        // Two characters are an escape that is kept for later: each comes from its own place.
        for (let index = 0; index < content.length; index++) sources.push(this.source(from + index));
        parts.push(content);
        contentEnd = this.at;
      }
    }
    sources.push(this.source(contentEnd));
    const end = this.source(this.at);
    const terminated = quote === '';
    if (!terminated) this.problem ??= { code: 'unterminated-quote', quote: quote === '"' ? '"' : "'", start: this.source(quoteAt), end };
    return { start: this.source(start), end, text: parts.join(''), quoted, terminated, sources };
  }

  private source(index: number): number {
    return this.origin === undefined ? index : this.origin[index] ?? this.origin.at(-1) ?? index;
  }

  /** Reads what follows a backslash, and moves behind it. */
  private escape(): string {
    const { text } = this;
    const from = this.at;
    const sign = text.charAt(from);
    this.at++;
    if (this.escapes === 'keep') return `\\${sign}`;
    if (sign === 'x') {
      const digits = this.digits(/[0-9a-fA-F]/, this.escapes === 'two-hex-digits' ? 2 : Infinity);
      // The C code shifts one byte, so that only the last two digits remain.
      return digits === '' ? sign : String.fromCharCode(Number.parseInt(digits.slice(-2), 16));
    }
    if (sign >= '0' && sign <= '7') {
      this.at = from;
      return String.fromCharCode(Number.parseInt(this.digits(/[0-7]/, 3), 8) & 0xff);
    }
    if (sign === 'c' && this.at < text.length) return String.fromCharCode(text.charCodeAt(this.at++) & 0x1f);
    return named[sign] ?? sign;
  }

  private digits(kind: RegExp, most: number): string {
    const start = this.at;
    while (this.at - start < most && this.at < this.text.length && kind.test(this.text.charAt(this.at))) this.at++;
    return this.text.slice(start, this.at);
  }
}
