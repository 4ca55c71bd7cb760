import { known, readServices, type BlockOf, type Configuration, type LvsService, type Node, type RealServer } from '@kaconf/semantics';
import type { TopologyInstance, TopologyPlace } from './topology.ts';

/** How keepalived finds out whether a real server is alive. */
export interface TopologyCheck {
  /** The keyword: `TCP_CHECK`. */
  readonly kind: string;
  /** Port, path or name, as far as it is no secret; often empty. */
  readonly detail: string;
}

export interface TopologyRealServer {
  /** `address:port`. */
  readonly name: string;
  readonly weight: number | null;
  readonly checks: readonly TopologyCheck[];
  /** Nodes whose file has it. */
  readonly nodes: readonly string[];
}

export interface TopologyService {
  /** `192.0.2.1 80`, `fwmark 3`, `group web`. */
  readonly name: string;
  readonly protocol: string | null;
  readonly scheduler: string | null;
  readonly method: string | null;
  /** Index of the instance whose address it listens on; null: none of them. */
  readonly instance: number | null;
  /** Nodes whose file has it. */
  readonly nodes: readonly string[];
  readonly realServers: readonly TopologyRealServer[];
  /** Some real server is not known before keepalived runs. */
  readonly realServersUnknown: boolean;
  /** Where clients go when no real server is left. */
  readonly sorryServer: string | null;
  readonly place: TopologyPlace;
}

interface Draft {
  readonly service: LvsService;
  readonly configuration: Configuration;
  readonly nodes: string[];
  readonly servers: Map<string, { readonly server: RealServer; readonly nodes: string[] }>;
}

/** The services of all nodes, each once, with the real servers of all nodes. */
export function servicesOf(nodes: readonly Node[], instances: readonly TopologyInstance[]): readonly TopologyService[] {
  const found = new Map<string, Draft>();
  for (const { name, configuration } of nodes) {
    for (const service of readServices(configuration).services) {
      const draft = found.get(service.key) ?? { service, configuration, nodes: [], servers: new Map<string, { server: RealServer; nodes: string[] }>() };
      found.set(service.key, draft);
      addOnce(draft.nodes, name);
      for (const server of service.realServers) {
        const entry = draft.servers.get(server.key) ?? { server, nodes: [] };
        draft.servers.set(server.key, entry);
        addOnce(entry.nodes, name);
      }
    }
  }
  return [...found.values()].map((draft) => toService(draft, instances));
}

function addOnce(list: string[], name: string): void {
  if (!list.includes(name)) list.push(name);
}

function toService({ service, configuration, nodes, servers }: Draft, instances: readonly TopologyInstance[]): TopologyService {
  const { block, text, scheduler, method, realServersUnknown } = service;
  const listens = new Set(addressesOf(service, configuration));
  const instance = instances.findIndex(({ addresses }) => addresses.some(({ address }) => listens.has(address)));
  const protocol = block.get('protocol');
  const sorry = block.get('sorry_server')?.words.slice(1).map((word) => word.text).join(':');
  return {
    name: text,
    protocol: protocol ? (known(protocol.args.value) ?? null) : 'TCP',
    scheduler: scheduler ?? null, method: method ?? null,
    instance: instance < 0 ? null : instance,
    nodes, realServersUnknown,
    realServers: [...servers.values()].map(({ server, nodes: having }) => ({ name: server.key, weight: weightOf(server), checks: checksOf(server.block), nodes: having })),
    sorryServer: sorry ?? null,
    place: { path: block.document.path, start: block.range.start, end: block.range.end },
  };
}

function addressesOf({ block }: LvsService, configuration: Configuration): readonly string[] {
  const { ip, group } = block.args;
  const own = known(ip);
  if (own) return [own.address];
  const name = known(group);
  if (name === undefined) return [];
  const list = configuration.directives.find((each) => each.name === 'virtual_server_group' && each.isBlock() && each.words[1]?.text === name);
  return list?.isBlock() === true ? list.items.map((item) => item.words[0]?.text.toLowerCase() ?? '') : [];
}

/** keepalived's own weight is 1. */
function weightOf({ block }: RealServer): number | null {
  const weight = block.get('weight');
  return weight ? (known(weight.args.value) ?? null) : 1;
}

type Body = BlockOf<'virtual_server.real_server'>;

function checksOf(server: Body): readonly TopologyCheck[] {
  const one = <B>(kind: string, blocks: readonly B[], detail: (block: B) => string | undefined): readonly TopologyCheck[] => blocks.map((block) => ({ kind, detail: detail(block) ?? '' }));
  return [
    ...one('TCP_CHECK', server.blocks('TCP_CHECK'), (block) => port(known(block.get('connect_port')?.args.value))),
    ...one('HTTP_GET', server.blocks('HTTP_GET'), (block) => paths(block.blocks('url').map((url) => known(url.get('path')?.args.value)))),
    ...one('SSL_GET', server.blocks('SSL_GET'), (block) => paths(block.blocks('url').map((url) => known(url.get('path')?.args.value)))),
    ...one('SMTP_CHECK', server.blocks('SMTP_CHECK'), (block) => port(known(block.get('connect_port')?.args.value))),
    ...one('DNS_CHECK', server.blocks('DNS_CHECK'), (block) => known(block.get('name')?.args.value)),
    ...one('MISC_CHECK', server.blocks('MISC_CHECK'), (block) => program(known(block.get('misc_path')?.args.value))),
    ...one('UDP_CHECK', server.blocks('UDP_CHECK'), (block) => port(known(block.get('connect_port')?.args.value))),
    ...one('PING_CHECK', server.blocks('PING_CHECK'), () => ''),
    ...one('BFD_CHECK', server.blocks('BFD_CHECK'), (block) => known(block.get('name')?.args.value)),
    ...one('FILE_CHECK', server.blocks('FILE_CHECK'), (block) => known(block.get('track_file')?.args.value)),
  ];
}

function port(number: number | undefined): string | undefined {
  return number === undefined ? undefined : `:${number}`;
}

/** Without what stands behind `?`: tokens are found there. */
function paths(list: readonly (string | undefined)[]): string {
  return [...new Set(list.map((path) => path?.split(/[?#]/, 1)[0]))].filter((path) => path !== undefined && path !== '').join(' ');
}

/** The name of the program without its arguments: passwords are found there. */
function program(command: string | undefined): string | undefined {
  return command?.trim().split(/\s+/)[0]?.split('/').at(-1);
}
