import type { Family } from '@kaconf/semantics';
import { isKnown } from '@kaconf/semantics';
import { groupsOf, isRemoved } from './groups.ts';
import { methodAt, positionOf, type RealServer, type Service } from './services.ts';

/** What is left of a service after keepalived has compared the address families (rs_end_handler, vs_end_handler). */
export interface Kept {
  readonly servers: readonly RealServer[];
  /** Real servers of another family than the service; keepalived drops them. */
  readonly foreign: readonly { readonly server: RealServer; readonly family: Family }[];
  /** The sorry server is of another family and not tunnelled. */
  readonly sorryForeign: Family | undefined;
  /** Some address, method or family cannot be known: who is dropped is uncertain. */
  readonly unknown: boolean;
}

const memo = new WeakMap<Service, Kept>();

export function keptOf(service: Service): Kept {
  let kept = memo.get(service);
  if (!kept) {
    kept = compare(service);
    memo.set(service, kept);
  }
  return kept;
}

function compare(service: Service): Kept {
  const { block } = service;
  const servers: RealServer[] = [];
  const foreign: { server: RealServer; family: Family }[] = [];
  let family: Family | undefined = service.address?.family;
  // keepalived compares with the method that it has read by then.
  let above = methodAt(service, 0);
  let unknown = service.kind === 'unknown' || !service.configuration.complete;
  const remaining = service.realServers.values();
  for (const directive of block.directives) {
    const { name } = directive;
    if (name === 'ip_family' && family === undefined) family = familyWord(service, directive);
    if (name === 'lb_kind') above = service.method.directive === (directive as unknown) ? service.method : methodAt(service, positionOf(block, directive) + 1);
    if (name !== 'real_server' || !directive.isBlock()) continue;
    const server = remaining.next().value;
    if (!server) continue;
    if (!server.address) {
      // A wrong address makes keepalived skip the block; a dynamic one may be anything.
      unknown ||= server.block.argument('ip')?.state !== 'invalid';
      continue;
    }
    // A server without a method of its own has that of the service.
    const own = server.method === service.method ? above : server.method;
    if (own.unknown) unknown = true;
    if (own.value === 'TUN') servers.push(server);
    else if (family === undefined || family === server.address.family) {
      family = server.address.family;
      servers.push(server);
    } else foreign.push({ server, family });
  }
  return { servers, foreign, sorryForeign: sorryFamily(service, family), unknown };
}

function familyWord(service: Service, directive: unknown): Family | undefined {
  const written = service.block.all('ip_family').find((each) => (each as unknown) === directive)?.args.value;
  if (!isKnown(written)) return undefined;
  return written.value === 'inet6' ? 'ipv6' : 'ipv4';
}

function sorryFamily(service: Service, family: Family | undefined): Family | undefined {
  const sorry = service.sorryServer;
  if (!sorry?.address || family === undefined || sorry.address.family === family) return undefined;
  const { block } = service;
  const method = block.all('sorry_server_lvs_method').length > 0 ? sorry.method : methodAt(service, positionOf(block, sorry.directive));
  return method.unknown || method.value === 'TUN' ? undefined : family;
}

/** Why keepalived drops a service that names a group, before its checks (link_vsg_to_vs). */
export type GroupTrouble = 'undefined' | 'mixed' | 'family';

export function groupTrouble(service: Service): GroupTrouble | undefined {
  if (service.groupName === undefined || !service.configuration.complete) return undefined;
  const { group } = service;
  if (!group) return groupsOf(service.configuration).some((each) => each.unknown) ? undefined : 'undefined';
  if (isRemoved(group)) return 'undefined';
  const family = familyOf(service);
  if (family === undefined || group.families.size === 0) return undefined;
  if (group.families.size > 1) return 'mixed';
  return group.families.has(family) ? undefined : 'family';
}

/** The family that `ip_family` or a server that is not tunnelled gives to a service without an address. */
function familyOf(service: Service): Family | undefined {
  const word = service.block.get('ip_family')?.args.value;
  if (isKnown(word)) return word.value === 'inet6' ? 'ipv6' : 'ipv4';
  return keptOf(service).servers.find((server) => server.method.value !== 'TUN')?.address?.family;
}

/** Whether keepalived drops the service before its checks: nobody to send packets to, or no group. */
export function isDropped(service: Service): boolean {
  return service.refused || keptOf(service).servers.length === 0 || (service.groupName !== undefined && groupTrouble(service) !== undefined);
}
