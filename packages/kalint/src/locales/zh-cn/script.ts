import type { Translations } from '../index.ts';

export const script: Translations = {
  'script/command-may-exceed-timeout': {
    least: 'vrrp_script {name}：{program} 至少需要 {seconds} 秒，但 {limit} 秒后就会被终止；检查总会失败。请增大超时时间，或减少它的工作量。',
    default: 'vrrp_script {name}：{program} 未使用 {option}，等待时间可能远超 {limit} 秒，而到时它会被终止。请添加 {option}。',
  },
  'script/dev-tcp-redirect': {
    default: '"{text}" 只有在 sh 就是 bash 的系统上才有效；在其他系统上不存在这样的文件，检查会一直失败。',
    bash: '用 bash 运行',
    nc: '改用 nc -z',
  },
  'script/init-fail-has-no-effect': {
    default: 'init_fail 在 keepalived 2.0.0 至 2.4.3 版本中不起作用：一旦有实例跟踪 {name}，它就会被覆盖。请使用 vrrp_startup_delay。',
  },
  'script/killall-needs-privilege': {
    default: '{owner}：以 {user} 身份运行的 {program} -0 无法访问其他账户的进程，会一直失败。请使用 pgrep -x 或 vrrp_track_process，或以该服务的账户运行。',
  },
  'script/no-script-user': {
    default: '设置了 enable_script_security 但没有 script_user：{keyword}（第 {line} 行）以 keepalived_script 身份运行；该账户不存在时，它会被舍弃。请添加 script_user。',
    command: '该命令没有指定运行账户。',
    insert: '添加 script_user root',
  },
  'script/not-found-on-host': {
    missing: '{keyword}：主机上不存在 {program}；keepalived 会停用该命令。',
    folder: '{keyword}：{program} 在主机上是一个目录。',
    executable: '{keyword}：{program} 在主机上不可执行；keepalived 会停用该命令。',
    user: '{keyword}：主机上不存在账户 {user}；keepalived 会舍弃该命令。',
  },
  'script/notify-fault-missing': {
    default: '{instance} 有 notify_master 和 notify_backup，但没有 notify_fault：发生故障时它会进入 FAULT 状态，而这两个通知脚本都不会运行。请添加 notify_fault。',
    insert: '添加 notify_fault，使用 notify_backup 的命令',
  },
  'script/notify-stop-missing': {
    default: '{instance} 有 {keyword} 但没有 notify_stop：keepalived 停止时，它的通知脚本都不会运行。',
  },
  'script/path-through-symlink': {
    default: '{keyword}：在目前的系统上，{folder} 是指向 {real} 的符号链接；keepalived {versions} 会拒绝以 root 身份经由它运行 {program}。请写 {fixed}。',
    link: '{keyword}：{folder} 在该主机上是符号链接；keepalived {versions} 会拒绝以 root 身份经由它运行 {program}。',
    replace: '改为 {fixed}',
  },
  'script/prefer-track-process': {
    default: 'vrrp_script {name}："{command}" 只检查进程是否存在；vrrp_track_process 无需启动程序就能做到，而且能立即察觉变化。',
  },
  'script/relative-path': {
    default: '{keyword}："{program}" 没有写路径；keepalived 会在它启动时的 PATH 中查找，找不到就停用该命令。请写完整路径。',
    relative: '{keyword}："{program}" 取决于 keepalived 启动时所在的目录。请写完整路径。',
    usr: '改为 /usr/bin/{program}',
    sbin: '改为 /usr/sbin/{program}',
  },
  'script/restarts-keepalived': {
    default: '{keyword} 会运行 "{command}"，而它会停止 keepalived 自身。请改为让检查失败：不设权重时，实例会进入 FAULT 状态。',
  },
  'script/reverse-raises-priority': {
    default: '{kind} {name}：权重 {weight} 与 reverse 一起使用时，失败期间优先级会增加 {points}，于是发生故障的节点反而会接管。请删除 reverse。',
    zero: '{kind} {name}：权重 0 与 reverse 一起使用时，检查成功反而会进入 FAULT 状态。',
    remove: '删除 reverse',
  },
  'script/security-not-enabled': {
    default: '配置中会运行命令（第 {line} 行的 {keyword}），但 global_defs 没有设置 enable_script_security；配置测试会以退出状态码 6 结束。',
    none: '配置中会运行命令（第 {line} 行的 {keyword}），但没有带 enable_script_security 的 global_defs；配置测试会以退出状态码 6 结束。',
    first: '第一条命令。',
    insert: '添加 enable_script_security',
  },
  'script/shell-syntax': {
    default: "{owner}：\"{text}\" 是 shell 语法，但 keepalived 不通过 shell 运行命令；它会作为参数传给 {program}。请使用 sh -c '…' 或脚本文件。",
    wildcard: "{owner}：\"{text}\" 不会展开，因为 keepalived 不通过 shell 运行命令。请使用 sh -c '…' 或脚本文件。",
    program: "{owner}：\"{text}\" 是 shell 语法，但 keepalived 不通过 shell 运行命令；不存在这样的程序。请使用 sh -c '…' 或脚本文件。",
    wrap: '用 sh -c 运行',
  },
  'script/timeout-exceeds-interval': {
    default: 'vrrp_script {name}：timeout {timeout} 秒长于 interval {interval} 秒；某次运行卡住时，后续的运行会被跳过，要到 {timeout} 秒后才算失败。',
    interval: 'interval 在此处。',
  },
  'script/unquoted-arguments': {
    user: '{keyword}："{word}" 会被当作运行 {command} 的账户，而不是参数；该账户不存在，keepalived 会舍弃该命令。请用引号括住整条命令。',
    ignored: '{keyword} 运行 {command} 时不带 "{rest}"：只有第一个单词是命令。请用引号括住整条命令。',
    quote: '用引号括住整条命令',
  },
};
