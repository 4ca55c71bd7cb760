import { FactPlaces, isKnown, known, misspelt, type Configuration, type VrrpInstance } from '@kaconf/semantics';

/*
 * What an instance lacks for certain. The effective settings are not known where an instance looks unfinished (no
 * address at all), but keepalived takes it as it stands.
 */

type Keyword = Parameters<VrrpInstance['block']['has']>[0];

/** Not written, not misspelt, and not in a file that could not be read. */
export function isAbsent(instance: VrrpInstance, keyword: Keyword): boolean {
  const { block, configuration } = instance;
  if (!configuration.complete || block.has(keyword)) return false;
  const faults = faultsOf(configuration);
  return faults ? !faults.within(block) : !misspelt(configuration, block, keyword);
}

const memo = new WeakMap<Configuration, { readonly faults: FactPlaces | undefined }>();

/** Places at which a keyword may be hidden by a fault; undefined where only a misspelt one can be. */
function faultsOf(configuration: Configuration): FactPlaces | undefined {
  let known = memo.get(configuration);
  if (!known) {
    // In keepalived's own view a misspelt line is missing.
    const plain = !configuration.asRead && configuration.factsOf('unknown-keyword').every((fact) => !fact.opensBlock);
    known = { faults: plain ? undefined : new FactPlaces((['unknown-keyword', 'stray-close', 'unclosed-block', 'unexpected-block'] as const).flatMap((code) => configuration.factsOf(code))) };
    memo.set(configuration, known);
  }
  return known.faults;
}

/** Whether some peer is one that keepalived takes; undefined where that is not knowable. */
export function hasPeer(instance: VrrpInstance): boolean | undefined {
  if (instance.unicastPeers.length > 0) return true;
  const { block, configuration } = instance;
  const unclear = block.itemsOf('unicast_peer').some((item) => item.texts.some((word) => word.dynamic !== undefined));
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
