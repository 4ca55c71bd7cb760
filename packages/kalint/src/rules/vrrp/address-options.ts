import type { IpAddress } from '@kaconf/schema';
import { isKnown, type Item } from '@kaconf/semantics';
import { soundItems } from '../../vrrp/sound-items.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

type Fault = 'broadcastIpv6' | 'labelIpv6' | 'scopeIpv6' | 'peerFamily' | 'peerPrefix' | 'peerTwice' | 'peerBroadcast' | 'broadcastLength';

const since: Readonly<Record<Fault, number>> = { broadcastIpv6: 1_002_001, labelIpv6: 1_002_020, scopeIpv6: 1_002_020, peerFamily: 1_003_007, peerPrefix: 2_000_000, peerTwice: 2_000_000, peerBroadcast: 2_000_000, broadcastLength: 2_000_000 };

/** Options that do not go with this address, or with each other. */
export default defineRule({
  id: 'vrrp/address-options',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Options of an address fit its family and each other.',
  details: 'IPv6 has no broadcast addresses (keepalived drops such an address altogether), no labels and no scope of this kind. An address with `peer` is that of one end of a link: it has no prefix length and no broadcast address. `broadcast +` and `-` need a prefix of 30 bits or less.',
  messages: {
    broadcastIpv6: '{address} is IPv6, which has no broadcast addresses; keepalived drops the address. Leave broadcast out.',
    labelIpv6: '{address} is IPv6, which has no labels; keepalived ignores the label.',
    scopeIpv6: '{address} is IPv6; keepalived ignores its scope.',
    peerFamily: 'The peer of {address} is of the other address family; keepalived ignores it.',
    peerPrefix: '{address} has a peer, for which there is no prefix length; keepalived ignores it.',
    peerTwice: '{address} has a second peer; keepalived ignores it.',
    peerBroadcast: '{address} has a peer and a broadcast address; keepalived ignores the broadcast address.',
    broadcastLength: '{address} has a prefix of more than 30 bits, so there is no broadcast address; keepalived ignores it.',
  },
  needs: ['virtual_ipaddress', 'virtual_ipaddress_excluded', 'static_ipaddress', 'fact:mismatch'],
  keepalived: 'yes',
  *check(configuration, context) {
    for (const item of soundItems(configuration, ['virtual_ipaddress', 'virtual_ipaddress_excluded', 'static_ipaddress'], hasOptions)) {
      const address = valueOf<IpAddress>(item, 'address');
      if (!address) continue;
      for (const fault of faultsOf(item, address)) yield { at: item, message: fault, data: { address: address.address }, reported: reportedFrom(context.target, since[fault], item.line) };
    }
    // A repeated option is a mismatch of its own, about which keepalived speaks for peer only.
    for (const fact of configuration.factsOf('mismatch')) {
      if (fact.mismatch.code !== 'duplicate-option' || !fact.item || fact.words[fact.mismatch.word] !== 'peer') continue;
      yield { at: fact, message: 'peerTwice', data: { address: fact.words[0] ?? '' }, reported: reportedFrom(context.target, since.peerTwice, fact.line) };
    }
  },
});

function hasOptions(item: Item): boolean {
  return item.match().args.length > 1;
}

function* faultsOf(item: Item, address: IpAddress): Generator<Fault> {
  const has = (name: string): boolean => item.args[name] !== undefined;
  if (address.family === 'ipv6') {
    if (has('broadcast')) {
      yield 'broadcastIpv6';
      return; // the address is gone
    }
    if (has('label')) yield 'labelIpv6';
    const scope = item.args['scope'];
    if (scope && 'text' in scope && scope.text !== 'global' && scope.text !== '0') yield 'scopeIpv6';
  }
  const peer = valueOf<IpAddress>(item, 'peer');
  const whole = address.family === 'ipv4' ? 32 : 128;
  if (peer && peer.family !== address.family) yield 'peerFamily';
  else if (peer && address.prefix !== undefined && address.prefix !== whole) yield 'peerPrefix';
  if (!has('broadcast')) return;
  const broadcast = valueOf<unknown>(item, 'broadcast');
  if (peer && peer.family === address.family) yield 'peerBroadcast';
  else if ((broadcast === '+' || broadcast === '-') && (address.prefix ?? whole) > 30) yield 'broadcastLength';
}

function valueOf<T>(item: Item, name: string): T | undefined {
  const value = item.args[name];
  return value && 'kind' in value && isKnown(value) ? (value.value as T) : undefined;
}
