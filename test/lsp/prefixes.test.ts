import { jest } from '@jest/globals';
import { Client, positionIn, removeServer } from './client.ts';

jest.setTimeout(120_000);

let client: Client;
beforeAll(async () => { client = await Client.start({ files: { 'part.conf': 'priority 100\n' } }); });
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  await removeServer();
});

const path = 'keepalived.conf';
/** Everything that a file may hold, in few characters. */
const text = `! 注 😀
$V=192.0.2.1 \\
  x
@a vrrp_script s {
 script "/bin/a 'b' \\"c"
}
~SEQ(N, 1, 2) vrrp_instance I$N {
 state MASTER # x
 include part.conf
 track_script { s weight -2 }
 virtual_ipaddress {\r
  \${V}/24 dev eth0
 }
}
virtual_server 192.0.2.1 80 { real_server 192.0.2.2 80 { HTTP_GET { url { path / } } } }
}
`;

/** Requests with a position, and what else they need. */
const positioned: Readonly<Record<string, object>> = {
  'textDocument/completion': {}, 'textDocument/hover': {}, 'textDocument/signatureHelp': {}, 'textDocument/definition': {}, 'textDocument/declaration': {},
  'textDocument/references': { context: { includeDeclaration: true } }, 'textDocument/documentHighlight': {}, 'textDocument/linkedEditingRange': {},
  'textDocument/onTypeFormatting': { ch: '}', options: { tabSize: 4, insertSpaces: true } },
};
const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const others: Readonly<Record<string, object>> = {
  'textDocument/documentSymbol': {}, 'textDocument/foldingRange': {}, 'textDocument/semanticTokens/full': {}, 'textDocument/documentLink': {}, 'textDocument/codeLens': {},
  'textDocument/inlayHint': { range: whole }, 'textDocument/codeAction': { range: whole, context: { diagnostics: [] } }, 'textDocument/diagnostic': {},
  'textDocument/formatting': { options: { tabSize: 4, insertSpaces: true } }, 'keepalived/syntaxTree': {}, 'keepalived/topology': {}, 'keepalived/failover': {},
};

async function askEverything(content: string): Promise<void> {
  const position = positionIn(content, content.length);
  const refusable = client.request('textDocument/prepareRename', path, { position }).catch(() => null);
  await Promise.all([
    ...Object.entries(positioned).map(([method, more]) => client.request(method, path, { position, ...more })),
    ...Object.entries(others).map(([method, more]) => client.request(method, path, { ...more })),
    client.request('textDocument/selectionRange', path, { positions: [position] }),
    refusable,
  ]);
}

/** A defect in a feature is logged as an error, and the answer is null. */
function defects(): readonly string[] {
  return client.log.filter(({ type }) => type === 1).map(({ message }) => message);
}

test('a file at every stage of being written is answered without a defect', async () => {
  await client.open(path, '');
  for (let length = 0; length <= text.length; length++) {
    await client.change(path, text.slice(0, length));
    await askEverything(text.slice(0, length));
  }
  expect(defects()).toEqual([]);
});

test('a file without its beginning, too', async () => {
  await client.open(path, '');
  for (let start = 0; start <= text.length; start += 3) {
    await client.change(path, text.slice(start));
    await askEverything(text.slice(start));
  }
  expect(defects()).toEqual([]);
});

test('a file with one sign missing, too', async () => {
  await client.open(path, '');
  for (const at of [...text.matchAll(/[{}"\\$@~\n()]/g)].map(({ index }) => index)) {
    const content = text.slice(0, at) + text.slice(at + 1);
    await client.change(path, content);
    await askEverything(content);
  }
  expect(defects()).toEqual([]);
});
