import type { Explanation, Fault } from '@kaconf/semantics';
import type { FailoverWords } from '../../render/failover-words.ts';

/** `kalint failover` in Simplified Chinese, in the terms of the messages of the rules. */
export const chinese: FailoverWords = {
  fault,
  failsOnAll: (script) => `脚本 ${script} 在所有节点上失败`,
  together: '；',
  none: '无',
  explanation,
  columns: ['故障', '主节点', '耗时', '原因', '结论'],
  seconds: (seconds) => `${seconds.toFixed(1)} 秒`,
  comma: '，',
  virtualRouter: (id) => `虚拟路由 ${id}`,
  allIsWell: (masters) => `一切正常时：${masters}`,
  startOrder: '取决于启动顺序，因为优先级相同',
  undecided: '无法判定',
  notKnown: (missing) => `无法判定（未知：${missing.map(quantity).join('、')}）`,
  assumedOrder: '（优先级未知：假定各不相同，并按文件的顺序递减）',
  selfInduced: (script, node, address) => `${node} 上的脚本 ${script} 请求 ${address}，而该地址只在主节点上`,
  noCluster: '这些文件中没有属于同一集群的节点。',
  alone: (nodes) => `不属于任何集群：${nodes.join('、')}`,
  clean: (scope) => `没有发现问题（${scope}）`,
  scope: (instances, cases) => `${instances} 个实例，${cases} 种情形`,
};

function fault(each: Fault): string {
  const { node } = each;
  switch (each.type) {
    case 'node_down':
      return `${node} 断电`;
    case 'daemon_stop':
      return `${node} 上的 keepalived 停止`;
    case 'interface_down':
      return `${node} 上的 ${each.interface} 断开`;
    case 'cable_pulled':
      return `${node} 上的 ${each.interface} 网线断开`;
    case 'partition':
      return `没有节点能收到 ${node} 从 ${each.interface} 发送的通告`;
    case 'script_fail':
      return `${node} 上的脚本 ${each.script} 失败`;
    case 'process_fail':
      return `${node} 上的进程 ${each.process} 不存在`;
    case 'bfd_down':
      return `${node} 上的 BFD ${each.bfd} 断开`;
    case 'file_value':
      return `${node} 上的文件 ${each.file} 的内容为 ${each.value}`;
    default:
      return `${node}：${each.type.replace('_', ' ')}`;
  }
}

function explanation({ arithmetic, outcome, reason, detail, nodes }: Explanation): string {
  const where = nodes.join(' + ');
  const what = { stays: `仍留在 ${where}`, moves: `切换到 ${where}`, nobody: '没有主节点', several: `${where} 同时成为主节点`, open: '无法判定' }[outcome];
  const why = because(reason, detail, outcome === 'moves');
  const sum = arithmetic === '' ? '' : `${arithmetic.replace(/, limited to (\d+),? ?/g, '（限制为 $1）')}：`;
  return `${sum}${what}${why === '' ? '' : `（${why}）`}`;
}

function because(reason: Explanation['reason'], detail: string, moves: boolean): string {
  switch (reason) {
    case 'tie':
      return '优先级相同时不会抢占';
    case 'nopreempt':
      return `${detail} 设置了 nopreempt`;
    case 'owner':
      return '权重不会改变优先级 255';
    case 'group':
      return `${detail} 没有切换，而同步组只能整体切换`;
    case 'dropped':
      return `keepalived 会舍弃同步组成员中带权重的跟踪项 ${detail}`;
    case 'alone':
      return '没有其他节点可以接管';
    case 'unheard':
      return '通告无法到达';
    case 'refused':
      return `${detail} 不同`;
    case 'unknown':
      return `未知：${detail.split(', ').map(quantity).join('、')}`;
    case 'flapping':
      return '始终无法稳定';
    case 'fault':
      return moves ? `${detail} 处于 FAULT 状态` : '';
    case 'down':
      return moves ? `${detail} 已停机` : '';
    default:
      return '';
  }
}

/** What the model calls otherwise than keepalived. */
const quantities: Readonly<Record<string, string>> = {
  'start order': '启动顺序', 'configuration fault': '配置错误', address: '地址', family: '地址族', timer: '定时器', transport: '传输方式', version: '版本',
};

/** `weight chk of web on lb1`, `address of web on lb1 and web on lb2`: a keyword stays as it is. */
function quantity(text: string): string {
  const [, what = text, of = ''] = /^(.+?) of (\S+ on .*)$/s.exec(text) ?? [];
  const name = (Object.hasOwn(quantities, what) ? quantities[what] : undefined) ?? what;
  if (of === '') return name;
  const owners = of.split(' and ').map((each) => each.replace(/^(\S+) on (.*)$/s, '$2 上的 $1'));
  return `${owners.join(' 与 ')} 的${/^[\w"]/.test(name) ? ' ' : ''}${name}`;
}
