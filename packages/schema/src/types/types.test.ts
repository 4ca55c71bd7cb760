import type { ValuePart } from '../signature.ts';
import { parseSignature } from '../notation.ts';
import { types } from './index.ts';
import { Failure } from './value-type.ts';

function part(notation: string): ValuePart {
  const [first] = parseSignature(`<${notation}>`).parts;
  const inner = first?.kind === 'optional' ? first.part : first;
  if (inner?.kind !== 'value') throw new Error(`${notation} is no value`);
  return inner;
}

/** The value, or the reason why there is none. */
function read(notation: string, text: string): unknown {
  const asked = part(notation);
  const value = types.get(asked.type)?.parse(text, asked);
  return value instanceof Failure ? value.reason : value;
}

const address = (text: string, family: 'ipv4' | 'ipv6' = 'ipv4') => ({ family, address: text, prefix: undefined, hasPrefix: false });

// Every line was tried on keepalived 2.2.7 (`keepalived -t`) unless it says otherwise.
describe('values are read as keepalived reads them', () => {
  it.each<[string, string, unknown]>([
    ['integer 1..255', '100', 100],
    ['integer 1..255', '+5', 5],
    ['integer 1..255', '05', 5],
    ['integer 1..255', ' 5', 5],
    ['integer 1..255', '5 ', 'invalid'],
    ['integer 1..255', '5x', 'invalid'],
    ['integer 1..255', '0x10', 'invalid'],
    ['integer 1..255', '2.0', 'invalid'],
    ['integer 1..255', '', 'out-of-range'],
    ['integer 0..255', '', 0],
    ['integer 1..255', ' ', 'out-of-range'],
    ['integer 0..255', '  ', 0],
    ['integer 0..255', '+', 'invalid'],
    ['integer 1..255', '256', 'out-of-range'],
    ['integer 1..255', '99999999999999999999', 'out-of-range'],
    ['integer 0..255', '-0', 'out-of-range'],
    ['integer -20..19', '-20', -20],
    ['integer 0..18446744073709551615', '18446744073709551615', 18446744073709552000],
    ['integer 0..18446744073709551615', '18446744073709551616', 'out-of-range'],
    ['integer 0..255 unchecked', '-5', -5],
    ['integer 0..511 c-notation', '022', 18],
    ['integer 0..511 c-notation', '0x1f', 31],
    ['integer 0..511 c-notation', '0999', 'invalid'],
    ['integer 0..511 c-notation', '512', 'out-of-range'],
    ['port', '0', 'out-of-range'],
    ['port 0..65535', '0', 0],
    ['port', '70000', 'out-of-range'],
    ['fwmark', '0x5', 'invalid'],
    ['seconds 0.01..255', '', 'out-of-range'],
    ['seconds 0..255', '', 0],
    ['seconds 0..255', ' ', 0],
    ['seconds 0..255', '.', 0],
    ['seconds 0..255', '+', 0],
    ['seconds 0..255', '-', 'out-of-range'],
    ['seconds 0..255', '+ ', 'invalid'],
    ['seconds 0.01..255', '1', 1],
    ['seconds 0.01..255', '.5', 0.5],
    ['seconds 0.01..255', '1.', 1],
    ['seconds 0.01..255', '+1', 1],
    ['seconds 0.01..255', '1e2', 'invalid'],
    ['seconds 0.01..255', '1.1234567', 'invalid'],
    ['seconds 0.01..255', '.', 'out-of-range'],
    ['seconds 0.01..255', '0.001', 'out-of-range'],
    ['seconds 0..4294 decimals 0', '5.5', 'invalid'],
    ['seconds 0..4294 decimals 0', '+', 'invalid'],
    ['seconds 0..4294 decimals 0', '', 0],
    ['seconds 0..18446744073709.551614', '18446744073709.551614', 18446744073709.551614],
    ['seconds 0..18446744073709.551614', '18446744073709.551615', 'out-of-range'],
    ['number 1..4294967 decimals 3 unit milliseconds', '1.5', 1.5],
    ['number 1..4294967 decimals 3 unit milliseconds', '1.5555', 'invalid'],
    ['bool', 'on', true],
    ['bool', 'no', false],
    ['bool', 'TRUE', 'invalid'],
    ['bool', '1', 'invalid'],
    ['ip', '192.0.2.1', address('192.0.2.1')],
    ['ip', '192.0.2.1/99', { ...address('192.0.2.1'), prefix: 99, hasPrefix: true }],
    ['ip bare', '192.0.2.1/24', 'invalid'],
    ['ip', '010.1.1.1', 'invalid'],
    ['ip', '1.2.3', 'invalid'],
    ['ip', '1.2.3.256', 'invalid'],
    ['ip', '1.2.3.4.5', 'invalid'],
    ['ip', 'lb1', 'invalid'],
    ['ip', '2001:DB8:0::1', address('2001:db8::1', 'ipv6')],
    ['ip', '::ffff:1.2.3.4', address('::ffff:102:304', 'ipv6')],
    ['ip', '::ffff:01.2.3.4', 'invalid'],
    ['ip', 'fe80::1%eth0', 'invalid'],
    ['ip', '1::2::3', 'invalid'],
    ['ipv4', '2001:db8::1', 'invalid'],
    ['ipv6', '192.0.2.1', 'invalid'],
    ['ip/prefix', '192.0.2.1', address('192.0.2.1')],
    ['ip/prefix', '192.0.2.1/24', { ...address('192.0.2.1'), prefix: 24, hasPrefix: true }],
    ['ip/prefix', '192.0.2.1/0', { ...address('192.0.2.1'), prefix: 0, hasPrefix: true }],
    ['ip/prefix', '192.0.2.1/05', { ...address('192.0.2.1'), prefix: 5, hasPrefix: true }],
    ['ip/prefix', '192.0.2.1/33', 'out-of-range'],
    ['ip/prefix', '2001:db8::1/129', 'out-of-range'],
    ['ip/prefix', '192.0.2.1/', 'invalid'],
    ['ip/prefix', '192.0.2.1/255.255.255.0', 'invalid'],
    ['ip-range', '10.1.1.1', { family: 'ipv4', address: '10.1.1.1', end: undefined, prefix: undefined }],
    ['ip-range', '10.1.1.1-20', { family: 'ipv4', address: '10.1.1.1', end: '20', prefix: undefined }],
    ['ip-range', '10.1.1.1-10.1.1.9', { family: 'ipv4', address: '10.1.1.1', end: '10.1.1.9', prefix: undefined }],
    ['ip-range', '10.1.1.20-10', 'out-of-range'],
    ['ip-range', '10.1.1.1-1', 'out-of-range'],
    ['ip-range', '10.1.1.1-300', 'out-of-range'],
    ['ip-range', '10.1.1.1-x', 'invalid'],
    ['ip-range', '10.1.1.0/24', { family: 'ipv4', address: '10.1.1.0', end: undefined, prefix: 24 }],
    ['ip-range', '10.1.1.1/24', 'out-of-range'],
    ['ip-range', '10.1.1.0/33', 'out-of-range'],
    ['ip-range', 'fe80::1-ff', { family: 'ipv6', address: 'fe80::1', end: 'ff', prefix: undefined }],
    ['ip-range', 'fe80::1-10.0.0.1', 'invalid'],
    ['interface', 'eth0', 'eth0'],
    ['interface', 'averyveryverylongname', 'too-long'],
    ['string max 8', 'ä'.repeat(5), 'too-long'],
    ['string max 8', 'ä'.repeat(4), 'ääää'],
    ['path min 1', '', 'too-short'],
    ['hex min 32 max 32', 'abc', 'too-short'],
    ['hex', '0a0', '0a0'],
    ['hex', '0a:0b', 'invalid'],
    ['hex', '0x', 'invalid'],
    ['hex wildcard', '0x xX', '0x xX'],
    ['hex wildcard', 'zz', 'invalid'],
    ['status-code 100..599', '200', { first: 200, last: 200 }],
    ['status-code 100..599', '+200', { first: 200, last: 200 }],
    ['status-code 100..599', '300-310', { first: 300, last: 310 }],
    ['status-code 100..599', '310-300', 'out-of-range'],
    ['status-code 100..599', '99', 'out-of-range'],
    ['status-code 100..599', '200-', 'invalid'],
    ['status-code 100..599', 'x', 'invalid'],
    ['mac', '00:11:22:33:44:55', '00:11:22:33:44:55'],
    ['mac', '00:11:22:33:44', '00:11:22:33:44'],
    ['mac', '00:11:22', 'invalid'],
    ['time-rtt', '300', '300'],
    ['time-rtt', '200ms', '200ms'],
    ['time-rtt', '1.5s', '1.5s'],
    ['time-rtt', '5sec', '5sec'],
    ['time-rtt', '1.2345s', 'invalid'],
    ['time-rtt', '1.5', 'invalid'],
    ['time-rtt', '5h', 'invalid'],
    // Clamped with an error by 2.4.3 only.
    ['time-rtt', '102', 'out-of-range'],
    ['time-rtt', '5000s', 'out-of-range'],
    ['realms', '1/2', '1/2'],
    ['realms', 'cosmos/0x14', 'cosmos/0x14'],
    ['realms', '300', 'invalid'],
    ['realms', '1/', 'invalid'],
    ['mark/mask', '0x10/0xff', '0x10/0xff'],
    ['mark/mask', '010/-1', 'invalid'],
    ['mark/mask', 'foo', 'invalid'],
    ['mpls-labels', '100/200', '100/200'],
    ['mpls-labels', '1048576', 'invalid'],
    ['ila-locator', '1:2:3:4', '1:2:3:4'],
    ['ila-locator', '1:2:3', 'invalid'],
    ['uid-range', '5-9', '5-9'],
    ['uid-range', '9-5', '9-5'],
    ['uid-range', '5', 'invalid'],
    ['port-range', '80-90', '80-90'],
    ['port-range', '80', 'invalid'],
    ['port-range', '80-70000', 'invalid'],
    ['routing-name', 'foo', 'foo'],
    ['routing-name', '300', 'invalid'],
    // 2.4.0 and later.
    ['secret min 32 max 64', 'x'.repeat(32), 'x'.repeat(32)],
    ['secret min 32 max 64', 'x'.repeat(31), 'too-short'],
    ['secret min 32 max 64', `hex:${'0a'.repeat(32)}`, `hex:${'0a'.repeat(32)}`],
    ['secret min 32 max 64', `hex:${'0a'.repeat(65)}`, 'too-long'],
    ['secret min 32 max 64', 'hex:0g', 'invalid'],
    ['secret min 32 max 64', 'file:/etc/key', 'file:/etc/key'],
    ['secret min 32 max 64', 'file:', 'invalid'],
  ])('<%s> %s', (notation, text, expected) => {
    expect(read(notation, text)).toEqual(expected);
  });

  it('each type has a noun and never throws', () => {
    const odd = ['', ' ', '-', '+', '/', ':', '::', '1/', '-1', '0x', '\u0000', '\ud800', '9'.repeat(400), '1.'.repeat(200), 'é'.repeat(100)];
    for (const [name, type] of types) {
      const asked = part(name === 'def' || name === 'ref' ? `${name} x` : name);
      expect([name, type.noun !== '']).toEqual([name, true]);
      for (const text of odd) expect(() => type.parse(text, asked)).not.toThrow();
    }
  });
});
