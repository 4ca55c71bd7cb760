/** A text with its line ends taken to LF, and what has to be put back. */
export interface PlainText {
  /** Without byte order mark; every line ends at LF. */
  readonly text: string;
  readonly byteOrderMark: string;
  /** How the first line ends. */
  readonly endOfLine: 'lf' | 'crlf';
  /** Offset in the given text of the first CR that is no part of a line end; -1 if there is none. */
  readonly strayCarriageReturn: number;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** A CR stands alone unless nothing but CRs comes between it and an LF or the end of the text (lexical facts, section 2). */
function findStrayCarriageReturn(text: string): number {
  for (let at = text.indexOf('\r'); at >= 0;) {
    let end = at + 1;
    while (text.charAt(end) === '\r') end += 1;
    if (end < text.length && text.charAt(end) !== '\n') return at;
    at = text.indexOf('\r', end);
  }
  return -1;
}

/** Takes byte order mark and CRs away. */
export function toPlainText(given: string): PlainText {
  const byteOrderMark = given.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const strayCarriageReturn = findStrayCarriageReturn(given);
  const body = given.slice(byteOrderMark.length);
  const newline = body.indexOf('\n');
  return {
    // Without a stray one every CR belongs to a line end.
    text: strayCarriageReturn < 0 ? body.replaceAll('\r', '') : body,
    byteOrderMark,
    endOfLine: newline > 0 && body.charAt(newline - 1) === '\r' ? 'crlf' : 'lf',
    strayCarriageReturn,
  };
}
