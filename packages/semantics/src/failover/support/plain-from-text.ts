import { plainInstance, plainNode, type FailoverCluster, type FailoverInstance, type FailoverNode, type Tracker, type TrackerKind } from '../model.ts';
import type { Version } from '@kaconf/schema';

interface Block {
  readonly words: readonly string[];
  readonly body: readonly Block[];
}

/** Reads well-formed text into nested word lists; enough for the worked cases, which have one directive per line. */
function blocks(text: string): Block[] {
  const root: Block[] = [];
  const stack: Block[][] = [root];
  for (const line of text.split('\n')) {
    const words = line.replace(/[#!].*/, '').replace(/"([^"]*)"/g, (_, inner: string) => inner.replaceAll(' ', '\u0001')).split(/\s+/).filter(Boolean).map((word) => word.replaceAll('\u0001', ' '));
    if (words.length === 0) continue;
    if (words[0] === '}') stack.pop();
    else {
      const opens = words.at(-1) === '{';
      const block = { words: opens ? words.slice(0, -1) : words, body: [] as Block[] };
      stack.at(-1)?.push(block);
      if (opens) stack.push(block.body);
    }
  }
  return root;
}

const kinds: readonly TrackerKind[] = ['script', 'process', 'file', 'bfd', 'interface'];

function trackers(body: readonly Block[], defaults: ReadonlyMap<string, { weight: number; reverse: boolean }>): Tracker[] {
  return kinds.flatMap((kind) => body.filter((block) => block.words[0] === `track_${kind}`).flatMap((block) => block.body.map(({ words }) => {
    const name = words[0] ?? '';
    const usual = defaults.get(`${kind} ${name}`) ?? { weight: 0, reverse: false };
    const at = words.indexOf('weight');
    return { kind, name, weight: at < 0 ? usual.weight : Number(words[at + 1]), reverse: words.includes('reverse') || usual.reverse };
  })));
}

function find(body: readonly Block[], word: string): Block | undefined {
  return body.find((block) => block.words[0] === word);
}

function numberOf(body: readonly Block[], word: string): number | null {
  const block = find(body, word);
  return block ? Number(block.words[1]) : null;
}

function instanceOf(block: Block, version: number | null, defaults: ReadonlyMap<string, { weight: number; reverse: boolean }>): FailoverInstance {
  const { body, words } = block;
  const peers = find(body, 'unicast_peer')?.body.map((peer) => peer.words[0] ?? '');
  const authentication = find(body, 'authentication')?.body;
  const state = find(body, 'state')?.words[1];
  const vips = find(body, 'virtual_ipaddress')?.body ?? [];
  const own = find(body, 'interface')?.words[1] ?? null;
  return plainInstance(words[1] ?? '', {
    family: vips[0]?.words[0]?.includes(':') ? 'ipv6' : 'ipv4',
    vrid: numberOf(body, 'virtual_router_id') ?? undefined,
    interface: own,
    state: state === 'MASTER' || state === 'BACKUP' ? state : null,
    priority: numberOf(body, 'priority'),
    nopreempt: find(body, 'nopreempt') !== undefined,
    preemptDelay: numberOf(body, 'preempt_delay') ?? 0,
    version: numberOf(body, 'version') ?? version,
    advertInterval: numberOf(body, 'advert_int'),
    dontTrackPrimary: find(body, 'dont_track_primary') !== undefined,
    sourceAddress: find(body, 'unicast_src_ip')?.words[1] ?? find(body, 'mcast_src_ip')?.words[1] ?? null,
    transport: peers ? { kind: 'unicast', peers, checkSource: find(body, 'check_unicast_src') !== undefined } : { kind: 'multicast', group: find(body, 'mcast_dst_ip')?.words[1] ?? null },
    authentication: authentication
      ? { type: find(authentication, 'auth_type')?.words[1] === 'AH' ? 'AH' : 'PASS', password: find(authentication, 'auth_pass')?.words[1] ?? '' }
      : null,
    vips: vips.map((vip) => vip.words[0]?.split('/')[0] ?? ''),
    addressDevices: vips.map((vip) => vip.words[vip.words.indexOf('dev') + 1] ?? '').filter((device, at) => vips[at]?.words.includes('dev') && device !== own),
    trackers: trackers(body, defaults),
  });
}

function nodeOf(name: string, text: string, interfaces: Readonly<Record<string, string>>): FailoverNode {
  const root = blocks(text);
  const of = (word: string): Block[] => root.filter((block) => block.words[0] === word);
  const defaults = new Map<string, { weight: number; reverse: boolean }>();
  const remember = (kind: TrackerKind, block: Block, usual: number): void => {
    const weight = find(block.body, 'weight')?.words;
    defaults.set(`${kind} ${block.words[1] ?? ''}`, { weight: weight ? Number(weight[1]) : usual, reverse: weight?.includes('reverse') ?? false });
  };
  for (const block of of('vrrp_script')) remember('script', block, 0);
  for (const block of of('vrrp_track_process')) remember('process', block, 0);
  for (const block of [...of('track_file'), ...of('vrrp_track_file')]) remember('file', block, 1);
  const version = numberOf(of('global_defs')[0]?.body ?? [], 'vrrp_version');
  return plainNode(name, {
    interfaces: Object.entries(interfaces).map(([device, address]) => ({ name: device, addresses: [address] })),
    instances: of('vrrp_instance').map((block) => instanceOf(block, version, defaults)),
    syncGroups: of('vrrp_sync_group').map(({ words, body }) => ({
      name: words[1] ?? '', members: find(body, 'group')?.body.map((member) => member.words[0] ?? '') ?? [],
      trackers: trackers(body, defaults), trackingWeight: find(body, 'sync_group_tracking_weight') !== undefined,
    })),
    scripts: of('vrrp_script').map(({ words, body }) => ({
      name: words[1] ?? '', command: find(body, 'script')?.words[1], interval: numberOf(body, 'interval') ?? 1,
      timeout: numberOf(body, 'timeout'), fall: numberOf(body, 'fall') ?? 1, rise: numberOf(body, 'rise') ?? 1,
    })),
    processes: of('vrrp_track_process').map(({ words }) => ({ name: words[1] ?? '' })),
    files: [...of('track_file'), ...of('vrrp_track_file')].map(({ words }) => ({ name: words[1] ?? '', value: 0 })),
  });
}

/** The plain data of a worked case; instances of the same name belong together. */
export function clusterFromText(target: Version, files: Readonly<Record<string, string>>, interfaces: Readonly<Record<string, Readonly<Record<string, string>>>>): FailoverCluster {
  return { target, nodes: Object.entries(files).map(([name, text]) => nodeOf(name, text, interfaces[name] ?? {})) };
}
