import { isKnown, type Item, type VrrpInstance } from '@kaconf/semantics';
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
  return instance.block.directives.flatMap((list) => {
    if (!list.isBlock() || (list.name !== 'virtual_ipaddress' && list.name !== 'virtual_ipaddress_excluded')) return [];
    return list.items.flatMap((item): readonly AddressEntry[] => {
      const address = item.args['address'];
      if (!address || !('kind' in address) || !isKnown(address)) return [];
      const device = item.args['dev'];
      return [{ address: address.value as IpAddress, device: device && 'text' in device ? device.text : undefined, excluded: list.name === 'virtual_ipaddress_excluded', item }];
    });
  });
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
  const advertised = new Map<string, AddressEntry>();
  const onInterface = new Map<string, AddressEntry>();
  const order = new Map<AddressEntry, number>();
  const repeated: { address: string; item: Item; first: Item }[] = [];
  for (const entry of addressEntries(instance)) {
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
