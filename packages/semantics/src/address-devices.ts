import type { Block } from './block.ts';
import type { VrrpInstance } from './instance.ts';

const lists = ['virtual_ipaddress', 'virtual_ipaddress_excluded', 'virtual_routes', 'virtual_rules'];

/**
 * The devices whose failure puts an instance into FAULT because of its addresses, routes and rules: those named by `dev`
 * (of rules also `iif` and `oif`), except with `no_track`. What has no device of its own uses that of the instance.
 */
export function addressDevices(instance: VrrpInstance): readonly string[] {
  const block = instance.block as unknown as Block;
  const devices = new Set<string>();
  for (const item of lists.flatMap((list) => block.itemsOf(list))) {
    const words = item.words.map((word) => word.text);
    if (words.includes('no_track')) continue;
    words.forEach((word, index) => {
      const device = words[index + 1];
      if ((word === 'dev' || word === 'oif' || word === 'iif') && device !== undefined && device !== instance.interface.value) devices.add(device);
    });
  }
  return [...devices];
}
