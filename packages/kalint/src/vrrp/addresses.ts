import type { Item, VrrpInstance } from '@kaconf/semantics';
import type { IpAddress } from '@kaconf/schema';

/** An entry of `virtual_ipaddress` or `virtual_ipaddress_excluded` with its address, as written. */
export interface AddressEntry {
  readonly address: IpAddress;
  readonly device: string | undefined;
  readonly excluded: boolean;
  readonly item: Item;
}

const memo = new WeakMap<VrrpInstance, readonly AddressEntry[]>();

/** The entries of both lists in reading order, those of a foreign family and repeated ones included. */
export function addressEntries(instance: VrrpInstance): readonly AddressEntry[] {
  let entries = memo.get(instance);
  if (!entries) memo.set(instance, entries = readEntries(instance));
  return entries;
}

function readEntries(instance: VrrpInstance): readonly AddressEntry[] {
  const entries: AddressEntry[] = [];
  for (const list of instance.block.directives) {
    const { name } = list;
    if (!list.isBlock() || (name !== 'virtual_ipaddress' && name !== 'virtual_ipaddress_excluded')) continue;
    for (const item of list.items) {
      const address = item.argument('address')?.value as IpAddress | undefined;
      if (address) entries.push({ address, device: deviceOf(item), excluded: name === 'virtual_ipaddress_excluded', item });
    }
  }
  return entries;
}

/** The interface as it is written; most addresses name none. */
function deviceOf(item: Item): string | undefined {
  if (!item.argument('dev')) return undefined;
  const device = item.args['dev'];
  return device && 'text' in device ? device.text : undefined;
}

/** Whether an entry is dropped because the instance is of the other address family. */
export function isForeign(entry: AddressEntry, instance: VrrpInstance): boolean {
  return !entry.excluded && instance.family.value !== undefined && entry.address.family !== instance.family.value;
}

/**
 * Addresses that an instance has already (vip_is_duplicate, 2.3.3): among the advertised ones whatever the interface,
 * otherwise on the same one.
 */
export function repeatedAddresses(instance: VrrpInstance): readonly { readonly address: string; readonly item: Item; readonly first: Item }[] {
  const repeated: { address: string; item: Item; first: Item }[] = [];
  const entries = addressEntries(instance);
  if (new Set(entries.map((entry) => entry.address.address)).size === entries.length) return repeated;
  const advertised = new Map<string, AddressEntry>();
  const onInterface = new Map<string, AddressEntry>();
  const order = new Map<AddressEntry, number>();
  for (const entry of entries) {
    if (isForeign(entry, instance)) continue;
    const { address } = entry.address;
    const place = `${address} ${entry.device ?? ''}`;
    const candidates = [entry.excluded ? undefined : advertised.get(address), onInterface.get(place)].filter((each) => each !== undefined);
    if (candidates.length > 0) {
      const first = candidates.reduce((a, b) => ((order.get(a) ?? 0) <= (order.get(b) ?? 0) ? a : b));
      repeated.push({ address, item: entry.item, first: first.item });
      continue;
    }
    order.set(entry, order.size);
    onInterface.set(place, entry);
    if (!entry.excluded) advertised.set(address, entry);
  }
  return repeated;
}
