import type { Configuration, FactOf } from '@kaconf/semantics';
import { contextsOf, isKnown, keywordsOf, lookup, type Keyword } from '@kaconf/schema';
import { closest } from './closest.ts';

/** Why a first word is not known: each answer belongs to one rule, so that one defect gives one finding. */
export type UnknownReason =
  | { readonly kind: 'nat-mask' }
  | { readonly kind: 'removed'; readonly keyword: Keyword }
  | { readonly kind: 'version'; readonly keyword: Keyword }
  | { readonly kind: 'typographic' }
  /** A backslash at the end of the line has become a part of the word. */
  | { readonly kind: 'backslash' }
  | { readonly kind: 'assignment'; readonly keyword: string; readonly separator: string }
  /** A second `@id` behind a condition. */
  | { readonly kind: 'condition' }
  /** The line starts with `\\!` or `\\#`, which keepalived takes for a mark of its own. */
  | { readonly kind: 'mark' }
  | { readonly kind: 'retry' }
  | { readonly kind: 'misplaced'; readonly places: readonly Keyword[]; readonly instead: string | undefined }
  | { readonly kind: 'typo'; readonly suggestion: string | undefined };

type UnknownFact = FactOf<'unknown-keyword'> | FactOf<'keyword-version'>;

/** Names for the same thing in the block where somebody wrote the other one. */
const localNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  script_user: { vrrp_script: 'user', 'virtual_server.real_server.MISC_CHECK': 'user' },
  lb_kind: { 'virtual_server.real_server': 'lvs_method' },
};

export function unknownReason(fact: UnknownFact, configuration: Configuration): UnknownReason {
  if (fact.code === 'keyword-version') {
    const { keyword } = fact;
    if (keyword.name === 'nat_mask') return { kind: 'nat-mask' };
    return keyword.since !== undefined && keyword.since > configuration.target ? { kind: 'version', keyword } : { kind: 'removed', keyword };
  }
  const word = fact.keyword;
  const { context } = fact;
  if ((word === 'nat_mask' || word === 'net_mask') && context.startsWith('virtual_server')) return { kind: 'nat-mask' };
  if (/[\uFEFF\u00A0\u2007\u202F\u3000\u2018\u2019\u201C\u201D\u2013\u2014]/.test(word)) return { kind: 'typographic' };
  if (word.length > 1 && word.endsWith('\\')) return { kind: 'backslash' };
  if (/^[#!]/.test(word) && configuration.target >= 2_002_000 && /^\\[#!]/.test(fact.document.text.slice(fact.range.start, fact.range.start + 2))) return { kind: 'mark' };
  if (/^@\^?[\w.-]/.test(word) && isBehindCondition(fact)) return { kind: 'condition' };
  const assignment = /^([A-Za-z_]+)(=|:)/.exec(word);
  if (assignment?.[1] && assignment[2] && lookup(context, assignment[1])) return { kind: 'assignment', keyword: assignment[1], separator: assignment[2] };
  const known = (name: string): boolean => {
    const keyword = lookup(context, name);
    return keyword !== undefined && isKnown(keyword, configuration.target);
  };
  const instead = Object.hasOwn(localNames, word) ? localNames[word]?.[context] : undefined;
  if (word === 'nb_get_retry' && known('retry')) return { kind: 'retry' };
  const places = contextsOf(word).filter((keyword) => isKnown(keyword, configuration.target));
  const suggestion = closest(word, keywordsOf(context).filter((keyword) => isKnown(keyword, configuration.target)).map((keyword) => keyword.name));
  // A word that is right elsewhere and nearly right here is more likely meant for here if it opens no block.
  if (places.length > 0 && !(suggestion !== undefined && !fact.opensBlock && places.every((place) => place.context.split('.').length > 2))) return { kind: 'misplaced', places, instead: instead !== undefined && known(instead) ? instead : undefined };
  return { kind: 'typo', suggestion };
}

function isBehindCondition({ document, range }: UnknownFact): boolean {
  return /(?:^|\n)[ \t]*@\S+[ \t]+$/.test(document.text.slice(Math.max(range.start - 300, 0), range.start));
}

interface Unknown {
  readonly fact: UnknownFact;
  readonly reason: UnknownReason;
}

/** Ten rules ask for the same facts, and in a file that is no configuration every line is one. */
const memo = new WeakMap<Configuration, readonly Unknown[]>();

function unknownsOf(configuration: Configuration): readonly Unknown[] {
  let unknowns = memo.get(configuration);
  if (unknowns === undefined) {
    const facts = [...configuration.factsOf('unknown-keyword'), ...configuration.factsOf('keyword-version')];
    // In UTF-16 no word is what it looks like; one finding says so.
    const unreadable = new Set(configuration.documents.filter(({ tree }) => tree.problems.some((problem) => problem.code === 'utf-16')));
    unknowns = facts.filter(({ document }) => !unreadable.has(document)).map((fact) => ({ fact, reason: unknownReason(fact, configuration) }));
    memo.set(configuration, unknowns);
  }
  return unknowns;
}

/** All facts about first words that keepalived does not know, with the reason. */
export function* unknownKeywords<K extends UnknownReason['kind']>(configuration: Configuration, ...kinds: readonly K[]): Generator<{ fact: UnknownFact; word: string; reason: Extract<UnknownReason, { kind: K }> }> {
  const wanted = (candidate: UnknownReason): candidate is Extract<UnknownReason, { kind: K }> => (kinds as readonly string[]).includes(candidate.kind);
  for (const { fact, reason } of unknownsOf(configuration)) {
    if (wanted(reason)) yield { fact, word: fact.code === 'unknown-keyword' ? fact.keyword : fact.keyword.name, reason };
  }
}
