import type { Explanation, Fault, FaultResult } from '@kaconf/semantics';
import { english, failoverWordsFor, faultsPhrase, mastersPhrase } from './failover-words.ts';

const chinese = await failoverWordsFor('zh-CN');

const node = 'lb1';
const faults: readonly Fault[] = [
  { type: 'node_down', node }, { type: 'daemon_stop', node }, { type: 'interface_down', node, interface: 'eth0' }, { type: 'cable_pulled', node, interface: 'eth0' },
  { type: 'partition', node, interface: 'eth0' }, { type: 'script_fail', node, script: 'chk' }, { type: 'process_fail', node, process: 'nginx' },
  { type: 'bfd_down', node, bfd: 'peer' }, { type: 'file_value', node, file: 'load', value: 3 },
];

/** What is said in a case with the user's own names in it, which stay in every language. */
const explanations: readonly (readonly [Partial<Explanation>, string, string])[] = [
  [{ outcome: 'moves', reason: 'down', detail: 'lb1', nodes: ['lb2'] }, 'moves to lb2 (lb1 is down)', '切换到 lb2（lb1 已停机）'],
  [{ outcome: 'moves', reason: 'fault', detail: 'lb1', nodes: ['lb2'] }, 'moves to lb2 (lb1 is in FAULT)', '切换到 lb2（lb1 处于 FAULT 状态）'],
  [{ outcome: 'moves', reason: 'priority', arithmetic: '150 - 60 = 90 < 100', nodes: ['lb2'] }, '150 - 60 = 90 < 100: moves to lb2', '150 - 60 = 90 < 100：切换到 lb2'],
  [{ outcome: 'stays', reason: 'priority', arithmetic: '250 + 60 = 310, limited to 254, > 100', nodes: ['lb1'] }, '250 + 60 = 310, limited to 254, > 100: stays on lb1', '250 + 60 = 310（限制为 254）> 100：仍留在 lb1'],
  [{ outcome: 'stays', reason: 'tie', nodes: ['lb1'] }, 'stays on lb1 (equal priorities never preempt)', '仍留在 lb1（优先级相同时不会抢占）'],
  [{ outcome: 'stays', reason: 'nopreempt', detail: 'lb2', nodes: ['lb1'] }, 'stays on lb1 (nopreempt on lb2)', '仍留在 lb1（lb2 设置了 nopreempt）'],
  [{ outcome: 'stays', reason: 'owner', nodes: ['lb1'] }, 'stays on lb1 (weights do not change priority 255)', '仍留在 lb1（权重不会改变优先级 255）'],
  [{ outcome: 'stays', reason: 'group', detail: 'db', nodes: ['lb1'] }, 'stays on lb1 (db does not move, and the sync group moves as a whole)', '仍留在 lb1（db 没有切换，而同步组只能整体切换）'],
  [{ outcome: 'stays', reason: 'dropped', detail: 'chk', nodes: ['lb1'] }, 'stays on lb1 (keepalived drops the weighted tracker chk of a sync group member)', '仍留在 lb1（keepalived 会舍弃同步组成员中带权重的跟踪项 chk）'],
  [{ outcome: 'stays', reason: 'alone', nodes: ['lb1'] }, 'stays on lb1 (no other node can take over)', '仍留在 lb1（没有其他节点可以接管）'],
  [{ outcome: 'nobody', reason: 'nobody' }, 'no node is master', '没有主节点'],
  [{ outcome: 'several', reason: 'unheard', nodes: ['lb1', 'lb2'] }, 'lb1 and lb2 are master at the same time (the adverts do not arrive)', 'lb1 + lb2 同时成为主节点（通告无法到达）'],
  [{ outcome: 'several', reason: 'refused', detail: 'virtual_router_id', nodes: ['lb1', 'lb2'] }, 'lb1 and lb2 are master at the same time (virtual_router_id differs)', 'lb1 + lb2 同时成为主节点（virtual_router_id 不同）'],
  [{ outcome: 'open', reason: 'flapping' }, 'cannot be decided (it never comes to rest)', '无法判定（始终无法稳定）'],
  [{ outcome: 'open', reason: 'unknown', detail: 'priority of web on lb1' }, 'cannot be decided (priority of web on lb1 is not known)', '无法判定（未知：lb1 上的 web 的 priority）'],
  [{ outcome: 'open', reason: 'unknown', detail: 'weight chk of web on lb1, address of web on lb1 and web on lb2' }, 'cannot be decided (weight chk of web on lb1, address of web on lb1 and web on lb2 is not known)', '无法判定（未知：lb1 上的 web 的 weight chk、lb1 上的 web 与 lb2 上的 web 的地址）'],
  [{ outcome: 'open', reason: 'unknown', detail: 'start order' }, 'cannot be decided (start order is not known)', '无法判定（未知：启动顺序）'],
];

test.each(explanations)('%j', (given, inEnglish, inChinese) => {
  const explanation: Explanation = { arithmetic: '', outcome: 'open', reason: 'unknown', detail: '', nodes: [], ...given };
  expect([english.explanation(explanation), chinese.explanation(explanation)]).toEqual([inEnglish, inChinese]);
});

test('every fault has words of its own, with its names', () => {
  for (const words of [english, chinese]) {
    const said = faults.map(words.fault);
    expect(new Set(said).size).toBe(faults.length);
    faults.forEach((fault, index) => {
      for (const [key, value] of Object.entries(fault)) if (key !== 'type') expect(said[index]).toContain(String(value));
    });
  }
  // Names and keywords aside there is no English in it, and Latin text stands off by one blank.
  for (const said of faults.map(chinese.fault)) {
    expect(said.replace(/lb1|eth0|chk|nginx|peer|load|BFD|keepalived/g, '')).not.toMatch(/[a-z]/i);
    expect(said).not.toMatch(/[\u4E00-\u9FFF][\w]|[\w][\u4E00-\u9FFF]/);
  }
});

test('faults that happen at once; what all nodes have in common is said once', () => {
  const result = (kind: FaultResult['kind'], ...several: readonly Fault[]): FaultResult => ({ kind, faults: several }) as FaultResult;
  const script: Fault = { type: 'script_fail', node: 'lb2', script: 'chk' };
  expect(faultsPhrase(result('pair', { type: 'node_down', node }, script), english)).toBe('lb1 loses power, and script chk on lb2 fails');
  expect(faultsPhrase(result('pair', { type: 'node_down', node }, script), chinese)).toBe('lb1 断电；lb2 上的脚本 chk 失败');
  expect(faultsPhrase(result('common', { ...script, node }, script), english)).toBe('script chk fails on all nodes');
  expect(faultsPhrase(result('common', { ...script, node }, script), chinese)).toBe('脚本 chk 在所有节点上失败');
});

test('masters', () => {
  expect([undefined, [], ['lb1'], ['lb1', 'lb2']].map((masters) => mastersPhrase(masters, chinese))).toEqual(['?', '无', 'lb1', 'lb1 + lb2']);
});

test('a language that nobody has translated into is English', async () => {
  expect(await failoverWordsFor('fr')).toBe(english);
  expect(await failoverWordsFor('constructor')).toBe(english);
});
