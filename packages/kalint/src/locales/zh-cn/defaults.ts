/** Defaults that the vocabulary gives in words. */
const fixed: Readonly<Record<string, string>> = {
  none: '无',
  unlimited: '不限',
  'time of day': '当前时间',
  'checker default': '健康检查器的默认值',
  'kernel default': '内核默认值',
  'virtual server setting': '虚拟服务器的设置',
  'real server setting': '真实服务器的设置',
  'real server setting (virtual server: 5)': '真实服务器的设置（虚拟服务器：5）',
  'real server setting (virtual server: 60)': '真实服务器的设置（虚拟服务器：60）',
  'real server port': '真实服务器的端口',
  'weight of the virtual server': '虚拟服务器的 weight',
  'method of the virtual server': '虚拟服务器的转发模式',
  'weight of the track_file': 'track_file 的 weight',
  'delay_loop of the checker': '健康检查器的 delay_loop',
  'delay_loop of the virtual server': '虚拟服务器的 delay_loop',
  '3 x advert_int (whole seconds), at least 5, at most 300': 'advert_int 的 3 倍（整数秒），不小于 5，不大于 300',
};

/** A number or a single keyword says the same in every language. */
const plain = /^[\w./:%-]+$/;

/**
 * Chinese for the default of a keyword: `255 if state MASTER, else 100`.
 *
 * @returns undefined where a part has no translation
 */
export function inChinese(english: string): string | undefined {
  if (Object.hasOwn(fixed, english)) return fixed[english];
  if (plain.test(english)) return english;
  const parts = english.split(', else ');
  if (parts.length > 1) return joined(parts.map(inChinese), '，否则为 ');
  const families = /^(.+) for IPv4, (.+) for IPv6$/.exec(english);
  if (families) return joined([families[1], families[2]].map((each) => inChinese(each ?? '')), '（IPv4）或 ', '（IPv6）');
  const conditional = /^(\S+) (?:if (state) (\S+)|in (strict mode)|for (IPv6))$/.exec(english);
  if (conditional) {
    const [, value = '', keyword, state = '', strict] = conditional;
    return keyword !== undefined ? `state 为 ${state} 时为 ${value}` : strict !== undefined ? `严格模式下为 ${value}` : `IPv6 时为 ${value}`;
  }
  const global = /^global (\S+)$/.exec(english)?.[1];
  return global === undefined ? undefined : `global_defs 中的 ${global}`;
}

function joined(parts: readonly (string | undefined)[], between: string, end = ''): string | undefined {
  return parts.includes(undefined) ? undefined : `${parts.join(between)}${end}`;
}
