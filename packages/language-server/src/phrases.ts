/**
 * What the server itself says, in English and Simplified Chinese; findings of rules are translated by kalint. `{0}` stands for a value.
 */
const chinese = {
  'no other node of this instance is open or in the workspace': '工作区和已打开的文件中没有此实例的其他节点',
  '{0} nodes': '{0} 个节点',
  'only this node has this instance': '只有此节点有该实例',
  'master: the node that starts first': '主节点：先启动的节点',
  'master: not certain': '主节点：无法确定',
  'master: not certain ({0})': '主节点：无法确定（{0}）',
  'no master': '没有主节点',
  'master: {0}': '主节点：{0}',
  'master: {0} ({1}), then {2}': '主节点：{0}（{1}），其次 {2}',
  '{0} masters: {1}': '{0} 个主节点：{1}',
  '1 fault does not move this address': '有 1 种故障不会使此地址切换',
  '{0} faults do not move this address': '有 {0} 种故障不会使此地址切换',
  'Suppress {0} for this line': '在此行忽略 {0}',
  'Suppress {0} for this file': '在此文件中忽略 {0}',
  'Explain {0}': '解释 {0}',
  'Fix all {0} problems of {1}': '修复 {1} 的全部 {0} 个问题',
  'Fix all safe problems in this file': '修复此文件中所有可安全修复的问题',
  'Fix all safe problems': '修复所有可安全修复的问题',
  'Format with kafmt': '使用 kafmt 格式化',
  '{0}: {1} when it fails': '{0}：失败时 {1}',
  '{0}: {1} while it is well': '{0}：正常时 {1}',
  'Not written, so the default is in effect.': '未写出，因此采用默认值。',
  'Effective priority: **always {0}**': '实际优先级：**始终为 {0}**',
  'Effective priority: **{0} to {1}**': '实际优先级：**{0} 至 {1}**',
  'Virtual address of one node:': '一个节点的虚拟地址：',
  'Virtual address of {0} nodes:': '{0} 个节点的虚拟地址：',
  '- **{0}** (`{1}`, priority {2})': '- **{0}**（`{1}`，优先级 {2}）',
  '- **{0}** (`{1}`)': '- **{0}**（`{1}`）',
  ': master while all is well': '：一切正常时为主节点',
  'This file is larger than 32 MiB, so it is not analysed.': '此文件大于 32 MiB，因此不作分析。',
  '{0} more problems have been found in this file; they are not shown.': '此文件中还有 {0} 个问题，未予显示。',
} as const;

export type Phrase = keyof typeof chinese;

/** @param locale as that of the rules: `en`, `zh-CN` */
export function phrase(locale: string | undefined, text: Phrase, ...values: readonly (string | number)[]): string {
  const written: string = locale === 'zh-CN' ? chinese[text] : text;
  return written.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}
