import { closeSync, fstatSync, openSync, readFileSync, statSync, type Stats } from 'node:fs';
import { Failure } from './failure.ts';

/** A text with the encoding in which it is written back. */
export interface Decoded {
  readonly text: string;
  readonly encoding: 'utf-8' | 'latin1';
}

export interface FileText extends Decoded {
  /** What the file was when it was read: it must be the same when it is replaced. */
  readonly stats: Stats;
}

const MEBIBYTE = 1024 * 1024;
const largest = 32 * MEBIBYTE;

/** First bytes of files that are no text. */
const magic: readonly (readonly [string, readonly number[]])[] = [
  ['an ELF program', [0x7f, 0x45, 0x4c, 0x46]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
];

/** UTF-8 where the bytes are valid UTF-8, else latin1, in which every byte is a character. A byte order mark stays. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > largest) throw new Failure('the file is larger than 32 MiB');
  const binary = magic.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  if (binary) throw new Failure(`the file is ${binary[0]}, not text`);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'), encoding: 'latin1' };
  }
}

/** The bytes of a text in its encoding. */
export function encode({ text, encoding }: Decoded): Buffer {
  return Buffer.from(text, encoding === 'latin1' ? 'latin1' : 'utf8');
}

/** Reads a regular file. Throws `Failure` or a system error. */
export function readText(path: string): FileText {
  // Before it is opened: a named pipe would make us wait for a writer.
  if (!statSync(path).isFile()) throw new Failure('not a regular file');
  const file = openSync(path, 'r');
  try {
    const stats = fstatSync(file);
    if (stats.size > largest) throw new Failure('the file is larger than 32 MiB');
    return { ...decode(readFileSync(file)), stats };
  } finally {
    closeSync(file);
  }
}

/** Reads standard input to its end. */
export async function readStandardInput(): Promise<Decoded> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    chunks.push(bytes);
    size += bytes.length;
    if (size > largest) throw new Failure('the text is larger than 32 MiB');
  }
  return decode(Buffer.concat(chunks));
}
