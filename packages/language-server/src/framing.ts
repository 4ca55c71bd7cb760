/** A message that is longer is not taken for one: no text that is looked at needs as much, in bytes. */
const maxBody = 1 << 28;
/** A head without an end is no head; of what is passed over so much is kept, so that one that begins in it is not lost. */
const maxHead = 8_192;
const kept = 64;

const CR = 13;
const LF = 10;
const empty = new Uint8Array();

/**
 * Cuts a stream of bytes into the messages of the base protocol, and finds its way back after garbage: a client that once says
 * something wrong must not be deaf to every answer from then on.
 *
 * The head of a message holds a carriage return. In the JSON of a body none can stand beside `Content-Length`: in a string it is
 * escaped. So a head inside a body shows that the length before was wrong.
 */
export class Framing {
  readonly #report: (problem: string) => void;
  /** Bytes of a head that is not complete. */
  #head: Uint8Array = empty;
  /** Pieces of a body that is not complete. */
  #body: Uint8Array[] = [];
  #missing = 0;
  /** The last bytes of the body so far. */
  #tail: Uint8Array = empty;
  #lost = false;

  /** @param report told what was passed over */
  constructor(report: (problem: string) => void) {
    this.#report = report;
  }

  /** @returns the messages that are complete now, with clean heads; a message may be in several pieces */
  push(chunk: Uint8Array): readonly Uint8Array[] {
    const out: Uint8Array[] = [];
    for (let rest = chunk; rest.length > 0;) rest = this.#missing > 0 ? this.#readBody(rest, out) : this.#readHead(rest, out);
    return out;
  }

  #readHead(chunk: Uint8Array, out: Uint8Array[]): Uint8Array {
    const head = joined(this.#head, chunk);
    const end = endOfHead(head);
    if (end < 0) {
      if (head.length > maxHead) this.#lose();
      this.#head = head.length > maxHead ? head.slice(-kept) : head;
      return empty;
    }
    this.#head = empty;
    const length = lengthIn(head.subarray(0, end));
    const rest = head.subarray(end);
    if (length?.garbage !== false) this.#lose();
    if (length === undefined || length.bytes === 0) return rest;
    this.#lost = false;
    this.#missing = length.bytes;
    this.#body = [ascii(`Content-Length: ${length.bytes}\r\n\r\n`)];
    this.#tail = empty;
    return rest.length === 0 ? rest : this.#readBody(rest, out);
  }

  #readBody(chunk: Uint8Array, out: Uint8Array[]): Uint8Array {
    const own = chunk.subarray(0, this.#missing);
    const seen = joined(this.#tail, own);
    const at = headIn(seen);
    if (at !== undefined) {
      this.#lose();
      this.#body = [];
      this.#missing = 0;
      return joined(seen.subarray(at), chunk.subarray(own.length));
    }
    this.#body.push(own);
    this.#missing -= own.length;
    this.#tail = seen.slice(-kept);
    if (this.#missing === 0) out.push(...this.#body.splice(0));
    return chunk.subarray(own.length);
  }

  /** Said once until the next message. */
  #lose(): void {
    if (!this.#lost) this.#report('What came from the client is no message of the protocol; it is passed over.');
    this.#lost = true;
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other;
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Offset behind the empty line; -1 where there is none. */
function endOfHead(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) {
    if (bytes[at + 1] === LF && bytes[at + 2] === CR && bytes[at + 3] === LF) return at + 4;
  }
  return -1;
}

/** The length that a head tells; undefined where it tells none that can be. The last one counts: garbage may stand before it. */
function lengthIn(head: Uint8Array): { readonly bytes: number; readonly garbage: boolean } | undefined {
  const lines = String.fromCharCode(...head.subarray(-maxHead)).split('\r\n').filter((line) => line !== '');
  const line = lines.findLast((each) => /content-length:/i.test(each)) ?? '';
  const bytes = Number(/content-length:[ \t]*(\d{1,10})[ \t]*$/i.exec(line)?.[1] ?? Number.NaN);
  return bytes <= maxBody ? { bytes, garbage: lines.some((each) => !/^[\w-]+:/.test(each)) } : undefined;
}

/** Where a head begins inside of a body. */
function headIn(body: Uint8Array): number | undefined {
  for (let at = body.indexOf(CR); at >= 0; at = body.indexOf(CR, at + 1)) {
    const before = String.fromCharCode(...body.subarray(Math.max(0, at - kept), at));
    const match = /Content-Length:[ \t]*\d{1,10}$/i.exec(before);
    if (match) return Math.max(0, at - kept) + match.index;
  }
  return undefined;
}
