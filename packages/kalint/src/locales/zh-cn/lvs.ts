import type { Translations } from '../index.ts';

export const lvs: Translations = {
  'lvs/address-family-mismatch': {
    server: '{server} 是 {other} 地址，而 {service} 是 {family} 服务：keepalived 会舍弃该真实服务器。请把它放入相应地址族的 virtual_server，或使用 lvs_method TUN。',
    last: '{server} 是 {other} 地址，而 {service} 是 {family} 服务：keepalived 会舍弃该真实服务器；由于没有剩下其他真实服务器，该服务也会一并舍弃。',
    below: '{server} 是 {other} 地址，而 {service} 是 {family} 服务：lb_kind TUN 写在它的后面，因此 keepalived 会舍弃该真实服务器。请把 lb_kind 移到前面。',
    sorry: '{server} 是 {other} 地址，而 {service} 是 {family} 服务：keepalived 会舍弃该备用服务器（sorry server）。',
    netmask: 'persistence_granularity {value} 是子网掩码，而 {service} 是 IPv6 服务：keepalived 需要 1 到 128 的前缀长度，会忽略该行。',
    length: '对 IPv4 服务 {service} 而言，persistence_granularity {value} 不是前缀长度：keepalived 把它读作子网掩码 {read}。',
    mask: '改为子网掩码 {mask}',
    forced: 'ip_family {word} 与 {service} 矛盾，后者是 {family} 服务；keepalived 会忽略它。',
  },
  'lvs/checker-does-not-fit-service': {
    udp: '{checker} 检查的是 TCP 端口，而 {service} 是 UDP 服务。请使用 DNS_CHECK、带 require_reply 的 UDP_CHECK 或 MISC_CHECK。',
    twin: '{checker} 只检查 UDP 服务 {service} 的 TCP 一侧。',
    tcp: 'UDP_CHECK 检查的是 UDP 端口，而 {service} 是 {protocol} 服务；没有应答也算成功。',
    plain: 'HTTP_GET 使用明文 HTTP，而 {port} 是 TLS 端口；检查总会失败。请使用 SSL_GET。',
    tls: 'SSL_GET 使用 TLS，而 {port} 是明文 HTTP 端口；检查总会失败。请使用 HTTP_GET。',
    replace: '改为 {other}',
  },
  'lvs/checker-incomplete': {
    missing: '{checker} 缺少 {keyword}；keepalived 会舍弃该健康检查器。',
    second: '该 BFD_CHECK 已在跟踪 "{first}"；keepalived 会舍弃该健康检查器。请另写一个 BFD_CHECK。',
    again: '{server} 已在跟踪 BFD 会话 "{name}"；keepalived 会舍弃该健康检查器。',
    link: '{checker} 连接的是链路本地地址 {address}，需要 bind_if；keepalived 会舍弃该健康检查器。',
    source: 'bindto {source} 与 connect_ip {address} 的地址族不同；keepalived 会忽略写在后面的那一个。',
  },
  'lvs/dr-tun-port-mismatch': {
    default: '{server} 给出了端口 {port}，但 {service} 以 {method} 模式转发，无法转换端口：客户端的请求会到达端口 {expected}。',
    none: '{server} 给出了端口 {port}，但 {service} 没有端口，且以 {method} 模式转发，无法转换端口：客户端的请求会到达其所请求的端口。',
    group: '{server} 给出了端口 {port}，但 {service} 还为 "{entry}" 提供服务，且以 {method} 模式转发，无法转换端口。',
    entry: '虚拟服务器组中端口不同的一项。',
    same: '改为端口 {expected}',
    omit: '删除端口',
  },
  'lvs/duplicate-real-server': {
    default: '{service} 中已有 {server}；keepalived 会舍弃这一个。要分得更多流量，请使用 weight。',
    first: '第一个在此处。',
    remove: '删除第二个',
  },
  'lvs/duplicate-virtual-server': {
    default: '{service} 与 {other} 是同一个服务；IPVS 中只会有一个，却要由两个配置块共同管理。请把真实服务器写进同一个配置块。',
    shared: '{service} 与 {other} 都为 {what} 提供服务；IPVS 中只会有一个这样的服务，却要由两个配置块共同管理。',
    first: '第一个在此处。',
  },
  'lvs/fwmark-service-settings': {
    protocol: '{service} 会忽略 protocol：起决定作用的是防火墙标记。',
    suspend: '{service} 无法使用 ha_suspend：从防火墙标记看不出要监视哪个地址。keepalived 会关闭它。',
    port: '{server} 给出了端口 {port}，keepalived 会忽略它：{service} 由 fwmark 指定，且以 {method} 模式转发。',
    remove: '删除该行',
    move: '把端口移到健康检查器的 connect_port',
    drop: '删除端口',
  },
  'lvs/http-check-incomplete': {
    url: '{checker} 缺少 url；keepalived 会舍弃该健康检查器，真实服务器将永远被视为可用。',
    crash: '{checker} 没有可用的 url；keepalived 2.2.7 读取它时会崩溃。',
    path: '该 url 没有 path；keepalived 会舍弃它。',
    last: '该 url 没有 path；keepalived 会舍弃它；由于没有剩下其他 url，{checker} 也会一并舍弃。',
    digest: '"{value}" 不是摘要：应为 genhash 输出的 32 位十六进制数字。',
    code: '"{value}" 既不是 100 到 599 的状态码，也不是其范围。',
  },
  'lvs/nat-mask-removed': {
    default: 'nat_mask 自 keepalived 1.2.20 版本起已移除，此前多年也不起任何作用；keepalived 会忽略该行。请将其删除。',
    misspelt: 'net_mask 不是关键字，它来自 nat_mask，而后者自 keepalived 1.2.20 版本起已移除。请删除该行。',
    remove: '删除 {keyword}',
    granularity: '改为 persistence_granularity（同一网络的客户端使用同一台真实服务器）',
  },
  'lvs/nat-mask-without-nat': {
    default: '{keyword} {mask} 是用于 NAT 的设置，而 {server} 以 {method} 模式转发；keepalived 自 1.2.20 版本起不再识别该关键字。请删除该行；{needs}。',
    old: '{keyword} {mask} 是用于 NAT 的设置，而 {server} 以 {method} 模式转发，因此它不起作用。请删除该行；{needs}。',
    method: '{server} 以 {method} 模式转发。',
    remove: '删除 {keyword}',
  },
  'lvs/nat-without-inside-vip': {
    default: '{service} 以 NAT 模式转发到 {subnet} 中的真实服务器，但没有 vrrp_instance 在该网段持有地址：故障切换后，真实服务器的应答会发往错误的调度器。',
  },
  'lvs/no-real-server': {
    default: '{service} 没有 real_server；keepalived 会舍弃它。',
    unusable: '{service} 的 real_server 都不可用；keepalived 会舍弃该服务。',
  },
  'lvs/one-packet-needs-udp': {
    default: 'ops 逐个数据报进行调度，而 {service} 是 {protocol} 服务；keepalived 会关闭它。',
    remove: '删除该行',
  },
  'lvs/persistence-timeout-zero': {
    default: 'persistence_timeout 0 会被拒绝（取值范围为 1 到 2678400 秒）。要关闭会话保持，请删除 {server} 的整行；只删除数字相当于 360 秒。',
    remove: '删除该行',
  },
  'lvs/protocol-missing': {
    default: '{service} 没有 protocol；keepalived 会把它当作 UDP 服务。请添加 "protocol TCP"（或 UDP、SCTP）。',
    insert: '添加 "protocol {protocol}"',
  },
  'lvs/quorum-inconsistent': {
    quorum: 'quorum {quorum} 超过了 {service} 的真实服务器权重总和 {total}；keepalived 会把它降为 {total}。',
    hysteresis: 'hysteresis {hysteresis} 不小于 {service} 的法定权重 {quorum}；keepalived 会把它降为 {lowered}。',
    zero: '{service} 的所有真实服务器权重均为 0：keepalived 会把法定权重（quorum）降为 0，该服务永远不会被视为失效。',
    nearest: '改为 {nearest}',
  },
  'lvs/real-server-is-vip': {
    own: '{server} 正是 {service} 自身的虚拟 IP 地址；数据包会回到调度器。请写真实服务器自己的地址。',
    vip: '{server} 是本配置在各调度器之间切换的虚拟 IP 地址；数据包会留在调度器上。请写真实服务器自己的地址。',
  },
  'lvs/real-server-without-checker': {
    default: '{server} 没有健康检查器；它失效后仍会留在 {service} 的服务器池中。',
    insert: '添加 {checker}',
  },
  'lvs/regex-settings-ignored': {
    alone: '没有 regex 时 {keyword} 不起作用；不会检查页面内容。',
    offsets: 'regex_min_offset {min} 不小于 regex_max_offset {max}；keepalived 会舍弃两者，搜索整个页面。',
  },
  'lvs/reply-length-contradictory': {
    default: 'min_reply_length {min} 大于 max_reply_length {max}；任何应答都不符合，检查总会失败。',
    fallback: 'min_reply_length {min} 大于 max_reply_length（未设置时为 {max}）；任何应答都不符合，检查总会失败。',
  },
  'lvs/retry-keyword': {
    unknown: 'nb_get_retry 不是 {block} 的关键字；keepalived 会忽略该行。请改用 "{replacement}"。',
    deprecated: 'nb_get_retry 已弃用；请改用 "{replacement}"。',
    twice: 'nb_get_retry 不是 {block} 的关键字，而且那里已经设置了 retry；请删除该行。',
    replace: '改为 "retry"',
  },
  'lvs/scheduler-flag-position': {
    above: '{flag} 写在 lb_algo {scheduler} 之前；keepalived 在那里会拒绝它。请把它移到后面。',
    none: '{flag} 属于 lb_algo {wanted}，但它之前没有 lb_algo；keepalived 会拒绝它。',
    other: '{flag} 属于 lb_algo {wanted}，但调度算法是 {scheduler}；keepalived 会拒绝它。',
    silent: '{flag} 属于 lb_algo {wanted}，但调度算法是 {scheduler}；keepalived 会舍弃它，且不给出任何消息。',
    move: '把 {flag} 移到 lb_algo 之后',
  },
  'lvs/scheduler-or-method-missing': {
    scheduler: '{service} 没有 lb_algo；keepalived 会使用 wlc。',
    method: '{service} 没有 lb_kind；keepalived 会使用 NAT，这要求真实服务器以调度器为网关。',
    insert: '添加 "{line}"',
  },
  'lvs/slow-health-check': {
    missing: '{service} 没有 delay_loop，因此每 60 秒才检查一次真实服务器：最长 {seconds} 秒后才能发现失效的真实服务器。通常使用 "delay_loop 6"。',
    slow: '{service}：最长 {seconds} 秒后才能发现失效的真实服务器：距下一次检查 {loop} 秒，再加上重试所需的 {retries} × ({pause} + {timeout}) 秒。',
    insert: '添加 "delay_loop 6"',
  },
  'lvs/sorry-server-setup': {
    port: '{server} 给出了端口 {port}，但 {service} 以 {method} 模式转发，无法转换端口；keepalived 会使用 {expected}。',
    group: '{server} 给出了端口 {port}，但 {service} 以 {method} 模式转发，并且还为 "{entry}" 提供服务；keepalived 会忽略该端口。',
    order: '{option} 写在 sorry_server 之前；keepalived 在那里会忽略它。请把它移到后面。',
    none: '没有 sorry_server 时，{option} 会被忽略。',
    inhibit: '{server} 同时也是真实服务器，但只有其中一处设置了 inhibit；keepalived 采用真实服务器的设置。',
    real: '同一台服务器。',
  },
  'lvs/vip-not-announced': {
    default: '{service} 的 {address} 不是这里任何 vrrp_instance 的虚拟 IP 地址；没有机器为它应答。',
    near: '{service} 的 {address} 不是这里任何 vrrp_instance 的虚拟 IP 地址；没有机器为它应答。是否想写 {near}？',
  },
  'lvs/virtual-server-group-unusable': {
    empty: '{group} 没有可用的项；keepalived 会舍弃它。',
    three: '{group} 同时含有 IPv4、IPv6 和未指明地址族的 fwmark；keepalived 会舍弃它。请写 "fwmark N inet" 或 "fwmark N inet6"。',
    mixed: '{service} 的真实服务器只属于一个地址族，而它的虚拟服务器组含有两个；keepalived 启动时会舍弃该虚拟服务器。',
    family: '{service} 的真实服务器与它的虚拟服务器组属于不同的地址族；keepalived 启动时会舍弃该虚拟服务器。',
    group: '该虚拟服务器组。',
  },
  'lvs/zero-port-without-persistence': {
    default: '{service} 没有端口，这需要会话保持；keepalived 会设置 persistence_timeout 360。',
    entry: '{service} 的虚拟服务器组中的 "{entry}" 没有端口，这需要会话保持；keepalived 会设置 persistence_timeout 360。',
  },
};
