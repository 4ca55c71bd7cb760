import type { FactOf } from '@kaconf/semantics';
import type { Finding } from '../rule.ts';
import type { Service } from './services.ts';

/** What inet_aton takes: one to four numbers, decimal, octal or hexadecimal. */
const loose = /^(?:0x[\da-f]{1,8}|\d{1,11})(?:\.(?:0x[\da-f]{1,8}|\d{1,11})){0,3}$/i;

/**
 * The address that inet_aton makes of a word, of which the last number fills what is left: `24` is 0.0.0.24.
 *
 * @returns undefined for a word that it refuses
 */
export function looseAddress(text: string): string | undefined {
  if (!loose.test(text)) return undefined;
  const numbers = text.split('.').map((part) => (/^0\d/.test(part) ? (/[89]/.test(part) ? NaN : parseInt(part, 8)) : Number(part)));
  const last = numbers.pop() ?? NaN;
  if (numbers.some((each) => !(each <= 255)) || !(last < 256 ** (4 - numbers.length))) return undefined;
  const rest = [3, 2, 1, 0].map((index) => Math.floor(last / 256 ** index) % 256);
  return [...numbers, ...rest.slice(numbers.length)].join('.');
}

function isFourNumbers(text: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(text);
}

/** A mask that keepalived takes without a message, though not as it looks: the rule on address families says so. */
export function isLooseMask({ directive, item, mismatch, words }: FactOf<'mismatch'>): boolean {
  if (item || mismatch.word !== 0 || directive.name !== 'persistence_granularity') return false;
  const head = directive.parent?.words[1]?.text ?? '';
  return /^\d+\.\d+\./.test(head) && looseAddress(words[1] ?? '') !== undefined;
}

/** `persistence_granularity` in the form of the other family (pgr_handler, check_parser.c). */
export function* granularity({ block, address, name }: Service): Generator<Finding<'length' | 'netmask' | 'mask'>> {
  if (!address) return;
  for (const directive of block.all('persistence_granularity')) {
    const word = directive.argumentWords[0];
    if (!word || word.dynamic) continue;
    const mask = looseAddress(word.text);
    if (mask === undefined) continue;
    if (address.family === 'ipv6' && isFourNumbers(word.text)) yield { at: directive, message: 'netmask', data: { value: word.text, service: name }, reported: directive.line };
    if (address.family !== 'ipv4' || isFourNumbers(word.text)) continue;
    const data = { value: word.text, service: name, read: mask, mask: maskOf(word.text) ?? '' };
    const written = directive.document.text.slice(word.start, word.end) === word.text;
    const edits = [{ path: directive.document.path, start: word.start, end: word.end, text: data.mask }];
    yield { at: directive, message: 'length', data, severity: 'warning', ...(written && data.mask !== '' ? { suggestions: [{ title: 'mask', data, safe: false, edits }] } : {}) };
  }
}

/** The netmask of a prefix length. */
function maskOf(text: string): string | undefined {
  const length = Number(text);
  if (!/^\d{1,2}$/.test(text) || length < 1 || length > 32) return undefined;
  return [0, 1, 2, 3].map((index) => 256 - 2 ** (8 - Math.min(8, Math.max(0, length - 8 * index)))).join('.');
}
