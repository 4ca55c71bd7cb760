/** What the reporters for people say themselves, in each language. */
export interface Words {
  readonly severity: Readonly<Record<'error' | 'warning' | 'info', string>>;
  readonly includedBy: (paths: string) => string;
  readonly more: (places: number) => string;
  readonly fix: (title: string) => string;
  readonly unsafeFix: (title: string) => string;
  readonly suggestion: (title: string) => string;
  readonly problems: (errors: number, warnings: number, infos: number) => string;
  readonly clean: string;
  readonly scope: (files: number, clusters: readonly string[]) => string;
  readonly fixable: (safe: number, unsafe: number) => string;
}

const several = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const english: Words = {
  severity: { error: 'error', warning: 'warning', info: 'info' },
  includedBy: (paths) => `included by ${paths}`,
  more: (places) => `and ${several(places, 'further place')}`,
  fix: (title) => `fix: ${title}`,
  unsafeFix: (title) => `fix with --unsafe-fixes: ${title}`,
  suggestion: (title) => `suggestion: ${title}`,
  problems: (errors, warnings, infos) => `${several(errors + warnings + infos, 'problem')} (${several(errors, 'error')}, ${several(warnings, 'warning')}, ${several(infos, 'info')})`,
  clean: 'nothing to report',
  scope: (files, clusters) => `${several(files, 'file')}${clusters.length > 0 ? `, ${several(clusters.length, 'cluster')}: ${clusters.join(', ')}` : ''}`,
  fixable: (safe, unsafe) => [safe > 0 ? `${safe} fixable with --fix` : '', unsafe > 0 ? `${unsafe} more with --fix --unsafe-fixes` : ''].filter((part) => part !== '').join(', '),
};

const chinese: Words = {
  severity: { error: '错误', warning: '警告', info: '提示' },
  includedBy: (paths) => `由 ${paths} 包含`,
  more: (places) => `另有 ${places} 处`,
  fix: (title) => `修复：${title}`,
  unsafeFix: (title) => `使用 --unsafe-fixes 修复：${title}`,
  suggestion: (title) => `建议：${title}`,
  problems: (errors, warnings, infos) => `${errors + warnings + infos} 个问题（${errors} 个错误，${warnings} 个警告，${infos} 个提示）`,
  clean: '没有发现问题',
  scope: (files, clusters) => `${files} 个文件${clusters.length > 0 ? `，${clusters.length} 个集群：${clusters.join('、')}` : ''}`,
  fixable: (safe, unsafe) => [safe > 0 ? `${safe} 个可用 --fix 修复` : '', unsafe > 0 ? `另有 ${unsafe} 个可用 --fix --unsafe-fixes 修复` : ''].filter((part) => part !== '').join('，'),
};

/** @param locale anything but `zh-CN` is English */
export function wordsFor(locale: string): Words {
  return locale === 'zh-CN' ? chinese : english;
}
