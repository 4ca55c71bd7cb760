import type { IpAddress } from '@kaconf/schema';
import { known, readInstancesOf, type Address, type Configuration, type Workspace } from '@kaconf/semantics';
import { toNumber, type AddressSpan } from './groups.ts';

/** The addresses that the virtual routers of one or more configurations hold. */
export interface Announced {
  /** Those of `virtual_ipaddress` and `virtual_ipaddress_excluded`. */
  readonly vips: readonly Address[];
  /** Those of `static_ipaddress`. */
  readonly statics: readonly Address[];
  /** Some list cannot be read in full. */
  readonly unknown: boolean;
}

const byConfiguration = new WeakMap<Workspace, Map<Configuration, Announced>>();
const everywhere = new WeakMap<Workspace, Announced>();

/** The addresses of one configuration. */
export function announcedBy(configuration: Configuration, workspace: Workspace): Announced {
  const memo = byConfiguration.get(workspace) ?? new Map<Configuration, Announced>();
  byConfiguration.set(workspace, memo);
  let announced = memo.get(configuration);
  if (!announced) {
    announced = readAnnounced(configuration, workspace);
    memo.set(configuration, announced);
  }
  return announced;
}

function readAnnounced(configuration: Configuration, workspace: Workspace): Announced {
  const node = workspace.nodes.find((each) => each.configuration === configuration);
  const instances = node ? readInstancesOf(configuration) : [];
  const statics: Address[] = [];
  let unknown = !configuration.complete || !node || instances.some((instance) => instance.addressesUnknown);
  for (const directive of configuration.atRoot('static_ipaddress')) {
    if (!directive.isBlock()) continue;
    for (const item of directive.items) {
      const value = known(item.args['address'] as Parameters<typeof known<IpAddress>>[0]);
      if (value) statics.push({ family: value.family, address: value.address, prefix: value.prefix });
      else unknown = true;
    }
  }
  return { vips: instances.flatMap((instance) => instance.addresses.map((each) => each.address)), statics, unknown };
}

/** The addresses of all configurations that are judged together. */
export function announcedAnywhere(workspace: Workspace): Announced {
  let announced = everywhere.get(workspace);
  if (!announced) {
    const all = workspace.nodes.map((node) => announcedBy(node.configuration, workspace));
    announced = { vips: all.flatMap((each) => each.vips), statics: all.flatMap((each) => each.statics), unknown: all.some((each) => each.unknown) };
    everywhere.set(workspace, announced);
  }
  return announced;
}

export function within(span: AddressSpan, address: Address): boolean {
  if (address.family !== span.family) return false;
  const number = toNumber(address.address);
  return span.first <= number && number <= span.last;
}
