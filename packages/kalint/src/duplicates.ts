import type { Configuration, Directive } from '@kaconf/semantics';

/** A directive that stands in its block for a second time although it has one value. */
export interface Duplicate {
  readonly directive: Directive;
  readonly first: Directive;
  /** The one that counts. */
  readonly winner: Directive;
  readonly wins: 'first' | 'last' | 'largest';
  /** Whether keepalived's config test says so, at the line of `directive`. */
  readonly reported: boolean;
}

/** Reported from 2.2.8 on only (2.2.7 replaces them without a message). */
const silentBefore228: ReadonlySet<string> = new Set(['virtualhost', 'snmp_name', 'path', 'regex', 'helo_name']);

/** All such directives, in a block or at the root. */
export function duplicatesOf(configuration: Configuration): readonly Duplicate[] {
  const inBlocks = configuration.factsOf('repeated').map((fact) => toDuplicate(fact.directive, fact.first, fact.directive.parent?.directives ?? [], fact.reported));
  const atRoot = configuration.directives.flatMap((directive): readonly Duplicate[] => {
    const { repeat } = directive.keyword;
    if (repeat !== 'first-reported' && repeat !== 'replace-reported') return [];
    const first = configuration.directives.find((other) => other.name === directive.name);
    return first && first.range.start !== directive.range.start ? [toDuplicate(directive, first, configuration.directives, true)] : [];
  });
  return [...inBlocks, ...atRoot, ...acrossBlocks(configuration)];
}

/** Blocks such as `global_defs` that go on where an earlier one of the same name ended: what keepalived reports there. */
function acrossBlocks(configuration: Configuration): readonly Duplicate[] {
  const earlier = new Map<string, Directive>();
  const found: Duplicate[] = [];
  for (const block of configuration.directives) {
    if (!block.isBlock() || block.keyword.repeat !== 'merge') continue;
    for (const directive of block.directives) {
      if (directive.keyword.repeat !== 'first-reported') continue;
      const first = earlier.get(directive.name);
      if (!first) earlier.set(directive.name, directive);
      else if (first.parent !== block && first.range.start !== directive.range.start && block.get(directive.name) === directive) found.push({ directive, first, winner: first, wins: 'first', reported: true });
    }
  }
  return found;
}

const memo = new WeakMap<readonly Directive[], ReadonlyMap<string, readonly Directive[]>>();

/** The directives of that name; a block may hold one ten thousand times, and each is asked for all. */
function namesakes(siblings: readonly Directive[], name: string): readonly Directive[] {
  let byName = memo.get(siblings);
  if (!byName) {
    const found = new Map<string, Directive[]>();
    for (const each of siblings) {
      const known = found.get(each.name);
      if (known) known.push(each);
      else found.set(each.name, [each]);
    }
    memo.set(siblings, (byName = found));
  }
  return byName.get(name) ?? [];
}

function toDuplicate(directive: Directive, first: Directive, siblings: readonly Directive[], reported: boolean): Duplicate {
  const same = namesakes(siblings, directive.name);
  const last = same.at(-1) ?? directive;
  const { name, target } = directive;
  const base = { directive, first } as const;
  const value = (other: Directive): string => other.words.slice(1).map((word) => word.text).join(' ');
  if (name === 'state') {
    // vrrp_state_handler: MASTER stays, and only a BACKUP behind it is reported.
    const master = same.find((other) => value(other) === 'MASTER');
    return { ...base, winner: master ?? last, wins: master && master !== last ? 'first' : 'last', reported: value(directive) === 'BACKUP' && master !== undefined && same.indexOf(master) < same.indexOf(directive) };
  }
  if (name === 'version') return { ...base, winner: first, wins: 'first', reported: value(directive) !== value(first) };
  // track_file_weight_handler takes the default for "not set yet".
  if (name === 'weight' && /track_file$/.test(directive.keyword.context) && value(first) === '1') return { ...base, winner: last, wins: 'last', reported: false };
  const early = silentBefore228.has(name) && target < 2_002_008;
  switch (directive.keyword.repeat) {
    case 'first':
    case 'first-reported':
      return { ...base, winner: first, wins: 'first', reported };
    case 'largest':
      return { ...base, winner: last, wins: 'largest', reported };
    default:
      return { ...base, winner: last, wins: 'last', reported: reported && !early };
  }
}
