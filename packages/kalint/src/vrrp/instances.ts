import { readInstances, type Configuration, type Node, type VrrpInstance } from '@kaconf/semantics';

const nodes = new WeakMap<Configuration, Node>();

/** The instances of one configuration with the settings that take effect, whatever node it belongs to. */
export function instancesOf(configuration: Configuration): readonly VrrpInstance[] {
  let node = nodes.get(configuration);
  if (!node) {
    node = { name: '', configuration, configId: configuration.configId };
    nodes.set(configuration, node);
  }
  return readInstances(node);
}
