import { distance } from 'fastest-levenshtein';
import { isKnown, known, type VrrpInstance } from '@kaconf/semantics';

/*
 * What an instance lacks for certain. The effective settings are not known where an instance looks unfinished (no
 * address at all), but keepalived takes it as it stands.
 */

type Keyword = Parameters<VrrpInstance['block']['has']>[0];

/** Not written, not misspelt, and not in a file that could not be read. */
export function isAbsent(instance: VrrpInstance, keyword: Keyword): boolean {
  const { block, configuration } = instance;
  if (!configuration.complete || block.has(keyword)) return false;
  // In keepalived's own view a misspelt line is missing.
  if (!configuration.asRead && configuration.factsOf('unknown-keyword').every((fact) => !fact.opensBlock)) {
    return !configuration.factsOf('unknown-keyword').some((fact) => inside(instance, fact) && (fact.keyword.startsWith(keyword) || distance(fact.keyword.toLowerCase(), keyword) <= 2));
  }
  return !configuration.facts.some((fact) => (fact.code === 'unknown-keyword' || fact.code === 'stray-close' || fact.code === 'unclosed-block' || fact.code === 'unexpected-block') && inside(instance, fact));
}

function inside({ block }: VrrpInstance, fact: { readonly document: unknown; readonly range: { readonly start: number } }): boolean {
  return fact.document === block.document && fact.range.start >= block.fullRange.start && fact.range.start < block.fullRange.end;
}

/** Whether some peer is one that keepalived takes; undefined where that is not knowable. */
export function hasPeer(instance: VrrpInstance): boolean | undefined {
  if (instance.unicastPeers.length > 0) return true;
  const { block, configuration } = instance;
  const unclear = block.itemsOf('unicast_peer').some((item) => item.words.some((word) => word.dynamic !== undefined));
  return unclear || !configuration.complete ? undefined : false;
}

/** The version that is used, also by an instance without addresses. */
export function versionOf(instance: VrrpInstance): 2 | 3 | undefined {
  const { version, family, block, configuration } = instance;
  if (version.value !== undefined) return version.value;
  const own = block.get('version');
  if (own) return isKnown(own.args.value) && own.args.value.value === 2 ? 2 : undefined;
  if (!configuration.complete || family.value === undefined) return undefined;
  if (family.value === 'ipv6') return 3;
  const general = configuration.global('vrrp_version');
  if (!general) return 2;
  const value = known(general.args['value'] as Parameters<typeof known<number>>[0]);
  return value === 2 || value === 3 ? value : undefined;
}
