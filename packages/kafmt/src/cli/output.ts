import { fstatSync, statSync, writeSync } from 'node:fs';

/** Standard output or standard error. */
export type Descriptor = 1 | 2;

const streamOf = (descriptor: Descriptor): NodeJS.WriteStream => (descriptor === 1 ? process.stdout : process.stderr);

/** Descriptors whose other end does not take everything at once; from then on a stream waits for it. */
const slow = new Set<Descriptor>();

/** Who reads our output may stop reading, as `head` does. */
function give(descriptor: Descriptor, code: string | undefined): void {
  if (descriptor === 1) process.exit(code === 'EPIPE' ? 0 : 2);
}

/** Whether a terminal is at the other end. */
export function isTerminal(descriptor: Descriptor): boolean {
  try {
    // Node's stream, which tells it too, takes longer to load than a small file to format: it is asked where it may say yes.
    const stats = fstatSync(descriptor);
    return stats.isCharacterDevice() && stats.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev && streamOf(descriptor).isTTY;
  } catch {
    return false;
  }
}

/** Writes all of a text, and waits where who reads is slow, so that the memory does not fill. */
export async function writeAll(descriptor: Descriptor, text: Uint8Array | string): Promise<void> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let written = 0; written < bytes.length; ) {
    if (slow.has(descriptor)) return writeSlowly(descriptor, bytes.subarray(written));
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EAGAIN') {
        give(descriptor, code);
        return;
      }
      slow.add(descriptor);
      streamOf(descriptor).on('error', (failure: NodeJS.ErrnoException) => { give(descriptor, failure.code); });
    }
  }
}

function writeSlowly(descriptor: Descriptor, bytes: Uint8Array): Promise<void> {
  return new Promise((done) => streamOf(descriptor).write(bytes, () => { done(); }));
}
