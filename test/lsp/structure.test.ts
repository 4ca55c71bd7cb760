import { jest } from '@jest/globals';
import type {
  DocumentLink, DocumentSymbol, FoldingRange, InlayHint, LinkedEditingRanges, SelectionRange, SemanticTokens, SemanticTokensDelta, SemanticTokensLegend, SymbolInformation, WorkspaceSymbol,
} from 'vscode-languageserver-protocol';
import { Client, cursor, fullCapabilities, positionIn, removeServer, slice } from './client.ts';
import { checks, lb1, lb2, pairFiles } from './pair.ts';

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

describe('document symbols', () => {
  const show = (symbols: readonly DocumentSymbol[], depth = 0): string[] =>
    symbols.flatMap(({ name, detail, children }) => [`${'  '.repeat(depth)}${name}${detail === undefined ? '' : ` (${detail})`}`, ...show(children ?? [], depth + 1)]);

  test('are the blocks with their names, lists with their lines, definitions and includes', async () => {
    await client.open(lb1, files[lb1]!);
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', lb1);
    expect(show(symbols).slice(0, 10)).toEqual([
      '$VIP (192.0.2.10)', 'global_defs', 'conf.d/*.conf (include)', 'VI_1 (vrrp_instance)', '  authentication', '  track_script', '    chk_web', '  virtual_ipaddress', '    ${VIP}/24 (dev eth0)', 'VI_2 (vrrp_instance)',
    ]);
    const [instance] = symbols.filter(({ name }) => name === 'VI_1');
    expect(slice(files[lb1]!, instance!.selectionRange)).toBe('VI_1');
    expect(slice(files[lb1]!, instance!.range)).toMatch(/^vrrp_instance VI_1 \{[\s\S]*\}$/);
  });

  test('lie inside each other, even where blocks are not closed', async () => {
    await client.open(path, 'vrrp_instance A {\n    track_script {\n        a\nvrrp_instance B {\n    }\n}\n}\n{\n');
    const inside = (symbols: readonly DocumentSymbol[], text: string): void => {
      for (const symbol of symbols) {
        expect(slice(text, symbol.range)).toContain(slice(text, symbol.selectionRange));
        inside(symbol.children ?? [], text);
      }
    };
    inside(await client.request<DocumentSymbol[]>('textDocument/documentSymbol', path), client.text(path));
  });

  test('are flat for clients that know no nesting', async () => {
    const plain = await Client.start({ capabilities: {} });
    await plain.open('a/keepalived.conf', files[lb2]!);
    const symbols = await plain.request<SymbolInformation[]>('textDocument/documentSymbol', 'a/keepalived.conf');
    expect(symbols.find(({ name }) => name === 'chk_web' )?.location.uri).toBe(plain.uri('a/keepalived.conf'));
    expect(symbols.find(({ name, containerName }) => name === 'virtual_ipaddress' && containerName === 'VI_1')).toBeDefined();
    expect(await plain.stop()).toBe(0);
  });
});

test('workspace symbols are found in files that nobody has opened', async () => {
  const find = (query: string): Promise<WorkspaceSymbol[]> => client.connection.sendRequest('workspace/symbol', { query });
  expect((await find('chk')).map(({ name, location }) => `${name} ${location.uri.split('/').slice(-2).join('/')}`).sort()).toEqual(['chk_web conf.d/checks.conf', 'chk_web lb2/keepalived.conf']);
  expect((await find('192.0.2.10')).map(({ name }) => name)).toEqual(expect.arrayContaining(['192.0.2.10', '192.0.2.10 80']));
  expect((await find('$vip')).map(({ name }) => name)).toEqual(['$VIP']);
  expect(await find('nobody is called so')).toEqual([]);
});

describe('folding', () => {
  test('of blocks, definitions and comments', async () => {
    await client.open(path, '# one\n# two\n$A=a \\\n  b\nvrrp_instance A {\n    virtual_ipaddress {\n        192.0.2.1\n    }\n}\nglobal_defs { router_id a }\n');
    const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', path);
    expect(folds.map(({ startLine, endLine, kind }) => [startLine, endLine, kind])).toEqual([[0, 1, 'comment'], [2, 3, undefined], [4, 7, undefined], [5, 6, undefined]]);
  });
});

describe('selection ranges', () => {
  test('grow from the word to the file', async () => {
    const marked = 'vrrp_instance A {\n    virtual_ipaddress {\n        192.0.2.1/24 dev et|h0\n    }\n}\n';
    const { text, position } = cursor(marked);
    await client.open(path, text);
    const [range] = await client.request<SelectionRange[]>('textDocument/selectionRange', path, { positions: [position] });
    const texts: string[] = [];
    for (let next: SelectionRange | undefined = range; next; next = next.parent) texts.push(slice(text, next.range));
    const list = '192.0.2.1/24 dev eth0';
    expect(texts).toEqual([
      'eth0', 'dev eth0', list, `\n        ${list}\n    `, `virtual_ipaddress {\n        ${list}\n    }`,
      `\n    virtual_ipaddress {\n        ${list}\n    }\n`, text.trimEnd(), text,
    ]);
  });
});

describe('semantic tokens', () => {
  const legend = (): SemanticTokensLegend => client.server.capabilities.semanticTokensProvider!.legend;
  function decode(text: string, { data }: SemanticTokens): string[] {
    const lines = text.split('\n');
    const found: string[] = [];
    let line = 0;
    let character = 0;
    for (let at = 0; at < data.length; at += 5) {
      const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5);
      line += down;
      character = down > 0 ? right : character + right;
      const modifiers = legend().tokenModifiers.filter((_, bit) => (bits & (1 << bit)) !== 0);
      found.push([lines[line]!.slice(character, character + length), legend().tokenTypes[type], ...modifiers].join(':'));
    }
    return found;
  }
  const text = '# note\n$N=1\n@lb1 vrrp_instance VI_$N {\n    priority 100\n    state MASTER\n    virtual_ipaddress {\n        192.0.2.1 dev eth0\n    }\n}\nvrrp_track_file f {\n}\ninclude a.conf\n';

  test('of a whole file', async () => {
    await client.open(path, text);
    const tokens = await client.request<SemanticTokens>('textDocument/semanticTokens/full', path);
    expect(decode(text, tokens)).toEqual([
      '# note:comment', 'N:variable:declaration', '1:string', '@lb1:decorator', 'vrrp_instance:keyword', 'VI_:class:declaration', '$N:variable', 'priority:property', '100:number', 'state:property', 'MASTER:enumMember',
      'virtual_ipaddress:keyword', '192.0.2.1:number', 'dev:parameter', 'eth0:type', 'vrrp_track_file:keyword:deprecated', 'f:variable:declaration', 'include:keyword', 'a.conf:string',
    ]);
  });

  test('of a part', async () => {
    await client.open(path, text);
    const tokens = await client.request<SemanticTokens>('textDocument/semanticTokens/range', path, { range: { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } } });
    expect(decode(text, tokens)).toEqual(['priority:property', '100:number']);
  });

  test('of what has changed', async () => {
    await client.open(path, text);
    const first = await client.request<SemanticTokens>('textDocument/semanticTokens/full', path);
    const changed = text.replace('    state MASTER\n', '');
    await client.change(path, changed);
    const delta = await client.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', path, { previousResultId: first.resultId });
    expect(delta.edits.length).toBeGreaterThan(0);
    const data = [...first.data];
    for (const { start, deleteCount, data: inserted = [] } of delta.edits.toReversed()) data.splice(start, deleteCount, ...inserted);
    const whole = await client.request<SemanticTokens>('textDocument/semanticTokens/full', path);
    expect(data).toEqual(whole.data);
    expect(decode(changed, whole)).not.toContain('MASTER:enumMember');
  });

  test('with an old or made-up result id: the whole file', async () => {
    await client.open(path, text);
    const whole = await client.request<SemanticTokens & Partial<SemanticTokensDelta>>('textDocument/semanticTokens/full/delta', path, { previousResultId: 'none' });
    expect(whole.edits).toBeUndefined();
    expect(decode(text, whole)).toContain('100:number');
  });
});

test('document links lead to included files, scripts, and other files that are named', async () => {
  await client.open(lb1, files[lb1]!);
  expect(await client.request<DocumentLink[]>('textDocument/documentLink', lb1)).toEqual([{ range: expect.anything() as unknown, target: client.uri(checks) }]);
  const text = 'vrrp_script a {\n    script "/usr/bin/check --fast \'x y\'"\n}\nvrrp_script b {\n    script "killall -0 nginx"\n}\ntrack_file f {\n    file /run/f\n}\nSSL {\n    ca /etc/ssl/ca.pem\n}\n';
  await client.open(path, text);
  const links = await client.request<DocumentLink[]>('textDocument/documentLink', path);
  expect(links.map(({ range, target }) => [slice(text, range), target])).toEqual([['/usr/bin/check', 'file:///usr/bin/check'], ['/run/f', 'file:///run/f'], ['/etc/ssl/ca.pem', 'file:///etc/ssl/ca.pem']]);
});

describe('inlay hints', () => {
  const everything = { range: { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } } };

  test('show the effective priority where trackers change it', async () => {
    await client.open(lb1, files[lb1]!);
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', lb1, everything);
    expect(hints.map(({ label, position }) => [label, position])).toEqual([['→ 90 … 150', positionIn(files[lb1]!, files[lb1]!.indexOf('priority 150') + 12)]]);
  });

  test('show a priority that is a default', async () => {
    await client.open(path, 'vrrp_instance A {\n    state MASTER\n    interface eth0\n    virtual_router_id 1\n    virtual_ipaddress {\n        192.0.2.1\n    }\n}\n');
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', path, everything);
    expect(hints.map(({ label, position }) => [label, position.line])).toEqual([['priority 255', 0]]);
    expect(await client.request<InlayHint[]>('textDocument/inlayHint', path, { range: { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } } })).toEqual([]);
  });
});

test('linked editing covers a name and its uses in the file', async () => {
  const text = 'vrrp_script a {\n    script /bin/true\n}\nvrrp_instance I {\n    track_script {\n        a\n    }\n}\n';
  await client.open(path, text);
  const { ranges } = await client.request<LinkedEditingRanges>('textDocument/linkedEditingRange', path, { position: { line: 5, character: 8 } });
  expect(ranges.map((range) => [range.start.line, slice(text, range)])).toEqual([[0, 'a'], [5, 'a']]);
  // Half of the uses would be left behind where they stand in another file.
  await client.open(lb1, files[lb1]!);
  expect(await client.request('textDocument/linkedEditingRange', lb1, { position: positionIn(files[lb1]!, files[lb1]!.indexOf('chk_web')) })).toBeNull();
});

test('every feature is announced', () => {
  const { capabilities } = client.server;
  expect(capabilities).toMatchObject({
    textDocumentSync: { openClose: true, change: 2 }, positionEncoding: 'utf-16',
    completionProvider: { resolveProvider: true }, hoverProvider: true, signatureHelpProvider: {}, definitionProvider: true, declarationProvider: true, referencesProvider: true,
    documentHighlightProvider: true, renameProvider: { prepareProvider: true }, documentSymbolProvider: {}, workspaceSymbolProvider: true, foldingRangeProvider: true, selectionRangeProvider: true,
    semanticTokensProvider: { full: { delta: true }, range: true }, documentLinkProvider: {}, codeActionProvider: { resolveProvider: true }, documentFormattingProvider: true, documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}' }, inlayHintProvider: true, codeLensProvider: {}, linkedEditingRangeProvider: true, executeCommandProvider: {},
    diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true }, workspace: { workspaceFolders: { supported: true } },
  });
  expect(fullCapabilities.textDocument?.rename?.prepareSupport).toBe(true);
});
