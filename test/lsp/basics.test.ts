import { jest } from '@jest/globals';
import type { CompletionList, DocumentSymbol, Hover } from 'vscode-languageserver-protocol';
import { Client, removeServer } from './client.ts';

jest.setTimeout(60_000);

let client: Client;
afterEach(async () => { expect(await client.stop()).toBe(0); });
afterAll(removeServer);

const lb1 = `vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`;

test('diagnostics are pushed, also for the peer that is not open, and cleared when fixed', async () => {
  const lb2 = lb1.replace('51', '52').replace('MASTER', 'BACKUP').replace('150', '100');
  client = await Client.start({ files: { 'lb1/keepalived.conf': lb1, 'lb2/keepalived.conf': lb2 } });
  await client.open('lb1/keepalived.conf', lb1);
  const [finding] = await client.diagnostics('lb2/keepalived.conf', (all) => all.some(({ code }) => code === 'pair/vrid-mismatch'));
  expect(finding).toMatchObject({ source: 'kalint', severity: 1, range: { start: { line: 3, character: 4 } } });
  expect(finding?.relatedInformation?.[0]?.location.uri).toBe(client.uri('lb1/keepalived.conf'));
  await client.change('lb1/keepalived.conf', lb1.replace('51', '52'));
  await client.diagnostics('lb2/keepalived.conf', (all) => all.length === 0);
});

test('completion, hover, symbols', async () => {
  client = await Client.start();
  const list = await client.at<CompletionList>('textDocument/completion', 'vrrp_instance VI_1 {\n    pri|\n}\n');
  expect(list.items.map((item) => item.label)).toContain('priority');
  const hover = await client.at<Hover>('textDocument/hover', 'vrrp_instance VI_1 {\n    prio|rity 100\n}\n');
  expect(hover.contents).toMatchObject({ kind: 'markdown', value: expect.stringContaining('<integer 1..255>') as string });
  const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', 'keepalived.conf');
  expect(symbols.map((symbol) => symbol.name)).toEqual(['VI_1']);
});
