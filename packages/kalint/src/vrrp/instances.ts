import { readInstances, type Configuration, type Node, type VrrpInstance } from '@kaconf/semantics';

const nodes = new WeakMap<Configuration, Node>();
const kept = new WeakMap<Configuration, readonly VrrpInstance[]>();

/** The instances of one configuration with the settings that take effect, whatever node it belongs to. */
export function instancesOf(configuration: Configuration): readonly VrrpInstance[] {
  let node = nodes.get(configuration);
  if (!node) {
    node = { name: '', configuration, configId: configuration.configId };
    nodes.set(configuration, node);
  }
  let instances = kept.get(configuration);
  if (!instances) {
    const all = readInstances(node);
    // A second block of the same name is skipped as a whole, and reported by another rule.
    const names = new Set<string>();
    instances = all.filter(({ name }) => name === '' || (!names.has(name) && names.add(name)));
    kept.set(configuration, instances);
  }
  return instances;
}
