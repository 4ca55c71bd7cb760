import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@kaconf/syntax';
import { createWorkspace, newest, noIncludes } from '@kaconf/semantics';
import { defaultLintConfig, lint } from 'kalint';
import { readSettings } from 'keepalived-language-server';
import type * as server from '../../packages/language-server/src/protocol.ts';
import { tokenModifiers, tokenTypes } from '../../packages/language-server/src/token-reader.ts';
import type * as client from '../../packages/vscode/src/requests.ts';

const root = join(fileURLToPath(import.meta.url), '../../../packages/vscode');
const json = <T>(name: string): T => JSON.parse(readFileSync(join(root, name), 'utf8')) as T;

interface Property {
  readonly default: unknown;
  readonly type: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
}
interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
    readonly semanticTokenScopes: readonly [{ readonly scopes: Readonly<Record<string, readonly string[]>> }];
  };
}

const { contributes } = json<Manifest>('package.json');

/** `keepalived.format.useTabs` as the client sends it: `{ format: { useTabs } }`. */
function nested(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const [first = '', second] = name.replace(/^keepalived\./, '').split('.');
    if (second === undefined) all[first] = value;
    else all[first] = { ...(all[first] as object | undefined), [second]: value };
  }
  return all;
}

const comparable = (settings: ReturnType<typeof readSettings>): string => JSON.stringify(settings, (_, value: unknown) => (value instanceof Map ? [...value as Map<string, unknown>] : value));

describe('settings of the extension', () => {
  const { properties } = contributes.configuration;
  const ownOnes = ['keepalived.statusBar.enable', 'keepalived.trace.server'];
  const strings: Readonly<Record<string, unknown>> = {
    'keepalived.target': '2.2.7', 'keepalived.configId': 'lb1', 'keepalived.hostRoot': '/', 'keepalived.rules': { 'pair/equal-priority': 'off' }, 'keepalived.paths': { '/etc/keepalived': './files' },
  };

  test('what nobody has set leaves everything to the configuration file', () => {
    const defaults = nested(Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, property.default])));
    expect(comparable(readSettings(defaults))).toBe(comparable(readSettings({})));
  });

  test.each(Object.entries(properties).filter(([name]) => !ownOnes.includes(name)))('%s is known to the server', (name, property) => {
    const value = strings[name] ?? property.enum?.findLast((each) => each !== null && each !== property.default) ?? (typeof property.default === 'boolean' ? !property.default : [property.type].flat().includes('boolean') ? true : 21);
    expect(comparable(readSettings(nested({ [name]: value })))).not.toBe(comparable(readSettings({})));
  });
});

describe('semantic tokens', () => {
  test('each kind has scopes for themes that know none', () => {
    const { scopes } = contributes.semanticTokenScopes[0];
    expect(Object.keys(scopes).filter((name) => !name.startsWith('*')).sort()).toEqual([...tokenTypes].sort());
    for (const name of Object.keys(scopes).filter((each) => each.startsWith('*.'))) expect(tokenModifiers).toContain(name.slice(2));
  });
});

describe('snippets', () => {
  const around: Readonly<Record<string, readonly [string, string]>> = {
    'Real server': ['virtual_server 192.0.2.10 80 {\nlb_algo rr\nlb_kind DR\nprotocol TCP\n', '\n}\n'],
    'HTTP check': ['virtual_server 192.0.2.10 80 {\nlb_algo rr\nlb_kind DR\nprotocol TCP\nreal_server 192.0.2.21 80 {\n', '\n}\n}\n'],
    // Members of a group and users of a script stand elsewhere.
    'Sync group': [['VI_1', 'VI_2'].map((name, index) => `vrrp_instance ${name} {\ninterface eth0\nvirtual_router_id ${51 + index}\npriority 100\nvirtual_ipaddress {\n192.0.2.${30 + index}/24\n}\n}\n`).join(''), ''],
  };
  const snippets = Object.entries(json<Record<string, { prefix: string | string[]; description: string; body: string | string[] }>>('snippets/keepalived.json'));

  test.each(snippets)('%s is what kalint accepts', (name, { body }) => {
    const [before, after] = around[name] ?? ['', ''];
    const plain = [body].flat().join('\n').replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1').replace(/\$\{\d+:([^}]*)\}/g, '$1').replaceAll('$0', '');
    const text = before + plain + after;
    const document = { path: 'keepalived.conf', text, encoding: 'utf-8', tree: parse(text) } as const;
    const workspace = createWorkspace([{ document, target: newest }], { includes: noIncludes });
    const { files } = lint(workspace, defaultLintConfig);
    const errors = files.flatMap((file) => file.diagnostics).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});

/** Both sides of the protocol mean the same; the type checker is the test. */
export const shapes = {
  topology: (told: server.Topology): client.Topology => told,
  failover: (told: server.Failover): client.Failover => told,
};
