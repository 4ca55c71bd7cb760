import type { IpAddress } from '@kaconf/schema';
import type { Configuration } from './configuration.ts';
import type { BlockOf } from './model.ts';
import { misspelt } from './setting.ts';
import { isKnown, type Value } from './value.ts';

export interface RealServer {
  /** `address:port`; the port may be that of the service. */
  readonly key: string;
  readonly address: string;
  readonly block: BlockOf<'virtual_server.real_server'>;
}

/** A `virtual_server` with what decides where its clients end up. */
export interface LvsService {
  /** Address, port and protocol, or the mark, or the content of the group: equal for the same service on another node. */
  readonly key: string;
  /** The same without the port; undefined for marks and groups. */
  readonly address: string | undefined;
  readonly port: number | undefined;
  /** As it is written behind `virtual_server`. */
  readonly text: string;
  readonly byMark: boolean;
  readonly block: BlockOf<'virtual_server'>;
  /** undefined where not knowable. */
  readonly scheduler: string | undefined;
  readonly method: string | undefined;
  /** Seconds; 0: none. */
  readonly persistence: number | undefined;
  readonly realServers: readonly RealServer[];
  /** Some real server is not knowable. */
  readonly realServersUnknown: boolean;
}

export interface LvsServices {
  readonly services: readonly LvsService[];
  /** Some service is not knowable, or may stand in a file that could not be read. */
  readonly unknown: boolean;
}

const memo = new WeakMap<Configuration, LvsServices>();

/** keepalived's own value where `persistence_timeout` has no number. */
const usualPersistence = 360;

export function readServices(configuration: Configuration): LvsServices {
  let services = memo.get(configuration);
  if (!services) {
    const read = configuration.blocks('virtual_server').map((block) => readService(configuration, block));
    services = { services: read.filter((each) => each !== undefined), unknown: !configuration.complete || read.includes(undefined) || misspelt(configuration, undefined, 'virtual_server') };
    memo.set(configuration, services);
  }
  return services;
}

function readService(configuration: Configuration, block: BlockOf<'virtual_server'>): LvsService | undefined {
  const identity = identify(configuration, block);
  if (!identity) return undefined;
  const realServers: RealServer[] = [];
  let realServersUnknown = false;
  for (const server of block.blocks('real_server')) {
    const { ip, port } = server.args;
    const number = port === undefined ? identity.port : value(port);
    if (!isKnown(ip) || (port !== undefined && number === undefined)) realServersUnknown = true;
    else realServers.push({ key: `${bracketed(ip.value)}:${number ?? '*'}`, address: ip.value.address, block: server });
  }
  const persistence = block.get('persistence_timeout');
  return {
    ...identity,
    block,
    scheduler: either(block.get('lb_algo')?.args.value, 'wlc'),
    method: either<string>(block.get('lb_kind')?.args.value, 'NAT'),
    persistence: !persistence ? 0 : persistence.args.value === undefined ? usualPersistence : value(persistence.args.value),
    realServers,
    realServersUnknown,
  };
}

function identify(configuration: Configuration, block: BlockOf<'virtual_server'>): Pick<LvsService, 'key' | 'address' | 'port' | 'text' | 'byMark'> | undefined {
  const { ip, port, fwmark, group } = block.args;
  const words = block.words.slice(1).map((word) => word.text).join(' ');
  if (fwmark) return isKnown(fwmark) ? { key: `fwmark ${fwmark.value}`, address: undefined, port: undefined, text: words, byMark: true } : undefined;
  const protocol = either<string>(block.get('protocol')?.args.value, 'TCP');
  if (protocol === undefined) return undefined;
  if (group) {
    const content = isKnown(group) ? groupContent(configuration, group.value) : undefined;
    return content === undefined ? undefined : { key: `group ${content} ${protocol}`, address: undefined, port: undefined, text: words, byMark: content.includes('fwmark') };
  }
  if (!isKnown(ip) || (port !== undefined && !isKnown(port))) return undefined;
  const address = bracketed(ip.value);
  const number = port?.value ?? 0;
  return { key: `${address}:${number} ${protocol}`, address: `${address} ${protocol}`, port: number, text: words, byMark: false };
}

/** The lines of a `virtual_server_group`, in an order of their own: the name does not matter. */
function groupContent(configuration: Configuration, name: string): string | undefined {
  const blocks = configuration.directives.filter((each) => each.name === 'virtual_server_group' && each.isBlock() && each.words[1]?.text === name);
  const [first] = blocks;
  if (!first?.isBlock() || first.items.some((item) => item.words.some((word) => word.dynamic))) return undefined;
  return first.items.map((item) => item.words.map((word) => word.text).join(' ')).sort().join('; ');
}

function bracketed(address: IpAddress): string {
  return address.family === 'ipv6' ? `[${address.address}]` : address.address;
}

function either<T>(given: Value<T> | undefined, otherwise: T): T | undefined {
  return given === undefined ? otherwise : value(given);
}

function value<T>(given: Value<T> | undefined): T | undefined {
  return isKnown(given) ? given.value : undefined;
}
