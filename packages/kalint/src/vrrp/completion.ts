import type { Configuration, VrrpInstance } from '@kaconf/semantics';
import type { Finding } from '../rule.ts';
import { conflictsOf } from './conflicts.ts';
import { instancesOf } from './instances.ts';
import { hasPeer, isAbsent, versionOf } from './written.ts';

/** How far keepalived comes with its checks after reading (vrrp_complete_init): they end at the first instance that fails. */
interface Progress {
  /** An instance without virtual_router_id or interface ends everything before the sync groups are built. */
  readonly begins: boolean;
  /** Index of the instance whose completion fails; the number of instances where none does. */
  readonly completed: number;
  /** Of each instance, by its block. */
  readonly indexes: ReadonlyMap<VrrpInstance['block'], number>;
}

const memo = new WeakMap<Configuration, Progress>();

function progressOf(configuration: Configuration): Progress {
  let progress = memo.get(configuration);
  if (!progress) {
    const instances = instancesOf(configuration);
    const failing = instances.findIndex(failsCompletion);
    progress = { begins: !instances.some(lacksMinimum), completed: failing < 0 ? instances.length : failing, indexes: new Map(instances.map(({ block }, index) => [block, index])) };
    memo.set(configuration, progress);
  }
  return progress;
}

/** What a check says that keepalived makes when it builds the sync groups. */
export function reportedWithGroups(configuration: Configuration): NonNullable<Finding['reported']> {
  return progressOf(configuration).begins ? 'no-line' : 'silent';
}

/** What a check says that keepalived makes when it completes this instance. */
export function reportedOnCompletion(instance: VrrpInstance): NonNullable<Finding['reported']> {
  const { begins, completed, indexes } = progressOf(instance.configuration);
  return begins && (indexes.get(instance.block) ?? -1) <= completed ? 'no-line' : 'silent';
}

/** What a check says that is made when all instances have been completed. */
export function reportedAfterInstances(configuration: Configuration): NonNullable<Finding['reported']> {
  const { begins, completed } = progressOf(configuration);
  return begins && completed >= instancesOf(configuration).length ? 'no-line' : 'silent';
}

/** What a check says that comes behind the search for equal virtual router ids. */
export function reportedAtEnd(configuration: Configuration): NonNullable<Finding['reported']> {
  return conflictsOf(configuration).length > 0 ? 'silent' : reportedAfterInstances(configuration);
}

/** chk_min_cfg: the first instance without these ends all checks. */
export function lacksMinimum(instance: VrrpInstance): boolean {
  return lacksRouterId(instance) || lacksInterface(instance);
}

/** Without a virtual router id, or with one that keepalived did not take. */
export function lacksRouterId(instance: VrrpInstance): boolean {
  const { vrid } = instance;
  if (vrid.value !== undefined) return false;
  // A number that is out of range is not taken, so there is none.
  return isAbsent(instance, 'virtual_router_id') || invalid(vrid.directive);
}

/** Without an interface; from 2.1.0 to 2.2.4 peers, from 2.2.8 on any unicast keyword can stand for it. */
export function lacksInterface(instance: VrrpInstance): boolean {
  const device = instance.interface;
  const { target } = instance.configuration;
  // The loopback interface is refused, which leaves none.
  if (device.value !== undefined && (device.value !== 'lo' || target < 1_003_006)) return false;
  if (device.value === undefined && !isAbsent(instance, 'interface') && !invalid(device.directive)) return false;
  if (target >= 2_001_000 && target <= 2_002_004) return hasPeer(instance) === false;
  return target < 2_002_008 || !hasUnicastKeyword(instance);
}

/** unicast_ttl is none of them: it does not make an instance unicast. */
export function hasUnicastKeyword(instance: VrrpInstance): boolean {
  const { block } = instance;
  return block.has('unicast_peer') || block.has('unicast_src_ip') || block.has('check_unicast_src') || block.has('unicast_fault_no_peer') || block.has('old_unicast_checksum');
}

function invalid(directive: VrrpInstance['vrid']['directive']): boolean {
  const word = directive?.words[1];
  return word !== undefined && word.dynamic === undefined;
}

/** Without any VIP although version 3 or strict mode want one: the whole VRRP configuration fails. */
export function lacksRequiredAddress(instance: VrrpInstance): boolean {
  if (instance.addresses.some((each) => !each.excluded) || instance.addressesUnknown) return false;
  const flagged = instance.block.has('no_virtual_ipaddress') && instance.strict.value !== true;
  return !flagged && (versionOf(instance) === 3 || instance.strict.value === true);
}

/** Unicast peers in strict mode on an interface that can multicast, as all usual ones can. */
export function isStrictUnicast(instance: VrrpInstance): boolean {
  return instance.strict.value === true && hasPeer(instance) === true && instance.interface.value !== undefined;
}

function failsCompletion(instance: VrrpInstance): boolean {
  const { target } = instance.configuration;
  if (lacksRequiredAddress(instance)) return true;
  // From 2.2.5 to 2.3.4 the flag that this check asks for is set only after it.
  if (isStrictUnicast(instance) && (target < 2_002_005 || target >= 2_004_000)) return true;
  return isAbsent(instance, 'interface') && isAbsent(instance, 'unicast_src_ip') && isAbsent(instance, 'mcast_src_ip');
}
