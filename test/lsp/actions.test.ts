import { jest } from '@jest/globals';
import type { CodeAction, CodeLens, Diagnostic, TextDocumentEdit, TextEdit } from 'vscode-languageserver-protocol';
import { applied, Client, fullCapabilities, positionIn, removeServer } from './client.ts';
import { lb1, lb2, pairFiles } from './pair.ts';

jest.setTimeout(60_000);

let client: Client;
const files = pairFiles();
const path = 'alone/keepalived.conf';
beforeAll(async () => { client = await Client.start({ files }); });
afterEach(() => client.closeAll());
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  await removeServer();
});

const faulty = `vrrp_instance A {
    state MASTER
    interface eth0
    virtual_router_id 1
    priorty 150
    authentication {
        auth_type PASS
        auth_pass far-too-long-for-this
    }
    virtual_ipaddress {
        192.0.2.1
    }
}
`;

async function actionsAt(text: string, offset: number, only?: readonly string[], file = path): Promise<readonly CodeAction[]> {
  const position = positionIn(text, offset);
  const diagnostics = (await client.diagnostics(file)).filter(({ range }) => range.start.line === position.line);
  return client.request<CodeAction[]>('textDocument/codeAction', file, { range: { start: position, end: position }, context: { diagnostics, ...(only ? { only } : {}) } });
}

function after(action: CodeAction | undefined, file = path): string | undefined {
  return action?.edit ? client.applyWorkspaceEdit(action.edit)[file] : undefined;
}

describe('code actions', () => {
  test('are the fixes of what is found at the cursor, the safe ones preferred', async () => {
    await client.open(path, faulty);
    await client.diagnostics(path, (all) => all.some(({ code }) => code === 'syntax/unknown-keyword'));
    const actions = await actionsAt(faulty, faulty.indexOf('priorty') + 2);
    const [fix] = actions;
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [expect.objectContaining({ code: 'syntax/unknown-keyword' })] });
    expect(after(fix)).toBe(faulty.replace('priorty', 'priority'));
  });

  test('suppress a rule for the line or the file', async () => {
    await client.open(path, faulty);
    const actions = await actionsAt(faulty, faulty.indexOf('priorty'));
    const line = actions.find(({ title }) => title === 'Suppress syntax/unknown-keyword for this line');
    expect(after(line)).toBe(faulty.replace('    priorty', '    # kalint-disable-next-line syntax/unknown-keyword\n    priorty'));
    const file = actions.find(({ title }) => title === 'Suppress syntax/unknown-keyword for this file');
    expect(after(file)).toBe(`# kalint-disable syntax/unknown-keyword\n${faulty}`);
    // The comment does what it says.
    await client.change(path, after(line)!);
    await client.diagnostics(path, (all) => all.length > 0 && !all.some(({ code }) => code === 'syntax/unknown-keyword' || code === 'kalint/unused-suppression'));
  });

  test('add a name to the comment that is there, with the line ends of the file', async () => {
    const text = faulty.replace('    priorty', '    # kalint-disable-next-line vrrp/x -- why\n    priorty').replaceAll('\n', '\r\n');
    await client.open(path, text);
    await client.diagnostics(path, (all) => all.some(({ code }) => code === 'syntax/unknown-keyword'));
    const actions = await actionsAt(text, text.indexOf('priorty'));
    expect(after(actions.find(({ title }) => title.endsWith('unknown-keyword for this line')))).toBe(text.replace('vrrp/x --', 'vrrp/x, syntax/unknown-keyword --'));
    expect(after(actions.find(({ title }) => title.endsWith('unknown-keyword for this file')))).toBe(`# kalint-disable syntax/unknown-keyword\r\n${text}`);
  });

  test('explain the rule: by the server where the client has no window for it', async () => {
    await client.open(path, faulty);
    const actions = await actionsAt(faulty, faulty.indexOf('priorty'));
    const { command } = actions.find(({ title }) => title === 'Explain syntax/unknown-keyword')!;
    expect(client.server.capabilities.executeCommandProvider?.commands).toContain(command?.command);
    const text = await client.connection.sendRequest<string>('workspace/executeCommand', { command: command?.command, arguments: command?.arguments });
    expect(text).toContain('# syntax/unknown-keyword');
    expect(client.log.at(-1)?.message).toContain('syntax/unknown-keyword');
    const own = await Client.start({ initializationOptions: { commands: ['keepalived.explainRule'] } });
    await own.open(path, faulty);
    await own.diagnostics(path, (all) => all.length > 0);
    const offered = await own.request<CodeAction[]>('textDocument/codeAction', path, { range: { start: { line: 4, character: 4 }, end: { line: 4, character: 4 } }, context: { diagnostics: [] } });
    expect(offered.find(({ title }) => title.startsWith('Explain'))?.command).toMatchObject({ command: 'keepalived.explainRule', arguments: ['syntax/unknown-keyword'] });
    expect(await own.stop()).toBe(0);
  });

  test('fix everything that is safe to fix, only when it is asked for', async () => {
    await client.open(path, faulty);
    await client.diagnostics(path, (all) => all.some(({ code }) => code === 'syntax/unknown-keyword'));
    for (const only of ['source.fixAll', 'source.fixAll.keepalived', 'source']) {
      const actions = await actionsAt(faulty, 0, [only]);
      const action = actions.find(({ kind }) => kind?.startsWith('source.fixAll') === true);
      expect(action?.edit).toBeUndefined();
      const resolved = await client.connection.sendRequest<CodeAction>('codeAction/resolve', action);
      expect(after(resolved)).toContain('    priority 150\n');
    }
    expect((await actionsAt(faulty, 0, ['quickfix'])).every(({ kind }) => kind === 'quickfix')).toBe(true);
    expect(await actionsAt(faulty, 0, ['refactor'])).toEqual([]);
  });

  test('fix everything with small edits: marks and folds of the lines between stay', async () => {
    const text = `${faulty}vrrp_track_file old {\n    file /run/old\n}\n`;
    await client.open(path, text);
    const [action] = await actionsAt(text, 0, ['source.fixAll']);
    const { edit } = await client.connection.sendRequest<CodeAction>('codeAction/resolve', action);
    const [change] = edit!.documentChanges as TextDocumentEdit[];
    expect(change!.edits.length).toBeGreaterThan(1);
    expect(change!.edits.every(({ range }) => range.start.line === range.end.line)).toBe(true);
  });

  test('refuse a command that nobody knows', async () => {
    await expect(client.connection.sendRequest('workspace/executeCommand', { command: 'no.such' })).rejects.toMatchObject({ code: -32602 });
  });

  test('come with their edit where the client cannot ask for it later', async () => {
    const simple = await Client.start({ capabilities: { ...fullCapabilities, textDocument: { ...fullCapabilities.textDocument, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } } });
    await simple.open(path, faulty);
    const [action] = await simple.request<CodeAction[]>('textDocument/codeAction', path, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, context: { diagnostics: [], only: ['source.fixAll'] } });
    expect(simple.applyWorkspaceEdit(action!.edit!)[path]).toContain('    priority 150\n');
    expect(await simple.stop()).toBe(0);
  });

  test('format the file', async () => {
    await client.open(path, 'vrrp_instance A {\nstate MASTER\n}\n');
    const [action] = await actionsAt(client.text(path), 0, ['source.format']);
    expect(action?.kind).toBe('source.format');
    const resolved = await client.connection.sendRequest<CodeAction>('codeAction/resolve', action);
    expect(after(resolved)).toBe('vrrp_instance A {\n    state MASTER\n}\n');
  });

  test('at a place without findings: nothing but what concerns the file', async () => {
    await client.open(path, faulty);
    await client.diagnostics(path, (all) => all.length > 0);
    expect((await actionsAt(faulty, faulty.length)).every(({ kind }) => kind?.startsWith('source.') === true)).toBe(true);
  });

  test('of the cluster change the file of the other node', async () => {
    await client.open(lb1, files[lb1]!);
    const other = files[lb2]!.replace('virtual_router_id 51', 'virtual_router_id 61');
    await client.open(lb2, other);
    const [finding] = (await client.diagnostics(lb2, (all) => all.some(({ code }) => code === 'pair/vrid-mismatch'))).filter(({ code }) => code === 'pair/vrid-mismatch');
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', lb2, { range: finding!.range, context: { diagnostics: [finding] } });
    const fixed = actions.filter(({ edit, diagnostics }) => edit && diagnostics?.[0]?.code === 'pair/vrid-mismatch').flatMap(({ edit }) => Object.entries(client.applyWorkspaceEdit(edit!)));
    expect(fixed.some(([file, text]) => (file === lb2 && text === files[lb2]) || (file === lb1 && text.includes('virtual_router_id 61')))).toBe(true);
  });
});

describe('formatting', () => {
  const ugly = 'vrrp_instance A {\n  state   MASTER\n\tvirtual_ipaddress {\n192.0.2.1\n}\n}\n';
  const options = { tabSize: 2, insertSpaces: true };

  test('of a document, with the indentation of the editor', async () => {
    await client.open(path, ugly);
    const edits = await client.request<TextEdit[]>('textDocument/formatting', path, { options });
    expect(applied(ugly, edits)).toBe('vrrp_instance A {\n  state   MASTER\n  virtual_ipaddress {\n    192.0.2.1\n  }\n}\n'.replace('state   MASTER', 'state MASTER'));
    const tabs = await client.request<TextEdit[]>('textDocument/formatting', path, { options: { tabSize: 8, insertSpaces: false } });
    expect(applied(ugly, tabs)).toBe('vrrp_instance A {\n\tstate MASTER\n\tvirtual_ipaddress {\n\t\t192.0.2.1\n\t}\n}\n');
  });

  test('touches nothing but white space, and nothing that is right', async () => {
    await client.open(path, ugly);
    const edits = await client.request<TextEdit[]>('textDocument/formatting', path, { options });
    expect(edits.every(({ newText }) => /^\s*$/.test(newText))).toBe(true);
    await client.change(path, applied(ugly, edits));
    expect(await client.request('textDocument/formatting', path, { options })).toEqual([]);
  });

  test('of a range', async () => {
    await client.open(path, ugly);
    const edits = await client.request<TextEdit[]>('textDocument/rangeFormatting', path, { options, range: { start: { line: 3, character: 0 }, end: { line: 3, character: 5 } } });
    expect(applied(ugly, edits)).toBe(ugly.replace('\n192', '\n    192'));
  });

  test('while somebody types', async () => {
    const text = 'vrrp_instance A {\n    virtual_ipaddress {\n        192.0.2.1\n        }';
    await client.open(path, text);
    const closing = await client.request<TextEdit[]>('textDocument/onTypeFormatting', path, { position: { line: 3, character: 9 }, ch: '}', options: { tabSize: 4, insertSpaces: true } });
    expect(applied(text, closing)).toBe(text.replace('\n        }', '\n    }'));
    const fresh = 'vrrp_instance A {\n';
    await client.change(path, fresh);
    const line = await client.request<TextEdit[]>('textDocument/onTypeFormatting', path, { position: { line: 1, character: 0 }, ch: '\n', options: { tabSize: 4, insertSpaces: true } });
    expect(applied(fresh, line)).toBe('vrrp_instance A {\n    ');
  });

  test('of a file that is not complete is refused, without a message that pops up', async () => {
    const before = client.log.length;
    await client.open(path, 'vrrp_instance A {\nstate MASTER\n');
    expect(await client.request('textDocument/formatting', path, { options })).toBeNull();
    expect(client.log.slice(before).map(({ message }) => message)).toEqual([expect.stringContaining('not closed')]);
  });

  test('can be switched off and given its own indentation', async () => {
    const own = await Client.start({ settings: { format: { indentWidth: 3 } } });
    await own.open(path, ugly);
    expect(applied(ugly, await own.request<TextEdit[]>('textDocument/formatting', path, { options }))).toContain('\n   state MASTER\n');
    own.settings = { format: { enable: false } };
    await own.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await own.change(path, `${ugly}\n`);
    expect(await own.request('textDocument/formatting', path, { options })).toBeNull();
    expect(await own.stop()).toBe(0);
  });
});

describe('code lens', () => {
  test('says who is master, and which faults change nothing', async () => {
    await client.open(lb1, files[lb1]!);
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', lb1);
    expect(lenses.map(({ command, range }) => [range.start.line, command?.title])).toEqual([[11, 'master: lb1 (150), then lb2 100'], [29, 'master: lb1 (150), then lb2 100'], [40, 'master: lb1 (150), then lb2 100']]);
    // With a weight of -20 a failed script leaves 130 against 100.
    await client.open('lb1/conf.d/checks.conf', files['lb1/conf.d/checks.conf']!.replace('-60', '-20'));
    const stuck = await client.request<CodeLens[]>('textDocument/codeLens', lb1);
    expect(stuck.map(({ command }) => command?.title)).toContain('1 fault does not move this address');
    const { command } = stuck[0]!;
    const told = await client.connection.sendRequest<string>('workspace/executeCommand', { command: command?.command, arguments: command?.arguments });
    expect(told).toContain('failover/never');
  });

  test('speaks Chinese, and so do the actions', async () => {
    const chinese = await Client.start({ files, settings: { locale: 'zh-CN' } });
    await chinese.open(lb1, files[lb1]!);
    const [lens] = await chinese.request<CodeLens[]>('textDocument/codeLens', lb1);
    expect(lens?.command?.title).toBe('主节点：lb1 (150)，其次 lb2 100'.replace(' (150)', '（150）'));
    await chinese.open(path, faulty);
    await chinese.diagnostics(path, (all) => all.some(({ code }) => code === 'syntax/unknown-keyword'));
    const at = { line: 4, character: 6 };
    const actions = await chinese.request<CodeAction[]>('textDocument/codeAction', path, { range: { start: at, end: at }, context: { diagnostics: [] } });
    expect(actions.map(({ title }) => title)).toEqual(expect.arrayContaining(['在此行忽略 syntax/unknown-keyword', '解释 syntax/unknown-keyword', '使用 kafmt 格式化']));
    expect(await chinese.stop()).toBe(0);
  });

  test('of a node that is alone says so', async () => {
    await client.open(path, 'vrrp_instance A {\n    interface eth9\n    virtual_router_id 99\n    virtual_ipaddress {\n        203.0.113.9\n    }\n}\n');
    const [lens] = await client.request<CodeLens[]>('textDocument/codeLens', path);
    expect(lens?.command?.title).toMatch(/no other node/);
  });
});

test('a diagnostic in a code action is the one that the client has', async () => {
  await client.open(path, faulty);
  const [given] = (await client.diagnostics(path, (all) => all.length > 0)) as readonly (Diagnostic & { data?: unknown })[];
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', path, { range: given!.range, context: { diagnostics: [{ ...given, data: 'kept' }] } });
  expect(actions.find(({ diagnostics }) => diagnostics)?.diagnostics?.[0]).toMatchObject({ data: 'kept' });
});
