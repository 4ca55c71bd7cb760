import { lineEnd } from './characters.ts';
import type { Range } from './range.ts';

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Where comments start, as keepalived's comment stripper sees it.
 *
 * Stripper and word splitter read quotes differently: to the stripper `\"` is no quote, to the splitter it is one.
 * As long as a line has no `\"` both agree, and a comment sign outside the words of the splitter starts a comment.
 * Behind a `\"` only the stripper knows; then the whole line is examined once, and the answer kept for its other tokens.
 */
export class CommentView {
  /** Quotes which the stripper finds open at a line end: from the quote to the end of its line. */
  readonly openQuotes: Range[] = [];
  private text = '';
  /** The next `\"` that has not been examined. */
  private nextEscape = Infinity;
  /** The examined stretch of a line, and the start of its comment (or its end). */
  private from = 0;
  private until = 0;
  private comment = 0;

  /** Starts on a new text. */
  begin(text: string): void {
    this.text = text;
    this.openQuotes.length = 0;
    this.from = this.until = this.comment = 0;
    this.seekEscape(0);
  }

  /**
   * Start of the comment (or else end) of the line of `offset`, where the words before it do not tell.
   * @returns -1 where they do: the next comment sign outside words starts the comment
   */
  limit(offset: number): number {
    if (offset < this.until && offset >= this.from) return this.comment;
    while (offset >= this.nextEscape) {
      const end = lineEnd(this.text, this.nextEscape);
      if (offset <= end) return this.examine(offset);
      this.seekEscape(end);
    }
    return -1;
  }

  /** Examines the line of `offset` as a whole; from now on `limit` answers for the rest of this line. */
  examine(offset: number): number {
    const start = offset === 0 ? 0 : this.text.lastIndexOf('\n', offset - 1) + 1;
    const end = lineEnd(this.text, offset);
    this.comment = this.strip(start, end);
    this.from = offset;
    this.until = end;
    this.seekEscape(end);
    return this.comment;
  }

  /**
   * Start of the comment in a stretch of a line that begins outside quotes; `end` where there is none.
   * A quote that is still open at `end` is noted in `openQuotes`.
   */
  strip(start: number, end: number): number {
    const { text } = this;
    let quote = -1;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) quote = quote < 0 ? at : -1;
      else if (quote < 0 && (code === 35 || code === 33)) return at;
    }
    if (quote >= 0) this.openQuotes.push({ start: quote, end });
    return end;
  }

  private seekEscape(offset: number): void {
    const at = this.text.indexOf('\\"', offset);
    this.nextEscape = at < 0 ? Infinity : at;
  }
}
