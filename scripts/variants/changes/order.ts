/** The same directives and blocks in another order, where their order means nothing to keepalived. */
import type { Change } from '../change.ts';
import { eachFile } from '../change.ts';
import { depthsOf, hasDirections, isDelicate, type Line, type LineFacts } from '../lines.ts';

/** What comes behind depends on it, or it on what came before. */
const ordered = /^(?:version|sorry_server\w*|mcast_\w+|unicast_src_ip|lb_kind|lb_algo|lvs_sched|lvs_method|vrrp_version|use_vmac\w*|use_ipvlan|script_user|enable_script_security|include|user|weight|inhibit_on_failure|retry|delay_\w+|alpha|omega|quorum\w*|lvs_sync_daemon\w*|vrrp_iptables|vrrp_ipsets|vrrp_nftables|nftables\w*)$/;

function keywordOf(each: LineFacts | undefined): string {
  return /^"?([A-Za-z_]\w*)/.exec(each?.code ?? '')?.[1] ?? '';
}

/** A plain directive that may change places with its neighbour. */
function isMovable(each: LineFacts | undefined, depth: number): boolean {
  if (each?.kind !== 'text' || each.conditional || isDelicate(each) || depth !== 1 || each.glued) return false;
  return !/[{}$~@"']/.test(each.code) && keywordOf(each) !== '' && !ordered.test(keywordOf(each)) && / /.test(each.code);
}

const directives: Change = {
  name: 'directives in another order',
  exact: false,
  apply: (variant, random) => eachFile(variant, (lines, facts) => {
    if (hasDirections(lines)) return undefined;
    const depths = depthsOf(facts);
    const result: Line[] = [...lines];
    let changed = false;
    for (let start = 0; start < lines.length;) {
      let end = start;
      const seen = new Set<string>();
      while (end < lines.length && isMovable(facts[end], depths[end] ?? 0) && !seen.has(keywordOf(facts[end]))) seen.add(keywordOf(facts[end++]));
      if (end - start > 1) {
        const shuffled = random.shuffled(lines.slice(start, end));
        shuffled.forEach((line, index) => { result[start + index] = line; });
        changed = true;
      }
      start = Math.max(end, start + 1);
    }
    return changed ? result : undefined;
  }),
};

/** Kinds of which the order among themselves means nothing. */
const kinds = ['vrrp_script', 'vrrp_instance', 'virtual_server', 'vrrp_sync_group', 'virtual_server_group', 'bfd_instance', 'vrrp_track_process'];

const blocks: Change = {
  name: 'blocks in another order',
  exact: false,
  movesFindings: true,
  apply: (variant, random, { rule }) => {
    if (rule === 'xref/defined-after-use' || rule === 'syntax/duplicate-block-name' || rule === 'syntax/unbalanced-braces') return undefined;
    return eachFile(variant, (lines, facts) => {
      if (hasDirections(lines) || facts.some((each) => each.conditional || each.kind === 'definition' || isDelicate(each))) return undefined;
      const depths = depthsOf(facts);
      const found: { kind: string; start: number; end: number }[] = [];
      facts.forEach((each, index) => {
        if (depths[index] !== 0 || !kinds.includes(keywordOf(each))) return;
        let end = index + 1;
        while (end < lines.length && ((depths[end] ?? 0) > 0 || /^\{/.test(facts[end]?.code ?? ''))) end++;
        found.push({ kind: keywordOf(each), start: index, end });
      });
      for (const kind of random.shuffled(kinds)) {
        const same = found.filter((each) => each.kind === kind);
        if (same.length < 2) continue;
        const places = random.shuffled(same);
        const result: Line[] = [];
        let at = 0;
        same.forEach((place, index) => {
          const taken = places[index] ?? place;
          result.push(...lines.slice(at, place.start), ...lines.slice(taken.start, taken.end));
          at = place.end;
        });
        return [...result, ...lines.slice(at)];
      }
      return undefined;
    });
  },
};

export const orderChanges: readonly Change[] = [directives, blocks];
