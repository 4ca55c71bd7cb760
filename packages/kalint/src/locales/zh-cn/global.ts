import type { Translations } from '../index.ts';

export const global: Translations = {
  'global/alerting-incomplete': {
    email: '已开启 smtp_alert，但 global_defs 中没有 notification_email：不会发送邮件。',
    server: '已开启 smtp_alert，但 global_defs 中没有 smtp_server：不会发送邮件。',
    both: '已开启 smtp_alert，但 global_defs 中既没有 notification_email，也没有 smtp_server：不会发送邮件。',
    unused: '已设置 {keyword}，但没有任何地方开启 smtp_alert，也没有真实服务器：不会发送邮件。请为各实例添加 smtp_alert。',
  },
  'global/dynamic-interface-not-declared': {
    default: '{device} 看起来是运行时才创建的接口；没有 dynamic_interfaces 时，只要该接口不存在，keepalived 就无法启动。请在 global_defs 中添加 dynamic_interfaces，或在网络就绪之后再启动 keepalived。',
  },
  'global/empty-notification-email': {
    default: '该 notification_email 没有列出收件人；keepalived 会报告这个空配置块，且不发送邮件。',
    remove: '删除该配置块',
  },
  'global/fast-timers-without-priority': {
    default: '{instance}：advert_int 为 {seconds} 时，备节点在 {down} 秒后接管；繁忙的主机如果发送过迟，就会失去主节点角色。请在 global_defs 中添加 max_auto_priority，或增大 down_timer_adverts。',
    old: '{instance}：advert_int 为 {seconds} 时，备节点在 {down} 秒后接管；繁忙的主机如果发送过迟，就会失去主节点角色。请提高 keepalived 的进程优先级（vrrp_priority）。',
  },
  'global/fifo-conflict': {
    same: '{keyword} 的路径与 notify_fifo 相同；keepalived 会舍弃它。',
    script: 'vrrp_notify_fifo 与 lvs_notify_fifo 共用一个管道；keepalived 会舍弃 lvs_notify_fifo_script。',
    other: '相同的路径。',
  },
  'global/firewall-settings': {
    both: '同时设置了 nftables；keepalived 采用 nftables，忽略 {keyword}。',
    alone: '没有 vrrp_iptables 时，vrrp_ipsets 不起作用。',
    nftables: '在此处设置了 nftables。',
  },
  'global/garp-group-twice': {
    default: '{device} 已属于另一个 garp_group；keepalived 在这里忽略它。',
    first: '首次出现于此。',
  },
  'global/garp-interval-zero': {
    default: 'keepalived 会拒绝 {keyword} 0；请删除该行，默认值就是没有延迟。',
    remove: '删除该行',
  },
  'global/nopreempt-without-startup-delay': {
    default: '{instance} 设置了 nopreempt，但刚启动的节点如果尚未收到通告，仍然会接管。请考虑在 global_defs 中设置 vrrp_startup_delay。',
  },
  'global/receive-buffer-policies': {
    size: 'vrrp_rx_bufs_policy 只能是大小或策略之一；keepalived 采用大小 {size}，忽略 {policy}。请删除其中之一。',
    policies: 'vrrp_rx_bufs_policy 只能有一种策略；keepalived 采用 MTU，忽略 ADVERT。请删除其中之一。',
    other: '另一个在此处。',
    remove: '删除 {policy}',
  },
  'global/sample-leftovers': {
    router: 'router_id {value} 来自示例配置。请写本机的名称，或删除该行。',
    mail: '{value} 是示例配置中的地址；没有人会收到这封邮件。请写自己的地址。',
    server: 'smtp_server {value} 来自示例配置；它不会应答，邮件也就无法发送。',
    service: '虚拟服务器 {value} 来自示例配置；keepalived 会创建它并检查它的真实服务器。请将其删除。',
  },
  'global/smtp-server-invalid': {
    default: '"{host}" 既不是主机名，也不是地址；keepalived 找不到邮件服务器，不会发送邮件。',
  },
  'global/strict-blocks-vip': {
    default: '{instance} 处于严格模式且没有 accept：keepalived 会丢弃发往其地址的所有数据包，包括 ping。请删除 {keyword}，或使用版本 3 并添加 accept。',
    several: '{instance} 等 {count} 个实例处于严格模式且没有 accept：keepalived 会丢弃发往其地址的所有数据包，包括 ping。请删除 {keyword}，或使用版本 3 并添加 accept。',
    version2: '{instance} 处于严格模式且使用版本 2，此时 keepalived 会清除 accept：它会丢弃发往其地址的所有数据包，包括 ping。请删除 {keyword}。',
    strict: '在此处开启了严格模式。',
    remove: '删除 {keyword}',
  },
  'global/strict-conflicts': {
    cleared: '严格模式下不允许 {setting}；keepalived 会清除 {instance} 的这项设置。请删除它，或删除 {keyword}。',
    reset: '严格模式下不允许 {setting}；keepalived 会更改 {instance} 的这项设置。请删除它，或删除 {keyword}。',
    derived: '{setting} 与 {instance} 的优先级不符：严格模式下只有地址拥有者（255）从 MASTER 开始；keepalived 以优先级为准。',
    unicast: '严格模式下不允许单播对端；keepalived 会拒绝整个 VRRP 配置。请删除 {keyword}。',
    later: '严格模式不包括单播对端；keepalived 自 2.4.0 版本起会因此拒绝整个 VRRP 配置。请删除 {keyword}。',
    strict: '在此处开启了严格模式。',
    remove: '删除 {keyword}',
  },
};
