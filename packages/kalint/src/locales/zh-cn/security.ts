import type { Translations } from '../index.ts';

export const security: Translations = {
  'security/auth-ah': {
    default: '{instance} 使用 auth_type AH，已知它会在状态切换时出错。请使用 PASS 并配合包过滤。',
    hmac: '{instance} 使用 auth_type AH，已知它会在状态切换时出错。请使用 auth_hmac，或使用 PASS 并配合包过滤。',
  },
  'security/auth-pass-weak': {
    default: '这是示例和教程中的密码：同一网络中的另一个集群很可能也在使用它。请换用自己的密码。',
  },
  'security/hmac-setup': {
    active: '{instance}：active_key {id} 不是它的任何一个签名密钥；keepalived 会关闭 auth_hmac。',
    missing: '{instance}：auth_hmac 没有 active_key；keepalived 会关闭它。请写 active_key {id}。',
    authentication: '{instance} 同时有 auth_hmac 和 authentication；keepalived 会舍弃 authentication。',
    strict: '{instance}：严格模式总是强制使用 auth_hmac；keepalived 会把 mode {mode} 改为 enforce。',
    mode: '{instance}：mode {mode} 会接受没有签名的通告。所有节点都有签名密钥之后，请写 mode enforce。',
    inline: '签名密钥 {id} 直接写在配置文件中。请把它放入单独的文件：key {id} file:PATH。',
  },
  'security/unsafe-script-path': {
    default: '{keyword}：其他用户可以写入 {folder}，从而决定 keepalived 运行什么。请把 {path} 放入属于 root 的目录。',
    fifo: '{keyword}：其他用户可以写入 {folder}，从而替换 keepalived 写入的 FIFO。请把 {path} 放入属于 root 的目录。',
    refused: '{keyword}：其他用户可以写入 {folder}，因此 keepalived 会拒绝以 root 身份运行 {path}。请把它放入属于 root 的目录。',
    writable: '{keyword}：该主机上的其他用户可以写入 {path}，从而决定 keepalived 运行什么。',
  },
};
