import type { Translations } from '../index.ts';

export const sync: Translations = {
  'sync/incomplete-group': {
    empty: '{group} 缺少 group 列表；keepalived 会舍弃它。',
    single: '{group} 只有一个成员（{member}），因此起不到联动作用。',
  },
  'sync/member-in-two-groups': {
    default: '{instance} 已是 {group} 的成员；keepalived 不会把它加入 {other}。',
    same: '{instance} 在 {group} 中出现了两次；keepalived 会忽略第二项。',
    first: '在此处已是成员。',
  },
  'sync/member-priorities-differ': {
    default: '{group} 的成员在本节点上的优先级不同：{list}。请使用同一个优先级。',
    here: '{instance} 的优先级为 {priority}。',
  },
  'sync/missing-group': {
    default: '{instance}（{device}）和 {other}（{otherDevice}）不在同一个同步组中；一条链路断开时，一个地址留在本节点，另一个则切换到对端节点。请添加 vrrp_sync_group。',
    other: '{other} 位于 {otherDevice}。',
  },
  'sync/owner-in-group': {
    mixed: '{owner} 的优先级是 255，而 {other} 不是；同时包含两者的同步组无法一起改变状态。请为 {owner} 使用 254 或更小的值。',
    weight: '{group} 中的 {owner} 优先级为 255，因此 keepalived 会去掉 {name} 的权重 {weight}。',
  },
  'sync/preempt-mode-mixed': {
    nopreempt: '{group} 中的 {some} 设置了 nopreempt，而 {others} 没有；同一组的成员必须一致。',
    delay: '{group} 的成员设置了不同的 preempt_delay：{list}。同一组的成员必须一致。',
    here: '{instance} 设置了 nopreempt。',
    insert: '为 {others} 添加 nopreempt',
  },
  'sync/tracker-on-group-and-member': {
    default: '{name} 同时被 {instance} 和它的同步组 {group} 跟踪；同步组的跟踪项本来就对所有成员生效。请只保留其中一处。',
    primary: '{name} 是 {instance} 自身的接口，本来就会被跟踪，而它的同步组 {group} 也在跟踪该接口。',
    group: '同步组在此处跟踪它。',
    remove: '从 {instance} 中删除 {name}',
  },
  'sync/uneven-tracking-weights': {
    default: '{name} 使 {instance} 的优先级改变 {weight}，但不改变 {other} 的优先级；同步组 {group} 不会切换。请把它移到同步组。',
    differs: '{name} 使 {instance} 的优先级改变 {weight}，使 {other} 的优先级改变 {otherWeight}；同步组 {group} 可能不会切换。请在同步组中跟踪它。',
    move: '把 {name} 移到 {group}',
  },
  'sync/weighted-interface-in-member': {
    default: '{instance} 属于 {group}：{name} 的权重 {weight} 只会降低这一个成员的优先级，同步组不会切换。请把该项移到同步组，或删除权重。',
    move: '把 {name} 移到 {group}',
  },
  'sync/weighted-script-in-member': {
    default: '{instance} 属于 {group}，因此 keepalived 会舍弃 {list} 中带权重 {weight} 的 {name}：它完全不会被跟踪。请把它移到同步组。',
    file: '{instance} 属于 {group}，因此 keepalived 会去掉 {list} 中 {name} 的权重：文件中的数不为 0 就意味着 FAULT。请把它移到同步组，或写 weight 0。',
    move: '把 {name} 移到 {group}',
  },
};
