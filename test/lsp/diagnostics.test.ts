import { jest } from '@jest/globals';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationTokenSource, WorkspaceDiagnosticRequest } from 'vscode-languageserver-protocol';
import type { Diagnostic, DocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import { Client, fullCapabilities, removeServer, slice } from './client.ts';
import { checks, lb1, lb2, pairFiles } from './pair.ts';

// Each test starts a server of its own, on machines that have other things to do as well.
jest.setTimeout(60_000);

let client: Client | undefined;
afterEach(async () => {
  expect(await client?.stop()).toBe(0);
  client = undefined;
});
afterAll(removeServer);

const files = pairFiles();
const path = 'keepalived.conf';
const has = (code: string) => (all: readonly Diagnostic[]): boolean => all.some((each) => each.code === code);
const hasNot = (code: string) => (all: readonly Diagnostic[]): boolean => !has(code)(all);
const codes = (all: readonly Diagnostic[]): unknown[] => all.map(({ code }) => code);
const only = (code: string, all: readonly Diagnostic[]): Diagnostic | undefined => all.find((each) => each.code === code);
const typo = 'vrrp_instance A {\n    priorty 100\n}\n';

describe('pushed', () => {
  test('with range, severity, rule, source and the version they are about', async () => {
    client = await Client.start();
    await client.open(path, typo);
    const finding = only('syntax/unknown-keyword', await client.diagnostics(path, has('syntax/unknown-keyword')));
    expect(finding).toMatchObject({ severity: 1, source: 'kalint', code: 'syntax/unknown-keyword', message: expect.stringContaining('priority') as string });
    expect(slice(typo, finding!.range)).toBe('priorty');
    await client.change(path, typo.replace('priorty', 'priority'));
    await client.diagnostics(path, hasNot('syntax/unknown-keyword'));
    expect(client.published.at(-1)?.version).toBe(2);
  });

  test('for the peer and for included files that are not open', async () => {
    client = await Client.start({ files });
    await client.open(lb1, files[lb1]!.replace('virtual_router_id 51', 'virtual_router_id 61'));
    await client.diagnostics(lb2, has('pair/vrid-mismatch'));
    client.write(checks, files[checks]!.replace('fall 2', 'fal 2'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri(checks), type: 2 }] });
    await client.diagnostics(checks, has('syntax/unknown-keyword'));
    await client.change(lb1, files[lb1]!);
    await client.diagnostics(lb2, hasNot('pair/vrid-mismatch'));
  });

  test('are taken back when the file is closed and what is on disk is right', async () => {
    client = await Client.start({ files: { [path]: 'vrrp_instance A {\n    priority 100\n}\n' } });
    await client.open(path, typo);
    await client.diagnostics(path, has('syntax/unknown-keyword'));
    await client.close(path);
    await client.diagnostics(path, (all) => all.length === 0);
  });

  test('hold what is in the editor, not what is on disk', async () => {
    client = await Client.start({ files });
    await client.open(lb1, files[lb1]!);
    await client.open(checks, files[checks]!.replaceAll('chk_web', 'chk_other'));
    expect(codes(await client.diagnostics(lb1, (all) => all.some(({ message }) => String(message).includes('chk_web'))))).toContain('xref/track-script-undefined');
    await client.close(checks);
    await client.diagnostics(lb1, (all) => !all.some(({ message }) => String(message).includes('chk_web')));
  });

  test('stop when they are switched off', async () => {
    client = await Client.start();
    await client.open(path, typo);
    await client.diagnostics(path, (all) => all.length > 0);
    client.settings = { diagnostics: { enable: false } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.diagnostics(path, (all) => all.length === 0);
  });

  test('judge files together that were opened without a folder', async () => {
    client = await Client.start({ workspace: false });
    const alone = files[lb1]!.replace('include', '# include');
    await client.open('a/keepalived.conf', alone);
    await client.open('b/keepalived.conf', files[lb2]!.replace('virtual_router_id 51', 'virtual_router_id 61'));
    await client.diagnostics('b/keepalived.conf', has('pair/vrid-mismatch'));
  });

  test('work for a text that is no file', async () => {
    client = await Client.start();
    await client.open('untitled:Untitled-1', typo);
    await client.diagnostics('untitled:Untitled-1', has('syntax/unknown-keyword'));
  });
});

describe('pulled', () => {
  test('for a document: in full, then unchanged, then in full again', async () => {
    client = await Client.start();
    await client.open(path, typo);
    const first = await client.request<RelatedFullDocumentDiagnosticReport>('textDocument/diagnostic', path);
    expect(first.kind).toBe('full');
    expect(codes(first.items)).toContain('syntax/unknown-keyword');
    const second = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', path, { previousResultId: first.resultId });
    expect(second).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.change(path, typo.replace('priorty', 'priority'));
    const third = await client.request<RelatedFullDocumentDiagnosticReport>('textDocument/diagnostic', path, { previousResultId: first.resultId });
    expect(third.kind).toBe('full');
    expect(codes(third.items)).not.toContain('syntax/unknown-keyword');
  });

  test('for the peers of the cluster with it, where the client takes them', async () => {
    client = await Client.start({ files, capabilities: { ...fullCapabilities, textDocument: { ...fullCapabilities.textDocument, diagnostic: { relatedDocumentSupport: true } } } });
    await client.open(lb1, files[lb1]!.replace('virtual_router_id 51', 'virtual_router_id 61'));
    const { relatedDocuments } = await client.request<RelatedFullDocumentDiagnosticReport>('textDocument/diagnostic', lb1);
    const peer = relatedDocuments?.[client.uri(lb2)];
    expect(peer?.kind === 'full' && codes(peer.items)).toContain('pair/vrid-mismatch');
    expect(Object.keys(relatedDocuments ?? {})).toContain(client.uri(checks));
  });

  test('for the workspace', async () => {
    client = await Client.start({ files: { ...files, 'lb3/keepalived.conf': typo } });
    const report = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    const found = new Map(report.items.map((item) => [item.uri, item]));
    expect([...found.keys()].sort()).toEqual([checks, lb1, lb2, 'lb3/keepalived.conf'].map((file) => client!.uri(file)).sort());
    const own = found.get(client.uri('lb3/keepalived.conf'));
    expect(own?.kind === 'full' && codes(own.items)).toContain('syntax/unknown-keyword');
    const again = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: report.items.map(({ uri, resultId }) => ({ uri, value: resultId })) });
    expect(again.items.every(({ kind }) => kind === 'unchanged')).toBe(true);
  });

  test('for the workspace, part by part where the client takes parts', async () => {
    client = await Client.start({ files: { ...files, 'lb3/keepalived.conf': typo } });
    const parts: WorkspaceDiagnosticReport[] = [];
    client.connection.onProgress(WorkspaceDiagnosticRequest.partialResult, 'parts', (part) => { parts.push(part as WorkspaceDiagnosticReport); });
    const rest = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [], partialResultToken: 'parts' });
    expect(rest.items).toEqual([]);
    expect(parts.map(({ items }) => items.length).sort()).toEqual([1, 3]);
  });

  test('not at all when nobody waits any more', async () => {
    // So many that the server is not through with them before it hears of it.
    const many = Array.from({ length: 200 }, (_, index) => [`host${index}/keepalived.conf`, typo] as const);
    client = await Client.start({ files: Object.fromEntries(many) });
    const source = new CancellationTokenSource();
    const cancelled = client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }, source.token);
    source.cancel();
    await expect(cancelled).rejects.toMatchObject({ code: -32800 });
  });

  test('are not pushed as well to a client that can be told to pull again', async () => {
    const capabilities = { ...fullCapabilities, workspace: { ...fullCapabilities.workspace, diagnostics: { refreshSupport: true } } };
    client = await Client.start({ files, capabilities });
    await client.open(lb1, files[lb1]!);
    await client.open(lb2, files[lb2]!);
    await client.request('textDocument/diagnostic', lb1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    client.published.length = 0;
    await client.change(lb1, files[lb1]!.replace('virtual_router_id 51', 'virtual_router_id 61'));
    const until = Date.now() + 10_000;
    const before = client.asked.filter(({ method }) => method === 'workspace/diagnostic/refresh').length;
    while (client.asked.filter(({ method }) => method === 'workspace/diagnostic/refresh').length === before && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(client.asked.filter(({ method }) => method === 'workspace/diagnostic/refresh').length).toBeGreaterThan(before);
    expect(client.published).toEqual([]);
  });
});

describe('configuration', () => {
  test('settings and .kalintrc decide, and their changes take effect at once', async () => {
    client = await Client.start({ files: { '.kalintrc.json': '{ "rules": { "syntax/unknown-keyword": "info" } }' } });
    await client.open(path, typo);
    expect(only('syntax/unknown-keyword', await client.diagnostics(path, has('syntax/unknown-keyword')))?.severity).toBe(3);
    client.write('.kalintrc.json', '{ "rules": { "syntax/unknown-keyword": "warning" } }');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri('.kalintrc.json'), type: 2 }] });
    await client.diagnostics(path, (all) => all.some(({ code, severity }) => code === 'syntax/unknown-keyword' && severity === 2));
    client.settings = { rules: { 'syntax/unknown-keyword': 'off' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.diagnostics(path, hasNot('syntax/unknown-keyword'));
  });

  test('each folder of the workspace has its own settings', async () => {
    client = await Client.start({ folders: ['one', 'two'], files: { 'one/keepalived.conf': typo, 'two/keepalived.conf': typo } });
    client.folderSettings.set(client.uri('two'), { rules: { 'syntax/unknown-keyword': 'warning' }, codeLens: { enable: false } });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    for (const [folder, severity, lenses] of [['one', 1, 1], ['two', 2, 0]] as const) {
      const own = `${folder}/keepalived.conf`;
      await client.open(own, typo);
      await client.diagnostics(own, (all) => only('syntax/unknown-keyword', all)?.severity === severity);
      expect(await client.request('textDocument/codeLens', own)).toHaveLength(lenses);
    }
  });

  test('settings come with the first message, or with the notification', async () => {
    client = await Client.start({ capabilities: {}, initializationOptions: { keepalived: { rules: { 'syntax/unknown-keyword': 'off' } } } });
    await client.open(path, typo);
    await client.diagnostics(path, hasNot('syntax/unknown-keyword'));
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { keepalived: { rules: { 'syntax/unknown-keyword': 'warning' } } } });
    await client.diagnostics(path, has('syntax/unknown-keyword'));
  });

  test('the target version counts', async () => {
    client = await Client.start({ settings: { target: '2.2.0' } });
    await client.open(path, 'global_defs {\n    vrrp_garp_extra_if 3\n}\n');
    expect(codes(await client.diagnostics(path, (all) => all.length > 0))).toContain('syntax/keyword-needs-version');
  });

  test('what is wrong in a .kalintrc is said there', async () => {
    client = await Client.start({ files: { '.kalintrc.json': '{\n  "rules": { "no/such-rule": "off" }\n}\n' } });
    await client.open(path, typo);
    const [problem] = await client.diagnostics('.kalintrc.json', (all) => all.length > 0);
    expect(problem).toMatchObject({ severity: 1, range: { start: { line: 1 } }, message: expect.stringContaining('no/such-rule') as string });
    await client.diagnostics(path, has('syntax/unknown-keyword'));
  });

  test('messages in Chinese', async () => {
    client = await Client.start({ settings: { locale: 'zh-CN' } });
    await client.open(path, typo);
    expect(only('syntax/unknown-keyword', await client.diagnostics(path, has('syntax/unknown-keyword')))?.message).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('files', () => {
  test('that appear and disappear on disk are noticed', async () => {
    client = await Client.start({ files: { [lb1]: files[lb1]!.replace('include', '# include') } });
    await client.open(lb1, files[lb1]!.replace('include', '# include').replace('virtual_router_id 51', 'virtual_router_id 61'));
    await client.diagnostics(lb1, hasNot('pair/vrid-mismatch'));
    client.write(lb2, files[lb2]!);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri(lb2), type: 1 }] });
    await client.diagnostics(lb2, has('pair/vrid-mismatch'));
    rmSync(join(client.folder, lb2));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri(lb2), type: 3 }] });
    await client.diagnostics(lb2, (all) => all.length === 0);
  });

  test('that change without a word are noticed at the next edit', async () => {
    client = await Client.start({ files });
    await client.open(lb1, files[lb1]!);
    await client.diagnostics(lb1);
    client.write(lb2, files[lb2]!.replace('virtual_router_id 51', 'virtual_router_id 61'));
    // What is on disk is taken for good for a second.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await client.change(lb1, `${files[lb1]!}\n`);
    await client.diagnostics(lb2, has('pair/vrid-mismatch'));
  });

  test('of ignored folders are no peers', async () => {
    client = await Client.start({ files: { [lb1]: files[lb1]!.replace('include', '# include'), [`old/${lb2}`]: files[lb2]!.replace('51', '61'), '.kalintrc.json': '{ "ignore": ["old"] }' } });
    await client.open(lb1, files[lb1]!.replace('include', '# include'));
    await client.diagnostics(lb1);
    expect(client.published.map(({ uri }) => uri)).not.toContain(client.uri(`old/${lb2}`));
  });

  test('of several folders are judged apart; folders come and go', async () => {
    client = await Client.start({ files: { 'one/keepalived.conf': files[lb2]!, 'two/keepalived.conf': files[lb2]!.replace('virtual_router_id 51', 'virtual_router_id 61').replace('priority 100', 'priority 90') }, folders: ['one'] });
    await client.open('one/keepalived.conf', files[lb2]!);
    await client.diagnostics('one/keepalived.conf');
    expect(client.published.map(({ uri }) => uri)).not.toContain(client.uri('two/keepalived.conf'));
    mkdirSync(join(client.folder, 'three'));
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: client.uri(''), name: 'all' }], removed: [{ uri: client.uri('one'), name: 'one' }] } });
    await client.diagnostics('two/keepalived.conf', (all) => codes(all).some((code) => String(code).startsWith('pair/')));
  });
});
