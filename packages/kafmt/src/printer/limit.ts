import type { FormatOptions } from '../options.ts';

/** Bytes that keepalived reads as one line, without the LF (lexical facts, section 2). */
const bytesPerLine = 1022;

/** Bytes that a line may hold without its line end; a CR counts. */
export function lineLimit(options: Pick<FormatOptions, 'endOfLine'>): number {
  return options.endOfLine === 'crlf' ? bytesPerLine - 1 : bytesPerLine;
}

/** Bytes that a text takes in its file. */
export function byteLength(text: string, options: Pick<FormatOptions, 'encoding'>): number {
  if (options.encoding === 'latin1') return text.length;

  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    // Each half of a surrogate pair stands for two of the four bytes.
    bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return bytes;
}
