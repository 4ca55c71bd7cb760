import { isLinkLocal, known, type Configuration, type DirectiveOf } from '@kaconf/semantics';
import { certainlyLacks, isAsMeant } from '../../lvs/certain.ts';
import { checkersOf, connectingCheckers, typed, type Checker } from '../../lvs/checkers.ts';
import { headOf } from '../../lvs/services.ts';
import { occurs } from '../../occurs.ts';
import { atEndOf, reportedFrom } from '../../reported.ts';
import { defineRule, type Finding, type RuleContext } from '../../rule.ts';

type BfdName = DirectiveOf<'virtual_server.real_server.BFD_CHECK', 'name'>;

/** Checkers that keepalived drops; the server then counts as up. */
export default defineRule({
  id: 'lvs/checker-incomplete',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'A checker has what it needs to run.',
  details: [
    'keepalived drops a MISC_CHECK without `misc_path`, a BFD_CHECK without the name of a `bfd_instance`, a FILE_CHECK without the name of a `track_file`, and a check of a link-local IPv6 address without `bind_if`. A real server without any other checker then counts as up for ever.',
    'BFD sessions and track files must be defined above the virtual server. One real server follows a BFD session once.',
  ].join('\n\n'),
  messages: {
    missing: '{checker} has no {keyword}; keepalived drops the checker.',
    second: 'BFD_CHECK follows "{first}" already; keepalived drops the checker. Make a second BFD_CHECK.',
    again: '{server} follows the BFD session "{name}" already; keepalived drops this checker.',
    link: '{checker} connects to the link-local address {address}, which needs bind_if; keepalived drops the checker.',
    source: 'bindto {source} and connect_ip {address} are of different address families; keepalived ignores the one that comes second.',
  },
  needs: ['real_server'],
  keepalived: 'yes',
  *check(configuration, context) {
    const incomplete = occurs(configuration, 'MISC_CHECK', 'FILE_CHECK', 'BFD_CHECK');
    const elsewhere = occurs(configuration, 'connect_ip');
    for (const server of configuration.blocks('virtual_server.real_server')) {
      const followed = new Set<string>();
      for (const checker of incomplete ? checkersOf(server) : []) {
        if (checker.name === 'MISC_CHECK') yield* needs(configuration, checker, 'misc_path', reportedFrom(context.target, 1_003_007, atEndOf(checker)), context);
        else if (checker.name === 'FILE_CHECK') yield* needs(configuration, checker, 'track_file', atEndOf(checker), context);
        else if (checker.name === 'BFD_CHECK') yield* bfdCheck(configuration, checker, followed, headOf(server), context);
      }
      const address = server.argument('ip')?.value?.address;
      if (!elsewhere && address?.includes(':') !== true) continue;
      for (const checker of connectingCheckers(server)) {
        // Most go to an IPv4 address that stands in the head of the server.
        if (address?.includes(':') === true || checker.has('connect_ip')) yield* connection(checker, address, context);
      }
    }
  },
});

function* needs(configuration: Configuration, checker: Checker, keyword: string, reported: NonNullable<Finding['reported']>, { workspace }: RuleContext) {
  if (checker.has(keyword) || (isAsMeant(configuration, workspace) && !certainlyLacks(configuration, checker, keyword))) return;
  yield { at: checker, message: 'missing', data: { checker: checker.name, keyword }, reported } as const;
}

function* bfdCheck(configuration: Configuration, checker: Checker, followed: Set<string>, server: string, context: RuleContext) {
  yield* needs(configuration, checker, 'name', atEndOf(checker), context);
  let first: string | undefined;
  for (const use of typed<'virtual_server.real_server.BFD_CHECK'>(checker).all('name') as readonly BfdName[]) {
    const name = known(use.args.value);
    if (name === undefined || use.words.length > 2) continue;
    const base = { at: use, reported: use.line } as const;
    if (!isDefinedAbove(configuration, use, name)) continue;
    if (first !== undefined) {
      yield { ...base, message: 'second', data: { first } } as const;
      followed.delete(first);
      return;
    } else if (followed.has(name)) yield { ...base, message: 'again', data: { server, name } } as const;
    else {
      first = name;
      followed.add(name);
    }
  }
}

/** A name that is not known where it is used is reported as that. */
function isDefinedAbove(configuration: Configuration, use: BfdName, name: string): boolean {
  const reference = configuration.symbols.references('bfd_instance', name).find((each) => (each.owner as unknown) === use);
  return reference !== undefined && configuration.symbols.definitions('bfd_instance', name).some((each) => each.order < reference.order);
}

function* connection(checker: ReturnType<typeof connectingCheckers>[number], address: string | undefined, { target }: RuleContext) {
  const connect = checker.get('connect_ip');
  const source = checker.get('bindto');
  const to = connect ? known(connect.args.value) : undefined;
  const from = source ? known(source.args.value) : undefined;
  if (connect && source && to && from && to.family !== from.family) {
    const last = checker.directives.findLast(({ name }) => name === 'connect_ip' || name === 'bindto');
    const second = last?.name === 'bindto' ? source : connect;
    yield { at: second, message: 'source', data: { source: from.address, address: to.address }, reported: second.line } as const;
  }
  const goal = connect ? to?.address : address;
  if (goal?.includes(':') && isLinkLocal({ family: 'ipv6', address: goal, prefix: undefined }) && !checker.has('bind_if')) {
    yield { at: connect ?? checker, message: 'link', data: { checker: checker.name, address: goal }, reported: reportedFrom(target, 1_003_007, atEndOf(checker)) } as const;
  }
}
