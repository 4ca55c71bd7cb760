import { isUnicast, type AnyItem, type ClusterInstance, type VrrpInstance } from '@kaconf/semantics';

/** What a node does not list of the others. */
export interface PeerGap {
  readonly member: VrrpInstance;
  /** Nodes whose known source is not in the list of `member`. */
  readonly missing: readonly VrrpInstance[];
  /** Listed addresses that belong to no node, as far as their sources are known. */
  readonly strangers: readonly AnyItem[];
  /** No source is known to be missing, but the list is too short for the number of nodes. */
  readonly tooShort: boolean;
}

/** The holes in the peer lists of a unicast cluster instance. */
export function peerGaps({ members }: ClusterInstance): readonly PeerGap[] {
  const unicast = members.filter((member) => isUnicast(member) === true);
  const gaps: PeerGap[] = [];
  for (const member of unicast) {
    if (member.unicastPeersUnknown) continue;
    const others = unicast.filter((other) => other !== member);
    const listed = new Set(member.unicastPeers.map((peer) => peer.address.address));
    // Two nodes with one source address are a fault of their own.
    const missing = others.filter((other) => other.source.value !== undefined && other.source.value.address !== member.source.value?.address && !listed.has(other.source.value.address));
    const sources = new Set(others.map((other) => other.source.value?.address));
    const strangers = sources.has(undefined) ? [] : member.unicastPeers.filter((peer) => !sources.has(peer.address.address)).map((peer) => peer.item);
    const tooShort = missing.length === 0 && listed.size < others.length && others.some((other) => other.source.value === undefined);
    if (missing.length > 0 || tooShort) gaps.push({ member, missing, strangers, tooShort });
  }
  return gaps;
}
