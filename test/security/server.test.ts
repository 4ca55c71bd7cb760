import { jest } from '@jest/globals';
import type { CodeAction, Command, CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { Client, removeServer } from '../lsp/client.ts';
import { configuration, secrets, secretsIn } from './passwords.ts';
import { removeWatchers, watchPrototypes } from './watch.ts';

jest.setTimeout(120_000);

let client: Client;
afterAll(async () => {
  await removeServer();
  removeWatchers();
});

/** What is carried out on the text of the user's own file: it has to hold what stands there. */
const carriedOut = new Set(['edit', 'textEdit', 'newText', 'insertText', 'additionalTextEdits', 'data']);

/** Secrets in all that is shown of an answer. */
function shown(answer: unknown): readonly string[] {
  const text = JSON.stringify(answer, (key, value: unknown) => (carriedOut.has(key) ? undefined : value)) ?? '';
  return secretsIn(text);
}

describe('passwords', () => {
  const path = 'lb1.conf';
  const text = configuration('VI_1', 'Sup3rSec');
  const textLines = text.split('\n');
  const everywhere = textLines.flatMap((each, line) => Array.from({ length: each.length + 1 }, (_, character) => ({ line, character })));
  const whole = { start: { line: 0, character: 0 }, end: { line: textLines.length, character: 0 } };

  beforeAll(async () => {
    client = await Client.start({ files: { [path]: text, 'lb2.conf': configuration('VI_1', '0therPwd') }, settings: { preset: 'all' } });
    await client.open(path, text);
  });
  afterAll(async () => { expect(await client.stop()).toBe(0); });

  test('are not in diagnostics', async () => {
    const found = await client.diagnostics(path, (all) => all.some(({ code }) => code === 'syntax/unknown-keyword'));
    expect(found.some(({ message }) => JSON.stringify(message).includes('auth_pas'))).toBe(true);
    expect(shown(client.published)).toEqual([]);
    expect(shown(await client.request('textDocument/diagnostic', path))).toEqual([]);
    expect(shown(client.log)).toEqual([]);
  });

  test.each(['hover', 'signatureHelp', 'definition', 'documentHighlight', 'prepareRename', 'references'])('are not in the answers of %s, wherever it is asked', async (method) => {
    const answers = await Promise.all(everywhere.map((position) => client.request(`textDocument/${method}`, path, { position, context: { includeDeclaration: true } }).catch((error: unknown) => String(error))));
    expect(answers.some((answer) => answer !== null)).toBe(true);
    expect(shown(answers)).toEqual([]);
  });

  test('are not proposed, neither in the list nor when an entry is looked at', async () => {
    const lists = await Promise.all(everywhere.map((position) => client.request<CompletionList | CompletionItem[] | null>('textDocument/completion', path, { position })));
    const items = lists.flatMap((list): CompletionItem[] => (list === null ? [] : Array.isArray(list) ? list : list.items));
    expect(items.length).toBeGreaterThan(100);
    expect(shown(items)).toEqual([]);
    // What would be inserted is shown, too.
    expect(secretsIn(JSON.stringify(items))).toEqual([]);
    const definitions = items.filter(({ label }) => label.includes('PASS')).slice(0, 20);
    if (client.server.capabilities.completionProvider?.resolveProvider === true) for (const item of definitions) expect(shown(await client.connection.sendRequest('completionItem/resolve', item))).toEqual([]);
  });

  test.each(['documentSymbol', 'codeLens', 'inlayHint', 'documentLink', 'foldingRange'])('are not in the answers of %s', async (method) => {
    const answer = await client.request(`textDocument/${method}`, path, { range: whole });
    expect(answer).not.toBeNull();
    expect(shown(answer)).toEqual([]);
  });

  test('are not in titles of code actions', async () => {
    const { diagnostics = [] } = client.published.findLast(({ uri }) => uri === client.uri(path)) ?? {};
    const places = [whole, ...textLines.map((each, line) => ({ start: { line, character: 0 }, end: { line, character: each.length } }))];
    const actions = (await Promise.all(places.map((range) => client.request<(CodeAction | Command)[] | null>('textDocument/codeAction', path, { range, context: { diagnostics } })))).flatMap((each) => each ?? []);
    expect(actions.length).toBeGreaterThan(0);
    expect(secrets.filter((secret) => actions.some(({ title }) => String(title).includes(secret)))).toEqual([]);
  });

  test('are not found by a search for symbols', async () => {
    for (const query of ['', 'PASS', ...secrets]) expect(shown(await client.connection.sendRequest('workspace/symbol', { query }))).toEqual([]);
  });

  test('are not in the topology, failover reports and the syntax tree', async () => {
    for (const method of ['keepalived/topology', 'keepalived/failover', 'keepalived/syntaxTree']) {
      const answer = await client.request(method, path);
      expect(answer).not.toBeNull();
      expect(shown(answer)).toEqual([]);
    }
    expect(shown(await client.connection.sendRequest('workspace/executeCommand', { command: 'keepalived.server.failover', arguments: [client.uri(path)] }))).toEqual([]);
  });
});

describe('names that reach for prototypes', () => {
  const polluted = '{"polluted": 1, "rules": {"polluted": "off"}, "enable": false, "tabWidth": 3}';
  const settings: unknown = JSON.parse(`{"__proto__": ${polluted}, "constructor": {"prototype": ${polluted}}, "rules": {"__proto__": "off", "constructor": "error"}, "paths": {"__proto__": "x"}, "format": {"__proto__": ${polluted}}}`);

  test('in initialization options, settings and requests leave them as they are', async () => {
    client = await Client.start({
      files: { '.kalintrc.json': `{"__proto__": ${polluted}}`, 'a.conf': '' }, settings, initializationOptions: settings,
      // Tells on standard error, at the end, what the objects of all have more than at the beginning.
      nodeOptions: ['--require', watchPrototypes()],
    });
    await client.open('a.conf', 'vrrp_instance __proto__ {\n    constructor x\n    track_script {\n        __proto__\n    }\n}\n$__proto__=x\n');
    await client.diagnostics('a.conf', (all) => all.some(({ code }) => code === 'syntax/unknown-keyword'));
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { keepalived: settings } });
    for (const command of ['__proto__', 'constructor', 'toString']) await client.connection.sendRequest('workspace/executeCommand', { command, arguments: [settings] }).catch(() => undefined);
    for (const method of ['hover', 'documentSymbol', 'rename']) await client.request(`textDocument/${method}`, 'a.conf', { position: { line: 0, character: 16 }, newName: '__proto__', __proto__: { polluted: 1 } }).catch(() => undefined);
    expect(await client.stop()).toBe(0);
    expect(client.stderr).toBe('prototypes: unchanged\n');
  });
});
