import type { Translations } from '../index.ts';

export const xref: Translations = {
  'xref/defined-after-use': {
    default: '{kind} "{name}" 定义在引用之后（第 {line} 行）；keepalived 读到这里时还不认识它，会舍弃这一项。',
    elsewhere: '{kind} "{name}" 定义在引用之后（{file} 第 {line} 行）；keepalived 读到这里时还不认识它，会舍弃这一项。',
    definition: '"{name}" 的定义。',
    move: '把 {kind} "{name}" 移到 {owner} 之前',
  },
  'xref/lvs-sync-daemon-unknown-instance': {
    default: 'lvs_sync_daemon 引用了未定义的 vrrp_instance "{name}"；keepalived 会关闭连接同步。',
    suggest: 'lvs_sync_daemon 引用了未定义的 vrrp_instance "{name}"（是否想写 "{suggestion}"？）；keepalived 会关闭连接同步。',
    replace: '改为 "{suggestion}"',
  },
  'xref/sync-group-unknown-instance': {
    default: '{group} 引用了未定义的 vrrp_instance "{name}"；keepalived 会舍弃该成员。',
    suggest: '{group} 引用了未定义的 vrrp_instance "{name}"（是否想写 "{suggestion}"？）；keepalived 会舍弃该成员。',
    replace: '改为 "{suggestion}"',
  },
  'xref/track-script-undefined': {
    default: '{kind} "{name}" 未定义；keepalived 会舍弃这一项，{owner} 将在没有它的情况下运行。',
    suggest: '{kind} "{name}" 未定义；是否想写 "{suggestion}"？keepalived 会舍弃这一项，{owner} 将在没有它的情况下运行。',
    item: 'track_group "{name}" 未定义；该项不会被跟踪。',
    replace: '改为 "{suggestion}"',
  },
  'xref/track-script-unused': {
    default: '没有任何实例或同步组跟踪 {kind} "{name}"：它永远不会起作用。请在实例的 {keyword} 配置块中写上它的名称。',
  },
  'xref/virtual-server-group-undefined': {
    default: 'virtual_server_group "{name}" 未定义；keepalived 启动时会舍弃该虚拟服务器。',
    suggest: 'virtual_server_group "{name}" 未定义；是否想写 "{suggestion}"？keepalived 启动时会舍弃该虚拟服务器。',
    replace: '改为 "{suggestion}"',
  },
};
