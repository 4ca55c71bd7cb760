import type { IpAddress } from '@kaconf/schema';
import type { AnyDirective, BlockOf, Configuration, Directive, DirectiveOf, Given, Setting } from '@kaconf/semantics';
import { groupsOf, type Group } from './groups.ts';

export type Method = 'NAT' | 'DR' | 'TUN';
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** A real server or sorry server: where packets are sent to. */
export interface Server {
  /** As written: `real_server 192.168.1.21 80`. */
  readonly name: string;
  readonly at: AnyDirective;
  readonly address: IpAddress | undefined;
  /** 0 where none is given; undefined where it cannot be known. */
  readonly port: number | undefined;
  /** Its own method, else that of the service. */
  readonly method: Setting<Method>;
}

export interface RealServer extends Server {
  readonly block: BlockOf<'virtual_server.real_server'>;
  /** Its own weight, else that of the service, else 1. */
  readonly weight: Setting<number>;
}

export interface SorryServer extends Server {
  readonly directive: DirectiveOf<'virtual_server', 'sorry_server'>;
}

/** A `virtual_server` with what takes effect (check_parser.c, validate_check_config). */
export interface Service {
  readonly configuration: Configuration;
  readonly block: BlockOf<'virtual_server'>;
  /** As written: `virtual_server 192.168.1.100 80`. */
  readonly name: string;
  /** `unknown`: the words behind the keyword are dynamic or wrong. */
  readonly kind: 'address' | 'fwmark' | 'group' | 'unknown';
  /** keepalived skips the whole block: address, port or mark cannot be read. */
  readonly refused: boolean;
  readonly address: IpAddress | undefined;
  /** Of a service by address: 0 where none is given. */
  readonly port: number | undefined;
  readonly fwmark: number | undefined;
  readonly groupName: string | undefined;
  /** The first group of that name; undefined where there is none. */
  readonly group: Group | undefined;
  readonly protocol: Setting<Protocol>;
  /** `lb_kind`, wherever it stands in the block. */
  readonly method: Setting<Method>;
  readonly realServers: readonly RealServer[];
  readonly sorryServer: SorryServer | undefined;
}

const memo = new WeakMap<Configuration, readonly Service[]>();

/** The `virtual_server` blocks of a configuration, in reading order. */
export function servicesOf(configuration: Configuration): readonly Service[] {
  let services = memo.get(configuration);
  if (!services) {
    services = configuration.blocks('virtual_server').map((block) => readService(configuration, block));
    memo.set(configuration, services);
  }
  return services;
}

/** The words of a block's head, as a person would name it. */
export function headOf(block: Pick<Directive, 'texts'>): string {
  return block.texts.map((word) => word.text).join(' ');
}

function readService(configuration: Configuration, block: BlockOf<'virtual_server'>): Service {
  const ip = block.argument('ip');
  const port = block.argument('port');
  const fwmark = block.argument('fwmark');
  const groupName = block.argument('group')?.value;
  const method = setting<Method>(block.get('lb_kind'));
  const weight = setting<number>(block.get('weight'));
  return {
    configuration,
    block,
    name: headOf(block),
    kind: ip?.state === 'known' && (port === undefined || port.state === 'known') ? 'address' : fwmark?.state === 'known' ? 'fwmark' : groupName !== undefined ? 'group' : 'unknown',
    refused: block.match().mismatches.some((mismatch) => mismatch.reported && mismatch.code !== 'extra'),
    address: ip?.value,
    port: readPort(port),
    fwmark: fwmark?.value,
    groupName,
    group: groupName === undefined ? undefined : groupsOf(configuration).find((each) => each.name === groupName && !each.unknown),
    protocol: setting<Protocol>(block.get('protocol')),
    method,
    realServers: block.blocks('real_server').map((server): RealServer => new OwnServer(server, method, weight)),
    sorryServer: readSorryServer(block, method),
  };
}

const usualWeight: Setting<number> = { value: 1, unknown: false, directive: undefined };

/** There may be very many of them, and few are ever named. */
class OwnServer implements RealServer {
  readonly block: BlockOf<'virtual_server.real_server'>;
  readonly address: IpAddress | undefined;
  readonly port: number | undefined;
  readonly method: Setting<Method>;
  readonly weight: Setting<number>;

  constructor(block: BlockOf<'virtual_server.real_server'>, method: Setting<Method>, weight: Setting<number>) {
    this.block = block;
    this.address = block.argument('ip')?.value;
    this.port = readPort(block.argument('port'));
    const own = block.get('lvs_method');
    this.method = own ? setting<Method>(own) : method;
    const ownWeight = block.get('weight');
    this.weight = ownWeight ? setting<number>(ownWeight) : weight.directive ? weight : usualWeight;
  }

  get name(): string {
    return headOf(this.block);
  }

  get at(): AnyDirective {
    return this.block as unknown as AnyDirective;
  }
}

/** Only the last sorry_server counts, and its own method must follow it. */
function readSorryServer(block: BlockOf<'virtual_server'>, method: Setting<Method>): SorryServer | undefined {
  const directive = block.get('sorry_server');
  if (!directive) return undefined;
  const position = positionOf(block, directive);
  const own = setting<Method>(block.all('sorry_server_lvs_method').filter((each) => positionOf(block, each) > position).at(-1));
  return { directive, name: headOf(directive), at: directive, address: directive.argument('ip')?.value, port: readPort(directive.argument('port')), method: own.directive ? own : method };
}

/** Where a directive stands among those of its block. */
export function positionOf(block: { readonly directives: readonly AnyDirective[] }, directive: Pick<AnyDirective, 'range' | 'document'>): number {
  return block.directives.findIndex((each) => (each as unknown) === directive);
}

function readPort(port: Given<number> | undefined): number | undefined {
  return port === undefined ? 0 : port.value;
}

const nowhere: Setting<never> = { value: undefined, unknown: false, directive: undefined };

function setting<T>(directive: (AnyDirective & { argument: (name: 'value') => Given<T> | undefined }) | undefined): Setting<T> {
  if (!directive) return nowhere;
  const given = directive.argument('value');
  return { value: given?.value, unknown: given?.state !== 'known', directive };
}

/** The method at a place in the block: keepalived compares address families while it reads, with what it has read by then. */
export function methodAt(service: Service, position: number): Setting<Method> {
  return setting<Method>(service.block.all('lb_kind').filter((each) => positionOf(service.block, each) < position).at(-1));
}
