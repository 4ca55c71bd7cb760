import { isKnown, known, type BlockOf, type Configuration } from '@kaconf/semantics';

export type BfdSession = BlockOf<'bfd_instance'>;

/** What keepalived does with a `bfd_instance` at its end (bfd_end_handler): the first reason that applies. */
export interface SessionFate {
  readonly session: BfdSession;
  readonly fate: 'kept' | 'no-neighbor' | 'unknown' | 'family' | 'duplicate';
  /** The earlier session that has the same ends. */
  readonly twin: BfdSession | undefined;
}

const memo = new WeakMap<Configuration, readonly SessionFate[]>();

/** All sessions but those whose name is too long or taken: keepalived skips their blocks. */
export function sessionsOf(configuration: Configuration): readonly SessionFate[] {
  let fates = memo.get(configuration);
  if (!fates) {
    fates = judge(configuration);
    memo.set(configuration, fates);
  }
  return fates;
}

function judge(configuration: Configuration): readonly SessionFate[] {
  const names = new Set<string>();
  const kept: BfdSession[] = [];
  const fates: SessionFate[] = [];
  for (const session of configuration.blocks('bfd_instance')) {
    const { name } = session.args;
    if (!isKnown(name) || names.has(name.value)) continue;
    names.add(name.value);
    const fate = fateOf(session, kept);
    if (fate.fate === 'kept') kept.push(session);
    fates.push(fate);
  }
  return fates;
}

function fateOf(session: BfdSession, kept: readonly BfdSession[]): SessionFate {
  const neighbor = session.get('neighbor_ip');
  const source = session.get('source_ip');
  if (!neighbor) return { session, fate: 'no-neighbor', twin: undefined };
  const to = known(neighbor.args.value);
  const from = known(source?.args.value);
  if (!to || (source && !from)) return { session, fate: 'unknown', twin: undefined };
  if (from && from.family !== to.family) return { session, fate: 'family', twin: undefined };
  const twin = kept.find((other) => sameEnds(other, session));
  return { session, fate: twin ? 'duplicate' : 'kept', twin };
}

/** The same neighbour and kind of path, and no two source addresses to tell them apart. */
function sameEnds(a: BfdSession, b: BfdSession): boolean {
  const [to, other] = [known(a.get('neighbor_ip')?.args.value), known(b.get('neighbor_ip')?.args.value)];
  if (!to || to.address !== other?.address || isMultihop(a) !== isMultihop(b)) return false;
  const [from, otherFrom] = [known(a.get('source_ip')?.args.value), known(b.get('source_ip')?.args.value)];
  return !from || !otherFrom || from.address === otherFrom.address;
}

function isMultihop(session: BfdSession): boolean {
  const directive = session.get('multihop');
  if (!directive) return false;
  return directive.args.value === undefined || known(directive.args.value) !== false;
}
