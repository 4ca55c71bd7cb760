import type { Directive } from './block.ts';

/** Blocks that keepalived skips where an earlier one has the same name (vrrp_handler, vrrp_sync_group_handler, vrrp_tg_handler). */
const unique: ReadonlySet<string> = new Set(['vrrp_instance', 'vrrp_sync_group', 'track_group']);

/** Blocks that keepalived skips where their address, port or mark cannot be read (vs_handler, rs_handler). */
const addressed: ReadonlySet<string> = new Set(['virtual_server', 'real_server']);

/** Judges the heads of blocks in reading order: after some errors keepalived passes over the whole block. */
export class BlockHeads {
  readonly #names = new Set<string>();

  /** Whether keepalived refuses the block: it then only counts the braces inside. */
  refuses(directive: Directive): boolean {
    const { name } = directive;
    if (unique.has(name) && directive.parent === undefined) {
      const word = directive.words[1];
      const key = `${name} ${word?.text ?? ''}`;
      if (!word || word.dynamic !== undefined) return false;
      if (this.#names.has(key)) return true;
      this.#names.add(key);
      return false;
    }
    return addressed.has(name) && directive.match().mismatches.some((mismatch) => mismatch.reported && mismatch.code !== 'extra' && mismatch.code !== 'missing');
  }
}
