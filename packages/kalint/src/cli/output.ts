import { fstatSync, statSync, writeSync } from 'node:fs';

/** Standard output or standard error. */
export type Descriptor = 1 | 2;

type Failed = (reason: string) => void;

const streamOf = (descriptor: Descriptor): NodeJS.WriteStream => (descriptor === 1 ? process.stdout : process.stderr);

/** Descriptors whose other end does not take everything at once; from then on a stream waits for it. */
const slow = new Set<Descriptor>();

/** Whether a terminal is at the other end. */
export function isTerminal(descriptor: Descriptor): boolean {
  try {
    // Node's stream, which tells it too, takes longer to load than a small file to judge: it is asked where it may say yes.
    const stats = fstatSync(descriptor);
    return stats.isCharacterDevice() && stats.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev && streamOf(descriptor).isTTY;
  } catch {
    return false;
  }
}

/**
 * Writes all of a text. A closed pipe (`kalint … | head`) is no failure: who reads has seen enough.
 *
 * @param failed called where output is lost for another reason
 */
export function writeAll(descriptor: Descriptor, text: string, failed: Failed): void {
  if (slow.has(descriptor)) {
    streamOf(descriptor).write(text);
    return;
  }
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') waitFor(descriptor, bytes.subarray(written), failed);
      else if (code !== 'EPIPE') failed(message);
      return;
    }
  }
}

function waitFor(descriptor: Descriptor, rest: Uint8Array, failed: Failed): void {
  slow.add(descriptor);
  const stream = streamOf(descriptor);
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') failed(error.message);
  });
  stream.write(rest);
}
