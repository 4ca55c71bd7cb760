import { comparable } from './address.ts';
import { acceptsOtherAddresses, type FailoverInstance, type Hmac, type Known } from './model.ts';
import { advertMicroseconds, protocolVersion } from './timing.ts';
import type { Unit } from './roster.ts';
import type { Version } from '@kaconf/schema';

/** Yes, no, or "yes if all these unknown conditions hold". */
export type Acceptance = boolean | readonly string[];

/**
 * Whether one node takes the adverts of another seriously, as long as the network carries them
 * [vrrp_create_sockpool, vrrp_check_packet]. The relation has a direction: only the receiver's view counts.
 *
 * skip_check_adv_addr never matters here: it spares the comparison only for a master whose list was accepted before,
 * and a master compares always. lower_prio_no_advert changes when adverts are sent, not who accepts them.
 */
export function acceptance(target: Version, receiver: Unit, sender: Unit): Acceptance {
  const { refused, open } = examine(target, receiver, sender);
  if (refused !== undefined) return false;
  return open.length === 0 ? true : open;
}

/** The first thing for which a receiver refuses a sender, as the keyword that differs; undefined when it accepts. */
export function refusal(target: Version, receiver: Unit, sender: Unit): string | undefined {
  return examine(target, receiver, sender).refused?.split('#')[0];
}

function examine(target: Version, receiver: Unit, sender: Unit): { refused: string | undefined; open: readonly string[] } {
  const here = receiver.instance;
  const there = sender.instance;
  const pair = receiver.index < sender.index ? `${receiver.index} ${sender.index}` : `${sender.index} ${receiver.index}`;
  const open: string[] = [];
  let refused: string | undefined;
  const require = (answer: Known<boolean>, condition: string): boolean => {
    if (answer === undefined) open.push(condition);
    if (answer === false) refused ??= condition;
    return answer !== false;
  };
  const versions = equal(protocolVersion(here), protocolVersion(there));
  const agreed = require(equal(here.family, there.family), `family#${pair}`)
    && require(equal(here.vrid, there.vrid), `virtual_router_id#${pair}`)
    && transport(receiver, sender, require, pair)
    && require(versions, `version#${pair}`)
    && (protocolVersion(here) === 3 || versionTwo(here, there, require, pair))
    && require(hmacAccepted(target, receiver, sender), `auth_hmac#${receiver.index} from ${sender.index}`)
    && (target >= acceptsOtherAddresses || require(sameAddresses(receiver.vips, sender.vips), `virtual_ipaddress#${pair}`));
  return { refused: agreed ? undefined : refused ?? 'transport', open };
}

type Require = (answer: Known<boolean>, condition: string) => boolean;

function equal<T>(left: Known<T>, right: Known<T>): Known<boolean> {
  return left === undefined || right === undefined ? undefined : left === right;
}

function transport(receiver: Unit, sender: Unit, require: Require, pair: string): boolean {
  const here = withPeers(receiver.instance);
  const there = withPeers(sender.instance);
  const direction = `${receiver.index} from ${sender.index}`;
  if (!here || !there) return require(undefined, `transport#${pair}`) && require(undefined, `unicast_peer#${direction}`);
  if (here.kind === 'multicast' || there.kind === 'multicast') {
    if (here.kind !== 'multicast' || there.kind !== 'multicast') return require(false, `transport#${pair}`);
    return require(equal(groupAddress(here.group), groupAddress(there.group)), `mcast_dst_ip#${pair}`);
  }
  // A unicast socket is bound to the source address of the receiver.
  if (!require(listed(sender, receiver.source), `unicast_peer#${direction}`)) return false;
  const checked = here.checkSource;
  const known = listed(receiver, sender.source);
  if (checked === false || known === true) return true;
  return require(checked === true ? known : undefined, `check_unicast_src#${direction}`);
}

/** A unicast keyword without any peer leaves the instance at multicast [vrrp_complete_instance]. */
function withPeers(instance: FailoverInstance): FailoverInstance['transport'] {
  const { transport } = instance;
  return transport?.kind === 'unicast' && transport.peers?.length === 0 ? { kind: 'multicast', group: null } : transport;
}

function groupAddress(group: string | null | undefined): Known<string> {
  return group === undefined ? undefined : group === null ? 'default' : standardGroups.has(group) ? 'default' : comparable(group) ?? group;
}

const standardGroups = new Set(['224.0.0.18', 'ff02::12']);

/** Whether an address is among the unicast peers of a unit. */
function listed(unit: Unit, address: string | null | undefined): Known<boolean> {
  if (address === null) return false;
  if (!unit.peers || address === undefined) return undefined;
  return unit.peers.has(address);
}

/** What only version 2 checks: authentication and the interval. Version 3 adopts the interval of the master. */
function versionTwo(here: FailoverInstance, there: FailoverInstance, require: Require, pair: string): boolean {
  const mine = credentials(here);
  const yours = credentials(there);
  if (!require(equal(mine.type, yours.type), `auth_type#${pair}`)) return false;
  if (mine.type !== 'none' && yours.type !== 'none' && !require(equal(mine.password, yours.password), `auth_pass#${pair}`)) return false;
  return require(equal(advertMicroseconds(here), advertMicroseconds(there)), `advert_int#${pair}`);
}

const passwordBytes = 8;

/** The authentication that is left: strict mode, an empty password, and AH with IPv6 take it away [vrrp_complete_instance]. */
function credentials(instance: FailoverInstance): { type: Known<string>; password: Known<string> } {
  const none = { type: 'none', password: '' };
  const written = instance.authentication;
  if (written === null || instance.strict === true || written?.password === '') return none;
  if (written === undefined || instance.strict === undefined) return { type: undefined, password: undefined };
  if (written.type === 'AH' && instance.family === 'ipv6') return none;
  return { type: written.type, password: written.password === undefined ? undefined : firstBytes(written.password) };
}

/** The first eight bytes of the text in UTF-8; the rest is never compared. */
function firstBytes(password: string): string {
  return new TextEncoder().encode(password).slice(0, passwordBytes).join(' ');
}

const hmacSince: Version = 2_004_000;

/** Trailers of auth_hmac [vrrp_auth_ext_verify]; a receiver without it takes the longer packet for a broken one. */
function hmacAccepted(target: Version, receiver: Unit, sender: Unit): Known<boolean> {
  if (target < hmacSince) return true;
  const here = receiver.instance.hmac;
  const there = sender.instance.hmac;
  if (here === undefined || there === undefined) return undefined;
  const signs = there === null ? false : there.mode === undefined ? undefined : there.mode !== 'receive-only';
  if (here === null) return signs === undefined ? undefined : !signs;
  if (signs === undefined) return undefined;
  if (!signs) return here.mode === undefined ? undefined : here.mode !== 'enforce';
  const local = receiver.instance.transport;
  const peer = local?.kind === 'unicast' ? listed(receiver, sender.source) : true;
  return peer === true && there ? keyKnown(here, there) : peer;
}

function keyKnown(here: Hmac, there: Hmac): Known<boolean> {
  const used = there.keys?.find((key) => key.id === there.activeKey) ?? (there.keys?.length === 1 ? there.keys[0] : undefined);
  if (!used || !here.keys) return undefined;
  const known = here.keys.find((key) => key.id === used.id);
  return known ? equal(known.secret, used.secret) : false;
}

/** The list must have the same addresses in any order; the prefix is not sent. */
function sameAddresses(mine: Unit['vips'], yours: Unit['vips']): Known<boolean> {
  if (!mine || !yours) return undefined;
  return mine.size === yours.size && [...mine].every((address) => yours.has(address));
}
