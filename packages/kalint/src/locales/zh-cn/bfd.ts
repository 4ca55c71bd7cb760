import type { Translations } from '../index.ts';

export const bfd: Translations = {
  'bfd/address-family-mismatch': {
    default: '{session} 的 source_ip {source} 与 neighbor_ip {neighbor} 的地址族不同；keepalived 会舍弃该会话。',
    neighbor: '邻居地址在此处。',
  },
  'bfd/duplicate-session': {
    neighbor: '{session} 与 {other} 的邻居地址同为 {neighbor}，且并非两者都写明了 source_ip；keepalived 会舍弃该会话。',
    source: '{session} 与 {other} 的源地址同为 {source}，邻居地址同为 {neighbor}；keepalived 会舍弃该会话。',
    first: '前一个会话。',
  },
  'bfd/max-hops-exceeds-ttl': {
    default: '{session} 的 max_hops {hops} 大于 ttl {ttl}；keepalived 会把它降为 {ttl}。',
    fallback: '{session} 的 max_hops {hops} 大于 ttl（未设置时为 {ttl}）；keepalived 会把它降为 {ttl}。',
  },
  'bfd/neighbor-missing': {
    default: '{session} 缺少 neighbor_ip；keepalived 会舍弃该会话。',
  },
};
