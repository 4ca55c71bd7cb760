import type { BlockPath } from '@kaconf/schema';
import type { AnyDirective, Block, BlockOf, Directive } from '@kaconf/semantics';

/** The blocks that test a real server. */
export const checkerNames = ['TCP_CHECK', 'HTTP_GET', 'SSL_GET', 'SMTP_CHECK', 'DNS_CHECK', 'MISC_CHECK', 'BFD_CHECK', 'UDP_CHECK', 'PING_CHECK', 'FILE_CHECK'] as const;

export type CheckerName = (typeof checkerNames)[number];

const names: ReadonlySet<string> = new Set(checkerNames);

/** A checker whose particular keywords are not asked for. */
export type Checker = Block & { readonly name: CheckerName };

const none: readonly Checker[] = [];

/** The checkers of a real server, in the order written. There are very many servers with few lines each: they are not kept. */
export function checkersOf(server: BlockOf<'virtual_server.real_server'>): readonly Checker[] {
  let found: Checker[] | undefined;
  for (const directive of server.directives as readonly (AnyDirective & Directive)[]) {
    if (directive.isBlock() && isChecker(directive)) (found ??= []).push(directive);
  }
  return found ?? none;
}

function isChecker(block: Block): block is Checker {
  return names.has(block.name);
}

/** Those that open a connection or send a packet; they share `connect_port` and the like. */
const connecting: ReadonlySet<CheckerName> = new Set<CheckerName>(['TCP_CHECK', 'HTTP_GET', 'SSL_GET', 'SMTP_CHECK', 'DNS_CHECK', 'UDP_CHECK']);

/** A checker with the keywords that all connecting ones share, typed as one of them. */
export type ConnectingChecker = BlockOf<'virtual_server.real_server.TCP_CHECK'> & { readonly name: CheckerName };

/** The checkers that go to a port. */
export function connectingCheckers(server: BlockOf<'virtual_server.real_server'>): readonly ConnectingChecker[] {
  return (checkersOf(server) as readonly (Checker | ConnectingChecker)[]).filter((checker): checker is ConnectingChecker => connecting.has(checker.name));
}

/** Asserts the path of a block that was chosen by its name. */
export function typed<P extends BlockPath>(block: Block): BlockOf<P> {
  return block as unknown as BlockOf<P>;
}
