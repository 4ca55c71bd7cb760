import { overlap, spanOf, toNumber } from './groups.ts';

type Given = Parameters<typeof spanOf>[0];
const range = (address: string, rest: Partial<Given> = {}): Given => ({ family: address.includes(':') ? 'ipv6' : 'ipv4', address, end: undefined, prefix: undefined, ...rest });

test.each<[string, Given, string, string]>([
  ['one address', range('10.0.0.7'), '10.0.0.7', '10.0.0.7'],
  ['up to a last octet', range('10.0.0.7', { end: '9' }), '10.0.0.7', '10.0.0.9'],
  ['up to an address', range('10.0.0.250', { end: '10.0.1.3' }), '10.0.0.250', '10.0.1.3'],
  ['up to a last group, in hexadecimal', range('fd00::7', { end: '1f' }), 'fd00::7', 'fd00::1f'],
  ['a network', range('10.0.0.77', { prefix: 28 }), '10.0.0.64', '10.0.0.79'],
  ['an IPv6 network', range('fd00::1:7', { prefix: 112 }), 'fd00::1:0', 'fd00::1:ffff'],
])('the addresses of %s', (_, given, first, last) => {
  expect(spanOf(given)).toEqual({ family: given.family, first: toNumber(first), last: toNumber(last) });
});

test('spans overlap where they share an address, within a family', () => {
  const span = spanOf(range('10.0.0.7', { end: '9' }));
  expect(overlap(span, spanOf(range('10.0.0.9')))).toBe(true);
  expect(overlap(span, spanOf(range('10.0.0.10')))).toBe(false);
  expect(overlap({ family: 'ipv6', first: 1n, last: 1n }, { family: 'ipv4', first: 1n, last: 1n })).toBe(false);
});
