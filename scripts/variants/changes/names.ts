/** Other names for the same things, and a second one of each. */
import type { Change } from '../change.ts';
import { eachFile } from '../change.ts';
import { depthsOf, factsOf, hasDirections, isDelicate, type Line, type LineFacts, type Variant } from '../lines.ts';

const namers = /^(?:vrrp_instance|vrrp_script|vrrp_sync_group|vrrp_track_process|vrrp_track_file|track_file|track_group|virtual_server_group|bfd_instance)[ \t]+"?([A-Za-z][\w.-]*)"?[ \t]*(?:\{|$)/;

/** What the vocabulary knows cannot be renamed where it stands as a word of its own. */
const taken = /^(?:vrrp|track|group|interface|script|eth\d|lo|http|https|ping|web_check)$/;

interface Renaming {
  readonly names: ReadonlyMap<string, string>;
  address(text: string): string;
  /** The first part of an IPv6 address. */
  network(text: string): string;
  interface(text: string): string;
  id(number: number): number;
}

function namesIn(variant: Variant): readonly string[] {
  const found = [...variant.files.values()].flatMap((lines) => factsOf(lines).flatMap(({ code }) => namers.exec(code.replace(/^@\S+[ \t]+/, ''))?.[1] ?? []));
  return [...new Set(found)].filter((name) => !taken.test(name));
}

/** Text of a line with its names replaced; what stands in quotes is a command or a pattern and remains. */
function rename(line: Line, each: LineFacts, { names, address, network, interface: device, id }: Renaming): Line {
  if (each.kind === 'comment' || each.kind === 'include' || each.inDefinition || each.code === '') return line;
  const numbered = each.code.replace(/^((?:@\S+[ \t]+)?virtual_router_id[ \t]+)(\d+)$/, (_, head: string, number: string) => head + String(id(Number(number))));
  const moved = numbered.replace(/(?<![\w.:-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/g, address).replace(/(?<![\w.:-])(?:2001:db8|fd[\da-f]{2})(?=:)/gi, network);
  const code = moved.split(/("[^"]*")/).map((part, index) => (index % 2 === 1 ? part : part
    .replace(/(?<![\w./:-])(?:eth|ens|enp|bond|br)\d[\w]*(?=$|[\s{}:.,])/g, device)
    .replace(/(?<![\w./:$@-])[A-Za-z][\w.-]*(?![\w./:=-])/g, (word, at: number) => (index === 0 && /^[ \t]*(?:@\S+[ \t]+)?$/.test(part.slice(0, at)) && !/^\s/.test(each.code) && !names.has(word) ? word : names.get(word) ?? word)))).join('');
  return code === each.code ? line : { ...line, text: line.text.replace(each.code, () => code) };
}

/** These are about the very names or addresses. */
const bound = new Set(['global/sample-leftovers', 'vrrp/name-too-long', 'xref/track-script-undefined', 'pair/lvs-sync-mismatch', 'syntax/invalid-value', 'vrrp/weight-of-254']);

/** Private and documentation addresses move, the order of the networks stays. */
function addressMap(variant: Variant, to: number): (text: string) => string {
  const nets = new Set<string>();
  const net = (text: string): string => text.split('.').slice(0, 2).join('.');
  const isOwn = (text: string): boolean => /^(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168|192\.0|198\.51|203\.0)\./.test(text);
  for (const lines of variant.files.values()) for (const { text } of lines) for (const [found] of text.matchAll(/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}/g)) if (isOwn(found)) nets.add(net(found));
  const order = [...nets].sort((a, b) => Number(a.split('.')[0]) - Number(b.split('.')[0]) || Number(a.split('.')[1]) - Number(b.split('.')[1]));
  return (text) => (isOwn(text) ? `10.${to + order.indexOf(net(text))}.${text.split('.').slice(2).join('.')}` : text);
}

const renamed: Change = {
  name: 'other names and addresses',
  keepsTwins: true,
  exact: true,
  apply: (variant, random, { rule, name }) => {
    if (bound.has(rule ?? '') || /sample|name-long|unused-and-undefined|-definitions$/.test(name)) return undefined;
    const style = random.one([(n: number) => `front-${n}`, (n: number) => `VI_${70 + n}`, (n: number) => `Zone.${n}`, (n: number) => `w${n}`]);
    const names = new Map(namesIn(variant).map((name, index) => [name, style(index + 1)]));
    const devices = new Map<string, string>();
    const renaming = {
      names,
      address: addressMap(variant, 120),
      network: (text: string) => `2a0a:${text.toLowerCase().replace(':', '')}`.slice(0, 9),
      interface: (name: string) => devices.get(name) ?? (devices.set(name, `ens${190 + devices.size}`), `ens${190 + devices.size - 1}`),
      id: (number: number) => (number >= 1 && number <= 255 ? (number % 255) + 1 : number),
    };
    if ([...variant.files.values()].some((lines) => lines.some(({ text }) => /[~$]/.test(text)))) return undefined;
    return eachFile(variant, (lines, facts) => lines.map((line, index) => (facts[index] ? rename(line, facts[index], renaming) : line)));
  },
};

const once = /^(?:global_defs|static_\w+|linkbeat_\w+|garp_group|net_namespace\w*|instance|use_pid_dir|vrrp_gna|track_group|interface_up_down_delays|include|SSL)\b/;

/** All blocks once more, for other instances, with other names, interfaces and addresses. */
const second: Change = {
  name: 'a second time',
  exact: false,
  hidesBraces: true,
  doubles: true,
  apply: (variant) => {
    const names = new Map(namesIn(variant).map((name) => [name, `${name.slice(0, 20)}_2`]));
    const renaming = {
      names,
      address: addressMap(variant, 180),
      network: (text: string) => `2a0b:${text.toLowerCase().replace(':', '')}`.slice(0, 9),
      interface: (name: string) => name.replace(/\d/, '4$&'),
      id: (number: number) => (number >= 1 && number <= 255 ? ((number + 99) % 255) + 1 : number),
    };
    return eachFile(variant, (lines, facts, path) => {
      if (!variant.roots.includes(path) || hasDirections(lines)) return undefined;
      if (facts.some((each) => isDelicate(each) || /[~$@]/.test(each.code) || /fwmark|\binclude/.test(each.code))) return undefined;
      const depths = depthsOf(facts);
      let copies = false;
      const copied = lines.flatMap((line, index): Line[] => {
        const each = facts[index];
        if (!each || each.code === '') return [];
        if (depths[index] === 0 && !/^[{}]/.test(each.code)) copies = !once.test(each.code);
        if (!copies) return [];
        return [{ ...rename(line, each, renaming), from: line.from.map((place) => `copy of ${place}`) }];
      });
      return copied.length === 0 ? undefined : [...lines, ...copied];
    });
  },
};

export const nameChanges: readonly Change[] = [renamed, second];
