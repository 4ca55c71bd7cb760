import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Oniguruma from 'vscode-oniguruma';
import type * as TextMate from 'vscode-textmate';

// Both libraries are CommonJS; they are what the editor itself uses.
const load = createRequire(import.meta.url);
const { OnigScanner, OnigString, loadWASM } = load('vscode-oniguruma') as typeof Oniguruma;
const { INITIAL, Registry, parseRawGrammar } = load('vscode-textmate') as typeof TextMate;

const path = fileURLToPath(new URL('../../../grammar/keepalived.tmLanguage.json', import.meta.url));

async function grammar(): Promise<TextMate.IGrammar> {
  const wasm = readFileSync(load.resolve('vscode-oniguruma').replace(/main\.js$/, 'onig.wasm'));
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner: (patterns: string[]) => new OnigScanner(patterns), createOnigString: (text: string) => new OnigString(text) }),
    loadGrammar: () => Promise.resolve(parseRawGrammar(readFileSync(path, 'utf8'), path)),
  });
  const loaded = await registry.loadGrammar('source.keepalived');
  if (!loaded) throw new Error('no grammar');
  return loaded;
}

const loaded = grammar();

/** Each word with its innermost scope, without the suffix that all have; words without a scope of their own are left out. */
async function scopes(text: string): Promise<string[]> {
  const lines: string[] = [];
  let state = INITIAL;
  for (const line of text.split('\n')) {
    const result = (await loaded).tokenizeLine(line, state);
    state = result.ruleStack;
    for (const token of result.tokens) {
      const word = line.slice(token.startIndex, token.endIndex).trim();
      if (token.scopes.length > 1 && word !== '') lines.push(`${word} ${(token.scopes.at(-1) ?? '').replace('.keepalived', '')}`);
    }
  }
  return lines;
}

const body = async (text: string) => (await scopes(`vrrp_instance VI_1 {\n${text}\n}`)).slice(3, -1);

it('shows blocks, names, keywords and values', async () => {
  expect(await scopes('vrrp_instance VI_1 {\n  state MASTER # first\n  priority 100\n}')).toEqual([
    'vrrp_instance storage.type.block', 'VI_1 entity.name.section', '{ punctuation.section.block',
    'state keyword.other.directive', 'MASTER constant.language', '# first comment.line.number-sign',
    'priority keyword.other.directive', '100 constant.numeric', '} punctuation.section.block',
  ]);
});

it('knows keywords in their block only', async () => {
  expect(await body('priority 1')).toContain('priority keyword.other.directive');
  expect(await scopes('global_defs {\n  priority 1\n}')).not.toContain('priority keyword.other.directive');
  expect(await scopes('state MASTER')).toEqual([]);
});

it('nests, with the brace on a later line or the whole block on one', async () => {
  const text = 'virtual_server 192.0.2.1 80\n{\n  real_server 192.0.2.2 80 { TCP_CHECK { connect_timeout 3 } }\n  lb_algo rr\n}\nglobal_defs {\n}';
  const found = await scopes(text);
  expect(found).toContain('connect_timeout keyword.other.directive');
  expect(found).toContain('lb_algo keyword.other.directive');
  expect(found).toContain('global_defs storage.type.block');
});

it('goes on behind a block that nothing knows', async () => {
  expect(await body('vrrp_thing {\n  a 1\n}\npriority 5')).toContain('priority keyword.other.directive');
});

it.each([
  ['comments', 'priority 1 ! why', '! why comment.line.exclamation'],
  ['strings', 'notify_master "/bin/a b"', '/bin/a b string.quoted.double'],
  ['variables in strings', 'notify_master "/bin/${NAME}"', '${NAME} variable.other'],
  ['variables', 'priority $PRIO', '$PRIO variable.other'],
  ['standard variables', 'priority ${_RANDOM 1 5}', '${_RANDOM 1 5} variable.language'],
  ['addresses', 'mcast_src_ip 192.0.2.1', '192.0.2.1 constant.other.ip-address'],
  ['IPv6 addresses', 'mcast_src_ip 2001:db8::1', '2001:db8::1 constant.other.ip-address'],
  ['MAC addresses', 'use_vmac vr 00:11:22:33:44:55', '00:11:22:33:44:55 constant.other.mac-address'],
  ['booleans', 'strict_mode off', 'off constant.language.boolean'],
  ['decimals', 'advert_int 0.5', '0.5 constant.numeric'],
  ['options', 'virtual_ipaddress {\n 192.0.2.1/24 dev eth0\n}', 'dev support.type.property-name'],
  ['options of tracked things', 'track_script {\n chk weight -5 reverse\n}', 'reverse constant.language'],
  ['deprecated keywords', 'linkbeat_use_polling', 'linkbeat_use_polling invalid.deprecated'],
  ['deprecated options', 'virtual_routes {\n 10.0.0.0/8 gw 192.0.2.1\n}', 'gw invalid.deprecated'],
  ['conditions', '@lb1 priority 100', '@lb1 keyword.control.conditional'],
  ['keywords behind conditions', '@^lb1 priority 100', 'priority keyword.other.directive'],
  ['generators', '~SEQ(N, 1, 3) priority $N', '~SEQ(N, 1, 3) keyword.control.generator'],
  ['includes', 'include conf.d/*.conf', 'include keyword.control.import'],
  ['paths of includes', 'includem conf.d/*.conf', 'conf.d/*.conf string.unquoted.path'],
])('shows %s', async (_, text, expected) => {
  expect(await body(text)).toContain(expected);
});

it('shows definitions, also with a condition and over several lines', async () => {
  expect(await scopes('@lb1 $PRIO=100 \\\n  5')).toEqual([
    '@lb1 keyword.control.conditional', '$PRIO variable.other.definition', '= keyword.operator.assignment', '100 constant.numeric',
    '\\ punctuation.separator.continuation', '5 constant.numeric',
  ]);
});

it('an escaped comment mark is none', async () => {
  expect(await scopes('vrrp_script a {\n  script "x" \\# y\n}')).not.toContain('# y comment.line.number-sign');
});
