import { jest } from '@jest/globals';
import type { Failover, Fault, Place, Topology } from './requests.ts';

// The messages are shown as they stand in the sources.
jest.unstable_mockModule('vscode', () => ({
  env: { language: 'en' },
  l10n: { t: (message: string, ...values: unknown[]) => message.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])) },
}), { virtual: true });
const { makePictures } = await import('./make-pictures.ts');
const { panelHtml } = await import('./panel-html.ts');

const place = (line: number): Place => ({ uri: `file:///lb${line}.conf`, range: { start: { line, character: 0 }, end: { line, character: 1 } } });
const shape: Topology = {
  active: 0,
  clusters: [{
    name: 'lb1+lb2',
    nodes: [{ name: 'lb1', place: place(0) }, { name: 'lb2', place: place(1) }],
    instances: ['VI_1', 'VI_2'].map((key, index) => ({
      key, vrid: index === 0 ? 51 : null, family: 'ipv4', addresses: [`192.0.2.${10 + index}`],
      members: ['lb1', 'lb2'].map((node, at) => ({ node, name: key, state: null, interface: 'eth0', priority: at === 0 ? 150 : null, place: place(10 * index + at + 2) })),
    })),
    services: [{ name: '192.0.2.10 80', scheduler: 'rr', method: null, servers: ['192.0.2.21 80'], place: place(30) }],
  }],
};

type Result = Failover['clusters'][number]['instances'][number]['faults'][number];
const result = (faults: readonly Fault[], values: Partial<Result>): Result => ({
  kind: 'single', faults, masters: ['lb2'], takeoverSeconds: null, verdicts: [],
  explanation: { arithmetic: '', outcome: 'moves', reason: 'down', detail: 'lb1', nodes: ['lb2'] }, ...values,
});
const failover: Failover = {
  clusters: [{
    name: 'lb1+lb2',
    instances: [
      {
        key: 'VI_1', healthy: ['lb1'], startOrder: false, missing: [], verdicts: [],
        faults: [
          result([{ type: 'node_down', node: 'lb1' }], { takeoverSeconds: 3.61 }),
          result([{ type: 'script_fail', node: 'lb1', script: 'chk' }], {
            masters: ['lb1'], verdicts: [{ rule: 'failover/never', severity: 'error' }, { rule: 'failover/slow-takeover', severity: 'info' }],
            explanation: { arithmetic: '150 - 20 = 130 > 100', outcome: 'stays', reason: 'priority', detail: '', nodes: ['lb1'] },
          }),
        ],
      },
      { key: 'VI_2', healthy: null, startOrder: true, missing: [], verdicts: [], faults: [result([{ type: 'node_down', node: 'lb1' }], { masters: null })] },
    ],
  }],
};

const made = (): ReturnType<typeof makePictures> => makePictures(shape, failover, (each) => each as never);

describe('pictures of clusters', () => {
  test('each node has its instances, and each number leads to its place', () => {
    const { clusters: [cluster], places, active } = made();
    expect(active).toBe(0);
    const [lb1, lb2] = cluster!.nodes;
    expect(lb2!.members.map(({ router, priority }) => [router, priority])).toEqual([['VI_1', '?'], ['VI_2', '?']]);
    expect(lb1!.members.map(({ priority }) => priority)).toEqual(['150', '150']);
    expect((places[lb2!.members[1]!.place!] as unknown as Place).range.start.line).toBe(13);
    expect((places[lb1!.place!] as unknown as Place).uri).toBe('file:///lb0.conf');
  });

  test('one fault is one row, with an outcome for each instance that it touches', () => {
    const [cluster] = made().clusters;
    expect(cluster!.faults.map(({ phrase, outcomes }) => [phrase, outcomes.map(({ router }) => router)])).toEqual([
      ['lb1 loses power', ['VI_1', 'VI_2']], ['lb1: script chk fails', ['VI_1']],
    ]);
    const [power, script] = cluster!.faults;
    expect(power!.broken).toEqual([{ node: 'lb1', what: 'no power', dead: true }]);
    expect(power!.outcomes[0]).toMatchObject({ masters: ['lb2'], after: '3.6 s', why: 'moves to lb2 (lb1 is down)', severity: undefined });
    expect(power!.outcomes[1]!.masters).toBeUndefined();
    expect(script!.outcomes[0]).toMatchObject({ why: '150 - 20 = 130 > 100: stays on lb1', severity: 'error', verdicts: ['failover/never', 'failover/slow-takeover'] });
  });

  test('what is not known is said so', () => {
    const [cluster] = made().clusters;
    expect(cluster!.routers[0]).toMatchObject({ masters: ['lb1'], note: '', detail: 'virtual router 51' });
    expect(cluster!.routers[1]).toMatchObject({ masters: undefined, note: 'The priorities are equal: who is started first is master.', detail: '' });
    expect(cluster!.services[0]).toMatchObject({ name: '192.0.2.10 80', detail: 'rr' });
  });

  test('nothing known gives nothing', () => {
    expect(makePictures(null, null, (each) => each as never)).toEqual({ clusters: [], active: -1, places: [] });
    expect(makePictures(shape, null, (each) => each as never).clusters[0]!.faults).toEqual([]);
  });
});

describe('the page of the panel', () => {
  const page = (): string => panelHtml({ script: 'x:webview.js', style: 'x:"><script>', source: 'x:' });

  test('allows its own script only, by a nonce that is new each time', () => {
    const nonce = /script-src &#39;nonce-([^&]+)&#39;/.exec(page())?.[1];
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/);
    expect(page()).not.toContain(nonce);
    expect(page()).toContain('default-src &#39;none&#39;');
    expect(page()).not.toContain('unsafe');
  });

  test('puts nothing into the page unescaped', () => {
    expect(page().match(/<script/g)).toHaveLength(2);
  });
});
