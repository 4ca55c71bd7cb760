import { NotationError, type Part, describe as say, parseSignature } from './index.ts';

/** A signature in few words, to compare shapes without their many undefined facts. */
function shape(part: Part): string {
  switch (part.kind) {
    case 'literal':
      return `'${part.text}'${part.name === undefined ? '' : `:${part.name}`}`;
    case 'value':
      return `${part.name}:${part.symbol ? `${part.symbol.role} ${part.symbol.kind}` : part.type}`;
    case 'enum':
      return `${part.name}=${part.values.map((value) => value.text).join('/')}`;
    case 'optional':
      return `[${shape(part.part)}]`;
    case 'repeat':
      return `${shape(part.part)}...`;
    case 'sequence':
      return part.parts.map(shape).join(' ');
    case 'choice':
      return `(${part.parts.map(shape).join(' | ')})`;
    case 'option':
      return `${[part.word, ...part.aliases].map((word) => word.text).join('/')}:${part.name}${part.many ? '*' : ''}${part.once ? '!' : ''} ${shape(part.args)}`.trim();
    case 'options':
      return `{${[...part.options, ...part.others].map(shape).join(' | ')}}${part.required ? '+' : ''}`;
  }
}

const only = (notation: string) => {
  const [part] = parseSignature(notation).parts;
  if (part?.kind !== 'value' && part?.kind !== 'enum') throw new Error(`${notation} is no value`);
  return part;
};

describe('the forms of the notation', () => {
  it.each([
    ['', ''],
    ['word', "'word':word"],
    ['<integer 1..255>', 'value:integer'],
    ['<vrid:integer 1..255>', 'vrid:integer'],
    ['<def vrrp_script>', 'name:def vrrp_script'],
    ['<ref vrrp_script>', 'value:ref vrrp_script'],
    ['<script:ref vrrp_script>', 'script:ref vrrp_script'],
    ['<MASTER | BACKUP>', 'value=MASTER/BACKUP'],
    ['<=VS>', 'value=VS'],
    ['<direction:=reverse>', 'direction=reverse'],
    ['<bool>', '[value:bool]'],
    ['<ip> [<port>]', 'ip:ip [port:port]'],
    ['<interface> [weight <integer> [<direction:reverse | noreverse>]]', "value:interface ['weight' weight:integer [direction=reverse/noreverse]]"],
    ['(<ip> [<port>] | fwmark <fwmark> | group <ref g>)', "(ip:ip [port:port] | 'fwmark' fwmark:fwmark | 'group' group:ref g)"],
    ['<integer 0..> ...', 'value:integer...'],
    ['[<hex> ...]', '[value:hex...]'],
    ['{ dev <interface> | home }', '{dev:dev dev:interface | home:home}'],
    ['{ tcp <seconds> }+', '{tcp:tcp tcp:seconds}+'],
    ['{ name <interface> | [<mac>] | [<interface>] }', '{name:name name:interface | [mac:mac] | [interface:interface]}'],
    ['{ all | <seconds> }', '{all:all | value:seconds}'],
    ['{ mtu [lock] <integer> }', "{mtu:mtu ['lock':mtu.lock] mtu:integer}"],
    ['{ via [<family:inet | inet6>] <ip> }', '{via:via [via.family=inet/inet6] via:ip}'],
    ['{ encap (ip { tos <integer> } | mpls <mpls-labels>) }', "{encap:encap ('ip':encap.ip {tos:encap.tos encap.tos:integer} | 'mpls' encap.mpls:mpls-labels)}"],
    ['{ nexthop@many { via <ip> } | dev@once <interface> }', '{nexthop:nexthop* {via:nexthop.via nexthop.via:ip} | dev:dev! dev:interface}'],
    ['{ broadcast@1.1.3/brd@1.1.3 <ipv4> }', '{broadcast/brd:broadcast broadcast:ipv4}'],
    ['{ x | ([to] <type:a | b> <ip>) }', "{x:x | ['to':to] type=a/b ip:ip}"],
  ])('%s', (notation, expected) => {
    expect(shape(parseSignature(notation))).toBe(expected);
  });
});

describe('what is said of a value', () => {
  it.each([
    ['<integer -254..254>', { min: -254, max: 254, enforced: true }],
    ['<integer 0..>', { min: 0, max: undefined }],
    ['<integer 0..18446744073709551615>', { exactMax: '18446744073709551615' }],
    ['<integer 0..511 c-notation>', { cNotation: true }],
    ['<integer 1..2 unchecked>', { enforced: false }],
    ['<seconds 0.01..255>', { min: 0.01, max: 255, decimals: 6, unit: 'seconds' }],
    ['<seconds 0..4294 decimals 0>', { decimals: 0 }],
    ['<number 1..5 decimals 3 unit milliseconds>', { decimals: 3, unit: 'milliseconds' }],
    ['<seconds 0..5 decimals 3@2.3.2>', { decimals: 3, decimalsSince: 2_003_002 }],
    ['<port>', { min: 1, max: 65_535 }],
    ['<port 0..65535>', { min: 0, max: 65_535 }],
    ['<interface>', { maxLength: 15 }],
    ['<string max 15>', { maxLength: 15, minLength: undefined }],
    ['<hex min 32 max 32>', { minLength: 32, maxLength: 32 }],
    ['<hex wildcard>', { wildcard: true }],
    ['<ip bare>', { bare: true }],
    ['<port omitted 25>', { omitted: 25 }],
    ['<string omitted "two words">', { omitted: 'two words' }],
    ['<string omitted "<name>6">', { omitted: '<name>6' }],
    ['<integer 0..255 default 7>', { default: 7 }],
    ['<TCP | UDP, nocase>', { caseInsensitive: true }],
    ['<a | b, signed, omitted "all four">', { signed: true, omitted: 'all four' }],
    ['<a | b, open>', { open: true }],
    ['<a | b, joined, default a>', { joined: true, default: 'a' }],
  ])('%s', (notation, expected) => {
    expect(only(notation)).toMatchObject(expected);
  });

  it('words have versions and successors', () => {
    expect(only('<rr | twos@2.2.5 | old@..1.2.19 | gw@deprecated:via>')).toMatchObject({
      values: [{ since: undefined }, { since: 2_002_005 }, { until: 1_002_019 }, { deprecated: 'via' }],
    });
  });
});

describe('a fault of the notation', () => {
  it.each(['<intger>', '<integer 1..2', '[<ip>', '(<ip>', '{ dev <interface>', '<ip>]', '...', 'word@soon', '<string long 5>', '<a | b, loud>'])('%s is refused', (notation) => {
    expect(() => parseSignature(notation)).toThrow(NotationError);
  });
});

describe('describe', () => {
  it.each([
    ['<integer 1..255>', 'a whole number from 1 to 255'],
    ['<integer 0..>', 'a whole number of at least 0'],
    ['<seconds 0..4294 decimals 0>', 'a number of seconds (whole) from 0 to 4294'],
    ['<number 1..5 decimals 3 unit milliseconds>', 'a number of milliseconds from 1 to 5'],
    ['<MASTER | BACKUP>', '"MASTER" or "BACKUP"'],
    ['<ref vrrp_script>', 'the name of a vrrp_script'],
    ['<string max 8>', 'a word of at most 8 characters'],
    ['<hex min 32 max 32>', 'hexadecimal digits of 32 characters'],
    ['(<ip> [<port>] | fwmark <fwmark>)', 'an IP address or "fwmark"'],
    ['{ a | b <ip> | [<mac>] }', 'a MAC address of six octets, or of five, "a" or "b"'],
  ])('%s', (notation, expected) => {
    expect(say(parseSignature(notation))).toBe(expected);
  });
});
