import { MAX_FILE_BYTES, decode, encode } from './index.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test('UTF-8 where it is valid, with its byte order mark', () => {
  expect(decode(bytes(0x61, 0xc3, 0xa9))).toEqual({ text: 'a\u00E9', encoding: 'utf-8' });
  expect(decode(bytes(0xef, 0xbb, 0xbf, 0x61))).toEqual({ text: '\uFEFFa', encoding: 'utf-8' });
  expect(decode(bytes())).toEqual({ text: '', encoding: 'utf-8' });
});

test('else latin1, in which each byte is the character of its number', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const { text, encoding } = decode(all);
  expect(encoding).toBe('latin1');
  expect([...text].map((sign) => sign.charCodeAt(0))).toEqual([...all]);
  expect(encode(text, encoding)).toEqual(all);
});

test('long latin1 files', () => {
  const long = new Uint8Array(100_001).fill(0xe9);
  expect(decode(long).text).toBe('\u00E9'.repeat(100_001));
  expect(encode(decode(long).text, 'latin1')).toEqual(long);
});

test('in latin1 a character that has no byte is written in UTF-8', () => {
  expect(encode('\u00E9\u20AC', 'latin1')).toEqual(bytes(0xe9, 0xe2, 0x82, 0xac));
});

test.each([
  ['ELF', bytes(0x7f, 0x45, 0x4c, 0x46, 2)],
  ['gzip', bytes(0x1f, 0x8b, 8)],
  ['zip', bytes(0x50, 0x4b, 3, 4)],
  ['empty zip', bytes(0x50, 0x4b, 5, 6)],
  ['PNG', bytes(0x89, 0x50, 0x4e, 0x47)],
])('%s is refused as binary', (_, file) => {
  expect(decode(file).problem).toBe('binary');
});

test('UTF-16, NUL and the letters PK are text', () => {
  expect(decode(bytes(0xff, 0xfe, 0x61, 0)).problem).toBeUndefined();
  expect(decode(bytes(0x61, 0)).problem).toBeUndefined();
  expect(decode(bytes(0x50, 0x4b)).problem).toBeUndefined();
});

test('more than 32 MiB is refused', () => {
  expect(MAX_FILE_BYTES).toBe(33_554_432);
  expect(decode(new Uint8Array(MAX_FILE_BYTES + 1)).problem).toBe('too-large');
  expect(decode(new Uint8Array(MAX_FILE_BYTES).fill(0x61)).problem).toBeUndefined();
});
