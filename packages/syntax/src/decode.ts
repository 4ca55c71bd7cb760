import type { Encoding } from './problems.ts';

/** Files above this size are refused: 32 MiB. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;

export interface Decoded {
  /** Empty where there is a problem. */
  readonly text: string;
  readonly encoding: Encoding;
  /** Why the file is no text for us: the magic of ELF, gzip, zip or PNG; or its size. */
  readonly problem?: 'binary' | 'too-large';
}

const magics: readonly (readonly number[])[] = [
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x1f, 0x8b], // gzip
  [0x50, 0x4b, 0x03, 0x04], // zip
  [0x50, 0x4b, 0x05, 0x06], // zip without files
  [0x89, 0x50, 0x4e, 0x47], // PNG
];

/**
 * The text of a file: as UTF-8 where it is valid UTF-8, else as latin1, in which every byte is the character of its number.
 * A byte order mark is kept as U+FEFF. `encode` gives back the same bytes.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > MAX_FILE_BYTES) return { text: '', encoding: 'utf-8', problem: 'too-large' };
  if (magics.some((magic) => magic.every((byte, index) => bytes[index] === byte))) return { text: '', encoding: 'latin1', problem: 'binary' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: decodeLatin1(bytes), encoding: 'latin1' };
  }
}

/**
 * The bytes of a text. In latin1 a character above U+00FF has no byte; it is written in UTF-8, which keepalived, to which all
 * of it is bytes, reads as well as the rest.
 */
export function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0xff) return encodeMixed(text);
    bytes[index] = code;
  }
  return bytes;
}

/** TextDecoder means windows-1252 when it is asked for latin1, which changes 27 of the bytes from 0x80 to 0x9F. */
function decodeLatin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  const step = 8192;
  for (let start = 0; start < bytes.length; start += step) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + step)));
  }
  return parts.join('');
}

function encodeMixed(text: string): Uint8Array {
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0xff) bytes.push(code);
    else for (const byte of encoder.encode(character)) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}
