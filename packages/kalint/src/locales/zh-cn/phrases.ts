import type { Phrase } from '../index.ts';
import { inChinese } from './defaults.ts';
import { expected } from './expected.ts';

const topLevel = { 'the top level': '配置文件顶层' };

/** English words that rules give as values, by placeholder: text of the user that reads alike is left alone elsewhere. */
const fixed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  block: topLevel,
  owner: topLevel,
  server: { 'the virtual server': '该虚拟服务器' },
  rules: { 'all rules': '所有规则' },
  direction: { lower: '更低', higher: '更高' },
  name: {
    'A byte order mark': '字节顺序标记',
    'A no-break space': '不换行空格',
    'A figure space': '数字空格',
    'A narrow no-break space': '窄不换行空格',
    'An ideographic space': '全角空格',
    'A typographic quote': '排版引号',
    'An en dash': '短破折号',
    'An em dash': '长破折号',
  },
  needs: {
    'with DR each real server needs the virtual address on its lo interface instead': 'DR 模式下，每台真实服务器的 lo 接口上应配置 VIP',
    'with TUN each real server needs the virtual address on its tunnel interface instead': 'TUN 模式下，每台真实服务器的隧道接口上应配置 VIP',
  },
};

const composed: Readonly<Record<string, (value: string) => string | undefined>> = {
  expected,
  fallback: (value) => inChinese(value),
  where: (value) => replaced(value, /^(.* )?line (\d+)$/s, (file, line) => `${file}第 ${line} 行`),
  right: (value) => (/ or |, |the top level/.test(value) ? listed(value.split(/ or |, /)) : undefined),
  wanted: (value) => (value.includes(' or ') ? value.replaceAll(' or ', ' 或 ') : undefined),
  reason: (value) => replaced(value, /^version (\d)$/, (version) => `版本 ${version}`),
  versions: (value) => replaced(value, /^(\S+) to (\S+)$/, (from, to) => `${from} 至 ${to}`),
  fault: onNode,
  faults: (value) => (value.includes(' on ') ? value.split(', ').map((each) => onNode(each) ?? each).join('、') : undefined),
};

/** Chinese for the value of a placeholder where it is English; undefined where it is text of the user. */
export const phrase: Phrase = (placeholder, value) => {
  const words = Object.hasOwn(fixed, placeholder) ? fixed[placeholder] : undefined;
  if (words && Object.hasOwn(words, value)) return words[value];
  return Object.hasOwn(composed, placeholder) ? composed[placeholder]?.(value) : undefined;
};

/** `script chk on lb1`. */
function onNode(fault: string): string | undefined {
  return replaced(fault, /^(.*) on (.*)$/s, (part, node) => `${node} 上的 ${part}`);
}

function listed(places: readonly string[]): string {
  const names = places.map((place) => (place === 'the top level' ? topLevel[place] : place));
  const [last, ...others] = names.toReversed();
  return others.length === 0 || last?.endsWith('…') === true ? names.join('、') : `${others.toReversed().join('、')} 或 ${last ?? ''}`.replace(/(?<=[\u4E00-\u9FFF]) 或|或 (?=[\u4E00-\u9FFF])/g, '或');
}

function replaced(value: string, pattern: RegExp, say: (...groups: [string, string]) => string): string | undefined {
  const found = pattern.exec(value);
  return found ? say(found[1] ?? '', found[2] ?? '') : undefined;
}
