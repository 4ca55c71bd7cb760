import { isLinkLocal, type Configuration, type VirtualAddress, type VrrpInstance } from '@kaconf/semantics';
import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { repeatedAddresses } from '../../vrrp/addresses.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** One address, two owners: when one of them steps down it takes the address from the other. */
export default defineRule({
  id: 'vrrp/duplicate-vip',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'A virtual address belongs to one instance.',
  details: 'keepalived does not compare the addresses of different instances. When one of two instances that list the same address on an interface becomes BACKUP, it removes the address from the interface, although the other one is still master. On two interfaces, or with virtual MAC addresses, both keep theirs, and two networks or two MAC addresses claim it (a warning). The prefix length does not matter. Link-local IPv6 addresses may repeat on different interfaces. Within one instance a second mention is ignored, from 2.3.3 on with an error.',
  messages: {
    default: '{address} is in {other} as well as in {instance}; whichever becomes BACKUP takes it away from the other. Keep it in one of them.',
    devices: '{address} is in {other} on {otherDevice} as well as in {instance} on {device}; while both are master here, this node has it on two interfaces. Keep it in one of them.',
    macs: '{address} is in {other} as well as in {instance}, each with a MAC address of its own; while both are master, both answer for it on {device}. Keep it in one of them.',
    same: '{address} stands in {instance} twice; the second entry has no effect.',
    first: 'It stands here first.',
    remove: 'Delete the second {address}',
  },
  needs: ['vrrp_instance'],
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      for (const { address, item, first } of repeatedAddresses(instance)) {
        const edit = certainRemoval(item);
        const data = { address, instance: instance.name };
        yield {
          at: item,
          message: 'same',
          data,
          severity: context.target >= 2_003_003 ? 'error' : 'warning',
          related: [{ at: first, message: 'first' }],
          reported: reportedFrom(context.target, 2_003_003, item.line),
          ...(edit && item.words.length === 1 ? { fix: { title: 'remove', data, safe: true, edits: [edit] } } : {}),
        };
      }
    }
    yield* betweenInstances(configuration);
  },
});

/** Whether some address stands in a configuration twice, wherever: mostly none does, and there may be very many. */
function repeats(configuration: Configuration): boolean {
  const seen = new Set<string>();
  let count = 0;
  for (const { addresses } of instancesOf(configuration)) {
    for (const { address } of addresses) seen.add(address.address);
    count += addresses.length;
  }
  return seen.size < count;
}

function* betweenInstances(configuration: Configuration) {
  if (!repeats(configuration)) return;
  const seen = new Map<string, Held>();
  const seenOn = new Map<string, Held>();
  // What a sequence repeats stands once in the file.
  const told = new Set<string>();
  for (const instance of instancesOf(configuration)) {
    for (const entry of instance.addresses) {
      const { address } = entry.address;
      const held: Held = { instance, entry, device: entry.device ?? instance.interface.value };
      // A link-local address is one of its own on each interface.
      const key = isLinkLocal(entry.address) ? `${address}%${held.device ?? ''}` : address;
      const onDevice = `${address}%${held.device ?? ''}`;
      // Of several the one on the same interface is the worst.
      const known = seenOn.get(onDevice) ?? seen.get(key);
      if (!seen.has(key)) seen.set(key, held);
      if (!seenOn.has(onDevice)) seenOn.set(onDevice, held);
      if (!known) continue;
      if (known.instance.block !== instance.block) {
        const message = messageFor(known, held);
        const place = `${entry.item.range.start} ${entry.item.document.path}`;
        const generated = place === `${known.entry.item.range.start} ${known.entry.item.document.path}`;
        if (generated && told.has(`${message} ${place}`)) continue;
        if (generated) told.add(`${message} ${place}`);
        yield {
          at: entry.item,
          message,
          data: { address, instance: instance.name, other: known.instance.name, device: held.device ?? '', otherDevice: known.device ?? '' },
          related: [{ at: known.entry.item, message: 'first' as const }],
          ...(message === 'default' ? {} : { severity: 'warning' as const }),
        };
      }
    }
  }
}

interface Held {
  readonly instance: VrrpInstance;
  readonly entry: VirtualAddress;
  readonly device: string | undefined;
}

/** keepalived takes an address from one interface: on another one it stays where it is (netlink_ipaddress). */
function messageFor(one: Held, other: Held): 'default' | 'devices' | 'macs' {
  if (one.device === undefined || other.device === undefined) return 'default';
  if (one.device !== other.device) return 'devices';
  return hasOwnInterface(one) || hasOwnInterface(other) ? 'macs' : 'default';
}

function hasOwnInterface({ instance: { block }, entry }: Held): boolean {
  return entry.device === undefined && (block.has('use_vmac') || block.has('use_ipvlan'));
}
