import type { BlockOf } from '@kaconf/semantics';

/** Addresses of the virtual servers in the file that packages install as an example, with their ports. */
const services = new Set(['10.10.10.2 1358', '10.10.10.3 1358', '192.168.200.100 443']);

/** Whether a virtual server is left over from the example: it is to be deleted, and what else it lacks does not matter. */
export function isOfSample(block: BlockOf<'virtual_server'>): boolean {
  const { texts } = block;
  return texts.length === 3 && services.has(`${texts[1]?.text ?? ''} ${texts[2]?.text ?? ''}`);
}
