import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import picomatch from 'picomatch';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const json = <T>(name: string): T => JSON.parse(read(name)) as T;

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly languages: readonly [{ readonly filenames: readonly string[]; readonly filenamePatterns: readonly string[]; readonly firstLine: string }];
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown; readonly type: string | readonly string[] }>> };
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly markdown: string } }[] }[];
  };
}

const manifest = json<Manifest>('package.json');
const { contributes } = manifest;
const sources = readdirSync(join(root, 'src')).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => read(`src/${name}`)).join('\n');

describe('texts', () => {
  const keys = new Set([...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? ''));
  const english = json<Record<string, string>>('package.nls.json');
  const chinese = json<Record<string, string>>('package.nls.zh-cn.json');

  test('every key of the manifest has a text in both languages, and no text is left over', () => {
    expect(Object.keys(english).sort()).toEqual([...keys].sort());
    expect(Object.keys(chinese).sort()).toEqual([...keys].sort());
  });

  test('translations keep the names of settings, commands and values', () => {
    const marks = (text: string): readonly string[] => [...text.matchAll(/`[^`]+`|\(command:[^)]+\)/g)].map(([mark]) => mark).sort();
    for (const [key, text] of Object.entries(english)) expect([key, marks(chinese[key] ?? '')]).toEqual([key, marks(text)]);
  });

  test('every message of the sources is translated, and nothing else', () => {
    const messages = [...sources.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, text]) => (text ?? '').replaceAll("\\'", "'"));
    expect(messages.length).toBeGreaterThan(20);
    const bundle = json<Record<string, string>>('l10n/bundle.l10n.zh-cn.json');
    expect(Object.keys(bundle).sort()).toEqual([...new Set(messages)].sort());
    const holes = (text: string): readonly string[] => [...text.matchAll(/\{\d\}/g)].map(([hole]) => hole).sort();
    for (const [message, translation] of Object.entries(bundle)) expect([message, holes(translation)]).toEqual([message, holes(message)]);
  });

  test('every page of the walkthrough exists in both languages', () => {
    const pages = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown));
    expect(pages.length).toBeGreaterThan(3);
    for (const page of pages) for (const name of [page, page.replace('.md', '.nls.zh-cn.md')]) expect(read(name)).toMatch(/^## /);
  });
});

describe('language', () => {
  const [language] = contributes.languages;
  // As VS Code does: a pattern with a slash is held against the path, one without against the name.
  const isKnown = (path: string): boolean =>
    language.filenames.includes(path.split('/').at(-1) ?? '') || language.filenamePatterns.some((pattern) => picomatch(pattern, { dot: true, basename: !pattern.includes('/') })(path));

  test.each(['/etc/keepalived/keepalived.conf', '/w/keepalived.conf', '/w/keepalived-lb1.conf', '/w/lb1.keepalived.conf', '/etc/keepalived/conf.d/vips.conf', '/w/keepalived/lb1.conf'])('%s is known by its name', (path) => {
    expect(isKnown(path)).toBe(true);
  });

  test.each(['/etc/nginx/conf.d/default.conf', '/w/conf.d/vips.conf', '/w/nginx.conf', '/w/keepalived/notify.sh', '/w/my-keepalived.txt', '/etc/keepalived.d/x.conf'])('%s is none of ours', (path) => {
    expect(isKnown(path)).toBe(false);
  });

  const first = new RegExp(language.firstLine);
  test.each(['! Configuration File for keepalived', '# Configuration file for Keepalived', '#keepalived configuration of lb1', '# vim: set ft=keepalived :', '# /etc/keepalived/keepalived.conf', 'global_defs {', '  vrrp_instance VI_1 {', 'vrrp_script chk_nginx', 'virtual_server 10.0.0.1 80 {', '\uFEFFglobal_defs {'])('%s begins a configuration', (line) => {
    expect(first.test(line)).toBe(true);
  });

  test.each(['#!/bin/sh # keepalived.conf', '#!/usr/bin/keepalived-check', '# Restarts keepalived', 'user nginx;', 'vrrp_instance = 1', '[Unit]', 'Description=keepalived', 'global_defs: {', ''])('%s begins something else', (line) => {
    expect(first.test(line)).toBe(false);
  });
});

describe('editing', () => {
  const configuration = json<{ indentationRules: { increaseIndentPattern: string; decreaseIndentPattern: string }; onEnterRules: { beforeText: string; afterText: string }[]; wordPattern: string }>('language-configuration.json');
  const more = new RegExp(configuration.indentationRules.increaseIndentPattern);
  const less = new RegExp(configuration.indentationRules.decreaseIndentPattern);

  test.each(['vrrp_instance VI_1 {', '  virtual_ipaddress {   # the addresses', 'script "a # b" {', 'real_server 10.0.0.1 80 {  ! first'])('%s is followed by a deeper line', (line) => {
    expect(more.test(line)).toBe(true);
  });

  test.each(['# vrrp_instance VI_1 {', 'virtual_ipaddress { 10.0.0.1 }', 'priority 100 # {', 'script "a {"', '}', '! {'])('%s is not', (line) => {
    expect(more.test(line)).toBe(false);
  });

  test('a closing brace stands one level further out', () => {
    expect(less.test('    }')).toBe(true);
    expect(less.test('    # }')).toBe(false);
  });

  test('a word is what keepalived takes for one', () => {
    const words = (text: string): readonly string[] => text.match(new RegExp(configuration.wordPattern, 'g')) ?? [];
    expect(words('    virtual_router_id 51 # id')).toEqual(['virtual_router_id', '51', 'id']);
    expect(words('192.168.1.10/24 dev eth0.100')).toEqual(['192.168.1.10/24', 'dev', 'eth0.100']);
    expect(words('2001:db8::1/64')).toEqual(['2001:db8::1/64']);
  });
});

describe('commands and settings', () => {
  const commands = contributes.commands.map(({ command }) => command);

  test('every command of the manifest is registered, and every registered one is in it', () => {
    const registered = [...sources.matchAll(/registerCommand\('([\w.]+)'/g)].map(([, name]) => name);
    expect([...commands].sort()).toEqual([...registered].sort());
  });

  test('menus name commands that exist', () => {
    for (const { command } of Object.values(contributes.menus).flat()) expect(commands).toContain(command);
  });

  test('what is restricted without trust is a setting', () => {
    for (const name of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) expect(Object.keys(contributes.configuration.properties)).toContain(name);
  });

  test('a default is of the type of its setting', () => {
    for (const [name, { default: value, type }] of Object.entries(contributes.configuration.properties)) {
      const kind = value === null ? 'null' : Number.isInteger(value) ? 'integer' : typeof value;
      expect([name, [type].flat().includes(kind)]).toEqual([name, true]);
    }
  });
});
