import type { Translations } from '../index.ts';

export const deprecated: Translations = {
  'deprecated/keyword': {
    since: '{old} 自 keepalived {since} 版本起已弃用；请改用 {use}。',
    use: '{old} 已弃用；请改用 {use}。',
    delete: '{old} 已弃用；请删除。',
    block: '配置块 {old} 已弃用；请改用 {use}。',
    word: '{owner} 中的 "{old}" 已弃用；请改用 "{use}"。',
    syncId: '自 keepalived 1.2.24 版本起，前面不写 "id" 的 ID 已弃用；请改用 "id {id}"。',
    replace: '改为 "{use}"',
  },
  'deprecated/removed-keyword': {
    rename: '{old} 在 keepalived {until} 之后已移除；请改用 "{rename}"。',
    gone: '{old} 在 keepalived {until} 之后已移除，此前也不起作用；请删除该行。',
    servers: '{old} 在 keepalived {until} 之后已移除；请把真实服务器写进各个 virtual_server。',
    group: '{old} 在 keepalived {until} 之后已移除；请把这些实例放入 vrrp_sync_group。',
    checker: '{old} 在 keepalived {until} 之后已移除；请改用其他健康检查器，例如 TCP_CHECK。',
    other: '{old} 在 keepalived {until} 之后已移除；keepalived 会忽略该行。',
    replace: '改为 "{rename}"',
    remove: '删除该行',
  },
};
