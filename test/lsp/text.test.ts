import { jest } from '@jest/globals';
import type { Diagnostic, Hover, Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { Client, fullCapabilities, removeServer } from './client.ts';

jest.setTimeout(60_000);

const path = 'keepalived.conf';
let client: Client;
afterEach(() => client.closeAll());
afterAll(removeServer);

/** How the server reads the text that it has. */
const treeOf = (): Promise<string> => client.request('keepalived/syntaxTree', path);

/** How it reads a text that it gets in one piece. */
async function freshTree(text: string): Promise<string> {
  await client.close(path);
  await client.open(path, text);
  return treeOf();
}

const range = (line: number, from: number, to: number): Range => ({ start: { line, character: from }, end: { line, character: to } });

describe('UTF-16, the encoding that every client knows', () => {
  beforeAll(async () => { client = await Client.start(); });
  afterAll(async () => { expect(await client.stop()).toBe(0); });

  test('is used where the client offers nothing else', () => {
    expect(client.server.capabilities.positionEncoding).toBe('utf-16');
  });

  // 😀 has two units, 主 one; the edit is behind them.
  test.each<[string, string, Range, string, string]>([
    ['in a CR LF line', 'vrrp_instance A {\r\n    priority 100\r\n}\r\n', range(1, 13, 16), '150', 'vrrp_instance A {\r\n    priority 150\r\n}\r\n'],
    ['across CR LF', 'a {\r\n    b\r\n}\r\n', { start: { line: 0, character: 3 }, end: { line: 1, character: 4 } }, '', 'a {b\r\n}\r\n'],
    ['behind Chinese', '# 主机 old\nglobal_defs {\n}\n', range(0, 5, 8), 'new', '# 主机 new\nglobal_defs {\n}\n'],
    ['behind an emoji', '# 😀 old\nglobal_defs {\n}\n', range(0, 5, 8), 'new', '# 😀 new\nglobal_defs {\n}\n'],
    ['of an emoji', '# 😀\r\nglobal_defs {\r\n}\r\n', range(0, 2, 4), '主', '# 主\r\nglobal_defs {\r\n}\r\n'],
    ['behind the end of a line', 'a 1\nb 2\n', range(0, 3, 99), ' c', 'a 1 c\nb 2\n'],
    ['behind the end of the text', 'a 1\n', range(9, 0, 5), 'b 2\n', 'a 1\nb 2\n'],
    ['after a CR that stands alone, which ends a line for editors', 'a 1\rb 2\nc 3\n', range(1, 2, 3), '9', 'a 1\rb 9\nc 3\n'],
  ])('an edit %s', async (_, before, at, inserted, after) => {
    await client.open(path, before);
    await client.edit(path, at, inserted);
    const edited = await treeOf();
    expect(edited).toBe(await freshTree(after));
  });

  test('several edits in one message count one after another', async () => {
    await client.open(path, 'a 1\nb 2\n');
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: client.uri(path), version: 2 },
      contentChanges: [{ range: range(0, 0, 0), text: 'x 0\n' }, { range: range(1, 2, 3), text: '11' }, { range: range(2, 2, 3), text: '22' }],
    });
    const edited = await treeOf();
    expect(edited).toBe(await freshTree('x 0\na 11\nb 22\n'));
  });

  test('findings in lines with CR LF, Chinese and emoji stand where the editor has them', async () => {
    const text = '# 主 😀\r\nvrrp_instance 主😀 {\r\n    priorty 1 # 😀\r\n}\r\n';
    await client.open(path, text);
    const finding = (await client.diagnostics(path, (all) => all.some(({ code }) => code === 'syntax/unknown-keyword'))).find(({ code }) => code === 'syntax/unknown-keyword');
    expect(finding?.range).toEqual(range(2, 4, 11));
    const hover = await client.request<Hover>('textDocument/hover', path, { position: { line: 1, character: 16 } });
    expect(hover.range).toEqual(range(1, 14, 17));
  });

  test('rename behind an emoji on the same line', async () => {
    const text = 'vrrp_instance A {\n    interface eth0\n    virtual_router_id 1\n    track_script {\n        "😀" weight 1\n    }\n}\nvrrp_script "😀" {\n    script /bin/true\n}\n';
    await client.open(path, text);
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', path, { position: { line: 7, character: 14 }, newName: '主' });
    expect(client.applyWorkspaceEdit(edit)[path]).toBe(text.replaceAll('😀', '主'));
  });

  test('formatting keeps CR LF', async () => {
    await client.open(path, 'vrrp_instance A {\r\nstate MASTER\r\n}\r\n');
    const edits = await client.request<TextEdit[]>('textDocument/formatting', path, { options: { tabSize: 4, insertSpaces: true } });
    expect(edits).toEqual([{ range: range(1, 0, 0), newText: '    ' }]);
  });
});

describe('UTF-8', () => {
  beforeAll(async () => { client = await Client.start({ capabilities: { ...fullCapabilities, general: { positionEncodings: ['utf-8', 'utf-16'] } } }); });
  afterAll(async () => { expect(await client.stop()).toBe(0); });

  test('is used where the client prefers it', () => {
    expect(client.server.capabilities.positionEncoding).toBe('utf-8');
  });

  const column = (text: string): number => Buffer.byteLength(text);

  test('edits count bytes', async () => {
    await client.open(path, '# 主😀 old\r\nglobal_defs {\r\n}\r\n');
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: client.uri(path), version: 2 },
      contentChanges: [{ range: range(0, column('# 主😀 '), column('# 主😀 old')), text: 'new' }],
    });
    const edited = await treeOf();
    expect(edited).toBe(await freshTree('# 主😀 new\r\nglobal_defs {\r\n}\r\n'));
  });

  test('answers count bytes', async () => {
    await client.open(path, 'vrrp_instance 主😀 {\n    interface eth0\n    virtual_router_id 1\n}\nvrrp_sync_group G {\n    group {\n        主😀\n    }\n}\n');
    const position: Position = { line: 6, character: 8 + column('主') };
    const [definition] = await client.request<{ range: Range }[]>('textDocument/definition', path, { position });
    expect(definition?.range).toEqual(range(0, 14, 14 + column('主😀')));
    const findings: readonly Diagnostic[] = await client.diagnostics(path, (all) => all.length > 0);
    expect(findings.every(({ range: { start, end } }) => start.line < end.line || start.character <= end.character)).toBe(true);
  });
});
