/** What a value may be, as the vocabulary describes it in English; the longer of two that begin alike comes first. */
const nouns: readonly (readonly [english: string, chinese: string])[] = [
  ['an IP address with an optional prefix length', 'IP 地址（可带前缀长度）'],
  ['an IP address, an ascending range or a network', 'IP 地址、升序的地址范围或网络'],
  ['an IP address', 'IP 地址'],
  ['an IPv4 address', 'IPv4 地址'],
  ['an IPv6 address', 'IPv6 地址'],
  ['an email address', '邮件地址'],
  ['an HTTP status code or a range of them', 'HTTP 状态码或其范围'],
  ['an ILA locator (four hexadecimal groups)', 'ILA 定位符（四组十六进制数）'],
  ['a MAC address of six octets, or of five', '6 字节或 5 字节的 MAC 地址'],
  ['a key as text, hex:DIGITS or file:PATH', '密钥（文本、hex:DIGITS 或 file:PATH）'],
  ['a mark with an optional mask', '标记（可带掩码）'],
  ['a firewall mark', '防火墙标记'],
  ['a name known to iproute2', 'iproute2 已知的名称'],
  ['a name that the host knows', '主机已知的名称'],
  ['a name', '名称'],
  ['a network interface', '网络接口名称'],
  ['a number of seconds (whole)', '秒数（整数）'],
  ['a number of seconds', '秒数'],
  ['a number', '数'],
  ['a whole number', '整数'],
  ['a range of ports', '端口范围'],
  ['a range of user IDs', '用户 ID 范围'],
  ['a regular expression', '正则表达式'],
  ['a time from 200ms to 120s', '200ms 到 120s 的时间'],
  ['a file pattern', '文件名通配模式'],
  ['a command', '命令'],
  ['a group', '用户组'],
  ['a host', '主机名或地址'],
  ['a path', '路径'],
  ['a port', '端口'],
  ['a user', '用户名'],
  ['a word', '单词'],
  ['hexadecimal digits', '十六进制数字'],
  ['MPLS labels', 'MPLS 标签'],
  ['one or two realms (0 to 255 or a name)', '一个或两个 realm（0 到 255，或名称）'],
  ['true, on, yes, false, off or no', 'true、on、yes、false、off 或 no'],
  ['nothing', '空'],
];

const units: Readonly<Record<string, string>> = { seconds: '秒', milliseconds: '毫秒', microseconds: '微秒' };
const limits = / of (?<unit>seconds|milliseconds|microseconds)| from (?<min>-?[\d.]+) to (?<max>-?[\d.]+)| of at least (?<least>-?[\d.]+)| of at most (?<most>\d+) characters| of (?<short>\d+) to (?<long>\d+) characters| of (?<exact>\d+) characters/y;
const endsWide = /[\u4E00-\u9FFF）]$/;
const startsWide = /^[\u4E00-\u9FFF]/;
const word = /"[^"]*"/y;
const reference = /the name of a (\w+)/y;

/**
 * Chinese for what `describe` says in English: `a whole number from 1 to 255 or "none"`.
 *
 * @returns undefined where some part has no translation
 */
export function expected(english: string): string | undefined {
  const alternatives: string[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(english) ?? undefined;
    at += found?.[0].length ?? 0;
    return found;
  };
  while (at < english.length) {
    const start = at;
    if (take(word)) alternatives.push(english.slice(start, at));
    else {
      const kind = take(reference)?.[1];
      const noun = kind === undefined ? nouns.find(([each]) => english.startsWith(each, at)) : undefined;
      if (kind === undefined && !noun) return undefined;
      at += noun?.[0].length ?? 0;
      const said: string[] = [];
      for (let found = take(limits); found; found = take(limits)) said.push(limit(found.groups ?? {}));
      const name = noun?.[1] ?? `${kind ?? ''} 的名称`;
      alternatives.push(said.length === 0 ? name : `${name}（${said.join('，')}）`);
    }
    if (at < english.length && !take(/, | or /y)) return undefined;
  }
  const last = alternatives.pop() ?? '';
  if (alternatives.length === 0) return last;
  const others = alternatives.join('、');
  return `${others}${endsWide.test(others) ? '' : ' '}或${startsWide.test(last) ? '' : ' '}${last}`;
}

function limit(groups: Readonly<Record<string, string | undefined>>): string {
  const { unit, min, max, least, most, short, long, exact } = groups;
  if (unit !== undefined) return units[unit] ?? unit;
  if (min !== undefined) return `${min} 到 ${max ?? ''}`;
  if (least !== undefined) return `不小于 ${least}`;
  if (most !== undefined) return `最多 ${most} 个字符`;
  return short === undefined ? `${exact ?? ''} 个字符` : `${short} 到 ${long ?? ''} 个字符`;
}
