import ipaddr from 'ipaddr.js';
import { known, type BlockOf, type Configuration, type Family, type ItemOf } from '@kaconf/semantics';

/** One line of a `virtual_server_group`. */
export interface GroupEntry {
  readonly item: ItemOf<'', 'virtual_server_group'>;
  readonly text: string;
  readonly addresses: AddressSpan | undefined;
  /** 0 where none is given. */
  readonly port: number;
  readonly fwmark: number | undefined;
  readonly family: Family | undefined;
}

/** Consecutive addresses, as numbers. */
export interface AddressSpan {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

export interface Group {
  readonly name: string;
  readonly block: BlockOf<''>;
  readonly entries: readonly GroupEntry[];
  /** Some line cannot be read. */
  readonly unknown: boolean;
  readonly families: ReadonlySet<Family>;
}

type RangeValue = NonNullable<Extract<ItemOf<'', 'virtual_server_group'>['args']['address'], { kind: 'known' }>>['value'];

const memo = new WeakMap<Configuration, readonly Group[]>();

/** The `virtual_server_group` blocks, in reading order. */
export function groupsOf(configuration: Configuration): readonly Group[] {
  let groups = memo.get(configuration);
  if (!groups) {
    groups = configuration.directives.filter((directive) => directive.name === 'virtual_server_group' && directive.isBlock()).map((directive): Group => {
      const block = directive as unknown as Group['block'] & { readonly items: readonly GroupEntry['item'][] };
      const entries: GroupEntry[] = [];
      let unknown = false;
      for (const item of block.items) {
        const entry = readEntry(item);
        if (entry) entries.push(entry);
        else unknown ||= item.words.some((word) => word.dynamic !== undefined);
      }
      const name = directive.words[1];
      return { name: name?.text ?? '', block, entries, unknown: unknown || name?.dynamic !== undefined, families: new Set(entries.flatMap((entry) => entry.family ?? [])) };
    });
    memo.set(configuration, groups);
  }
  return groups;
}

function readEntry(item: GroupEntry['item']): GroupEntry | undefined {
  const text = item.words.map((word) => word.text).join(' ');
  const { address, port, fwmark, family } = item.args;
  const mark = known(fwmark);
  if (mark !== undefined) return { item, text, addresses: undefined, port: 0, fwmark: mark, family: family?.kind === 'known' ? (family.value === 'inet6' ? 'ipv6' : 'ipv4') : undefined };
  const range = known(address);
  if (range === undefined || port?.kind === 'dynamic' || port?.kind === 'invalid') return undefined;
  return { item, text, addresses: spanOf(range), port: known(port) ?? 0, fwmark: undefined, family: range.family };
}

/** Whether keepalived removes the group at its end: nothing in it, or fwmarks without a family among both families. */
export function isRemoved(group: Group): boolean {
  return !group.unknown && (group.entries.length === 0 || hasThreeKinds(group));
}

/** IPv4, IPv6 and a fwmark that shows no family, all in one group. */
export function hasThreeKinds(group: Group): boolean {
  const spans = new Set(group.entries.flatMap((entry) => entry.addresses?.family ?? []));
  return spans.size > 1 && group.entries.some((entry) => entry.fwmark !== undefined && entry.family === undefined);
}

/** The addresses of one word: a single address, `first-last`, or a network. */
export function spanOf(range: RangeValue): AddressSpan {
  const first = toNumber(range.address);
  const bits = range.family === 'ipv4' ? 32n : 128n;
  if (range.prefix !== undefined) {
    const size = 1n << (bits - BigInt(range.prefix));
    const start = first - (first % size);
    return { family: range.family, first: start, last: start + size - 1n };
  }
  if (range.end === undefined) return { family: range.family, first, last: first };
  const unit = range.family === 'ipv4' ? 256n : 65_536n;
  const last = /[.:]/.test(range.end) ? toNumber(range.end) : first - (first % unit) + BigInt(range.family === 'ipv4' ? range.end : `0x${range.end}`);
  return { family: range.family, first, last: last < first ? first : last };
}

export function toNumber(address: string): bigint {
  // Canonical IPv4, of which a large file has very many.
  if (!address.includes(':')) return BigInt(address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0));
  return ipaddr.parse(address).toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

export function overlap(a: AddressSpan, b: AddressSpan): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}
