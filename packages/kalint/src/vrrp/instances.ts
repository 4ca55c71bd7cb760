import { readInstancesOf, type Configuration, type VrrpInstance } from '@kaconf/semantics';

const memo = new WeakMap<Configuration, readonly VrrpInstance[]>();

/** The instances of one configuration with the settings that take effect, whatever node it belongs to. */
export function instancesOf(configuration: Configuration): readonly VrrpInstance[] {
  let instances = memo.get(configuration);
  if (!instances) {
    // A second block of the same name is skipped as a whole, and reported by another rule.
    const names = new Set<string>();
    instances = readInstancesOf(configuration).filter(({ name }) => name === '' || (!names.has(name) && names.add(name)));
    memo.set(configuration, instances);
  }
  return instances;
}
