import type { Translations } from '../index.ts';

export const failover: Translations = {
  'failover/failed-node-preferred': {
    default: '当 {faults} 失败时，{instance} 位于检查失败的 {master}，而 {sound} 却是正常的（{sum}）。请使用比最高与最低优先级之差更大的扣减值。',
    plain: '当 {faults} 失败时，{instance} 位于检查失败的 {master}，而 {sound} 却是正常的。请使用比最高与最低优先级之差更大的扣减值。',
    raised: '{instance} 会切换到 {master}，原因恰恰是 {faults} 失败（{sum}）：使用 reverse 时，失败会提高优先级。请删除 reverse，或在使用 reverse 时采用正的权重。',
    sound: '{sound} 是正常的。',
  },
  'failover/flapping': {
    check: '{instance}：{node} 的脚本 {script} 请求的是虚拟地址 {address}，而该地址只在主节点上。这样检查出来的是谁为主节点，而不是 {node} 是否正常：它可能使正常的节点无法接管，或使地址来回切换。请改为请求 {node} 始终拥有的地址，例如 127.0.0.1。',
    election: '{fault} 发生故障后，{instance} 始终无法稳定：各节点轮流成为主节点。',
    tracked: '在此处被跟踪。',
  },
  'failover/instances-diverge': {
    default: '当 {node} 上的 {part} 发生故障时，{moved} 切换到 {target}，而 {stays} 仍留在 {node}：两者之间的流量从一个节点进入，却无法从另一个节点出去。请在所有节点上把两者放入同一个 vrrp_sync_group。',
    stays: '{stays} 仍留在 {node}。',
  },
  'failover/never': {
    weight: '{node} 上的 {tracker} 失败时，{instance} 仍留在 {node}：{sum}。请使用 {weight} 或 {direction} 的值，使 {rival} 接管。',
    priority: '{node} 上的 {tracker} 失败时，{instance} 仍留在 {node}：{sum}。在当前的优先级下，任何权重都无法改变这一点：请缩小优先级差值，或者不设权重，使 {node} 在失败时进入 FAULT 状态。',
    together: '{node} 上只有 {tracker} 失败时，{instance} 仍留在 {node}：{sum}。{node} 的检查要有 {count} 个同时失败才会引起切换。如果一个失败就应切换，请使用 {weight} 或 {direction} 的值。',
    nopreempt: '{node} 上的 {tracker} 失败时，{instance} 仍留在 {node}：{rival} 设置了 nopreempt，主节点只是优先级降低时它不会接管。请去掉权重，使 {node} 在失败时进入 FAULT 状态；或者删除 nopreempt。',
    owner: '{node} 上的 {tracker} 失败时，{instance} 仍留在 {node}：权重不会改变优先级 255。请在 {node} 上使用小于 255 的优先级。',
    group: '{node} 上的 {tracker} 失败时，{instance} 仍留在 {node}：它所在的同步组只能整体切换，而另一个成员没有切换。请在同步组中跟踪它，而不是在实例中。',
    dropped: '{node} 上的 {tracker} 失败时，{instance} 仍留在 {node}：keepalived 会舍弃同步组成员中带权重的跟踪项。请在同步组中跟踪它，或者不设权重。',
    stays: '{node} 上的 {tracker} 失败时，尽管另有节点正常，{instance} 仍留在 {node}：{sum}。',
    rival: '{rival} 的优先级为 {rivalSum}。',
    tracked: '在此处被跟踪。',
    fix: '改为 {weight}',
  },
  'failover/no-master': {
    common: '当 {tracker} 在所有节点上同时失败时，{instance} 没有主节点：每个节点都以不带权重的方式运行 "{command}"，因而全部进入 FAULT 状态。请为该脚本设置权重，让状况最好的节点保留地址。',
    local: '当 {tracker} 在所有节点上都失败时，{instance} 没有主节点：不设权重时每个节点都会进入 FAULT 状态。如果检查失败的节点也好过没有节点，请为该脚本设置权重。',
    single: '{fault} 发生故障后，{instance} 没有主节点，尽管其他节点仍然存活。',
    healthy: '即使一切正常，{instance} 也没有主节点。',
    other: '{other} 运行相同的命令。',
  },
  'failover/slow-takeover': {
    default: '{instance}：{node} 崩溃后，{target} 要过 {seconds} 秒才接管，因为每 {interval} 秒才发送一次通告。请在所有节点上减小 advert_int。',
    other: '{other} 每 {otherInterval} 秒发送一次。',
  },
  'failover/split-brain': {
    default: '即使一切正常，{instance} 也同时在 {masters} 上成为主节点：{node} 不接受 {other} 的通告（{keyword} 不同）。请在所有节点上采用相同的设置。',
    peers: '即使一切正常，{instance} 也同时在 {masters} 上成为主节点：{node} 收不到 {other} 的通告（unicast_peer）。每个节点都必须列出所有其他节点。',
    unheard: '即使一切正常，{instance} 也同时在 {masters} 上成为主节点：它们互相收不到通告。',
    fault: '当 {failed} 上的 {part} 发生故障时，{instance} 同时在 {masters} 上成为主节点。',
    down: '当 {failed} 停机时，{instance} 同时在 {masters} 上成为主节点：它们互相收不到通告。',
    faultUntracked: '当 {failed} 上的 {part} 发生故障时，{instance} 同时在 {masters} 上成为主节点：由于 dont_track_primary，{failed} 察觉不到该故障。请在 {failed} 上删除 dont_track_primary。',
    other: '{other} 也是主节点。',
  },
};
