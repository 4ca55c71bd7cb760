import type { Configuration, SymbolUse } from '@kaconf/semantics';

/** Kinds of names as the signatures have them, with what they are called and where they are defined. */
export const referenceKinds: ReadonlyMap<string, { readonly definedBy: readonly string[]; readonly early: boolean }> = new Map([
  ['vrrp_script', { definedBy: ['vrrp_script'], early: true }],
  ['track_file', { definedBy: ['track_file', 'vrrp_track_file'], early: true }],
  ['vrrp_track_process', { definedBy: ['vrrp_track_process'], early: true }],
  ['bfd_instance', { definedBy: ['bfd_instance'], early: true }],
  ['track_group', { definedBy: ['track_group'], early: true }],
]);

/** The definitions of a name, whatever word introduced them. */
export function definitionsOf(configuration: Configuration, kind: string, name: string): readonly SymbolUse[] {
  const [definedBy = kind, ...others] = referenceKinds.get(kind)?.definedBy ?? [kind];
  const found = configuration.symbols.definitions(definedBy, name);
  // Most kinds are defined by one keyword; a copy for each use of a name would make many uses slow.
  return others.length === 0 ? found : [...found, ...others.flatMap((other) => configuration.symbols.definitions(other, name))];
}

/** All names defined for a kind. */
export function namesOf(configuration: Configuration, kind: string): readonly string[] {
  return (referenceKinds.get(kind)?.definedBy ?? [kind]).flatMap((definedBy) => configuration.symbols.names(definedBy));
}

/**
 * Whether a name that seems to be missing may be defined in some way that cannot be seen: in a file that was not read,
 * in a block whose name is not known, or in one whose keyword is misspelt (then that is reported, and this follows).
 */
export function mayBeDefined(configuration: Configuration, kind: string, name: string): boolean {
  if (!configuration.complete) return true;
  const { dynamic, misspelt } = hiddenIn(configuration);
  return (referenceKinds.get(kind)?.definedBy ?? [kind]).some((definedBy) => dynamic.has(definedBy)) || misspelt.has(name);
}

/** What a configuration may define without our seeing it. */
interface Hidden {
  /** Keywords of blocks whose name is not known. */
  readonly dynamic: ReadonlySet<string>;
  /** Names of blocks with an unknown keyword. */
  readonly misspelt: ReadonlySet<string | undefined>;
}

const memo = new WeakMap<Configuration, Hidden>();

function hiddenIn(configuration: Configuration): Hidden {
  let hidden = memo.get(configuration);
  if (!hidden) {
    const opening = configuration.asRead ? configuration.factsOf('unknown-keyword').filter(({ opensBlock }) => opensBlock) : [];
    hidden = {
      dynamic: new Set(configuration.allBlocks.filter((block) => block.parent === undefined && block.words.slice(1).some((word) => word.dynamic !== undefined)).map(({ name }) => name)),
      misspelt: new Set(opening.map(({ words }) => words[1])),
    };
    memo.set(configuration, hidden);
  }
  return hidden;
}

/** Where keepalived complains about a name that it does not find: at its use, and at the end of a FILE_CHECK that is left without a file. */
export function linesOfReference({ owner }: SymbolUse): readonly number[] {
  const { parent } = owner;
  const left = parent?.name === 'FILE_CHECK' && parent.close !== undefined && parent.all('track_file').length === 1;
  return left ? [owner.line, parent.endLine] : [owner.line];
}
