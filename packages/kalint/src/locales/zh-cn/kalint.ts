import type { Translations } from '../index.ts';

export const kalint: Translations = {
  'kalint/unknown-rule': {
    default: '没有名为 "{name}" 的规则。',
    suggest: '没有名为 "{name}" 的规则；是否想写 "{suggestion}"？',
    replace: '改为 "{suggestion}"',
  },
  'kalint/unused-suppression': {
    default: '该抑制注释没有抑制任何诊断信息（{rules}）；请将其删除。',
    remove: '删除该注释',
  },
};
