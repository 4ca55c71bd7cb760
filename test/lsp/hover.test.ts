import { jest } from '@jest/globals';
import type { Hover, SignatureHelp } from 'vscode-languageserver-protocol';
import { Client, positionIn, removeServer, slice } from './client.ts';
import { lb1, pairFiles } from './pair.ts';

jest.setTimeout(60_000);

let client: Client;
const files = pairFiles();
beforeAll(async () => {
  client = await Client.start({ files });
  await client.open(lb1, files[lb1]!);
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  await removeServer();
});

async function hover(marked: string, path = 'alone/keepalived.conf'): Promise<string | null> {
  const found = await client.at<Hover | null>('textDocument/hover', marked, {}, path);
  await client.close(path);
  return found && (found.contents as { value: string }).value;
}

/** Hover in the pair, behind the first occurrence of a text. */
async function inPair(text: string, offset = 1): Promise<{ readonly value: string; readonly covers: string }> {
  const position = positionIn(files[lb1]!, files[lb1]!.indexOf(text) + offset);
  const found = await client.request<Hover>('textDocument/hover', lb1, { position });
  return { value: (found.contents as { value: string }).value, covers: slice(files[lb1]!, found.range!) };
}

describe('hover', () => {
  test('on a keyword: how it is written, what it does, default, range, unit', async () => {
    const text = await hover('vrrp_instance A {\n    advert_|int 2\n}\n');
    expect(text).toContain('advert_int <seconds');
    expect(text).toContain('Default: `1`');
    expect(text).toContain('Unit: seconds');
    expect(await hover('vrrp_instance A {\n    prio|rity 2\n}\n')).toContain('from 1 to 255');
  });

  test('on a keyword that came late or is out of date', async () => {
    expect(await hover('|track_file f {\n}\n')).toContain('Since keepalived 2.1.0');
    expect(await hover('vrrp_track|_file f {\n}\n')).toMatch(/\*\*Deprecated\*\* since 2\.1\.0; use `track_file`/);
  });

  test('on a value: what it is', async () => {
    expect(await hover('vrrp_instance A {\n    state MAS|TER\n}\n')).toContain('`MASTER`, `BACKUP`');
    expect(await hover('vrrp_instance A {\n    virtual_router_id 5|1\n}\n')).toContain('from 1 to 255');
  });

  test('on a value that has another effect than the one that is written', async () => {
    expect(await hover('vrrp_instance A {\n    interface eth0\n    virtual_router_id 1\n    adver|t_int 1.4\n    virtual_ipaddress {\n        192.0.2.1\n    }\n}\n')).toContain('In effect: `1`');
    expect(await hover('vrrp_instance A {\n    prio|rity 10\n    priority 20\n}\n')).toContain('`priority` in line 3 counts');
  });

  test('on a priority: the range that the trackers lead to', async () => {
    const { value } = await inPair('priority 150');
    expect(value).toContain('Effective priority: **90 to 150**');
    expect(value).toContain('chk_web: -60 when it fails');
    expect((await inPair('priority 150', 10)).value).toContain('**90 to 150**');
  });

  test('on a priority that nothing changes: that it stays', async () => {
    expect(await hover('vrrp_instance A {\n    interface eth7\n    virtual_router_id 7\n    prior|ity 120\n}\n')).toContain('Effective priority: **always 120**');
  });

  test('on a value: what it is for', async () => {
    expect((await inPair('virtual_router_id 51', 18)).value).toContain('`virtual_router_id`: ');
    expect((await inPair('lb_algo rr', 9)).value).toContain('`lb_algo`: ');
  });

  test('on a virtual address: the nodes that hold it, and who is master', async () => {
    const { value } = await inPair('192.0.2.10 80', 3);
    expect(value).toContain('**lb1** (`VI_1`, priority 150): master while all is well');
    expect(value).toContain('**lb2** (`VI_1`, priority 100)');
    const { value: second } = await inPair('198.51.100.20', 3);
    expect(second).toContain('**lb2** (`VI_2`');
  });

  test('on a name: its definition, also in another file', async () => {
    const { value, covers } = await inPair('chk_web');
    expect(covers).toBe('chk_web');
    expect(value).toContain('script "/usr/local/bin/check-web --fast"');
    expect(value).toContain('defined in lb1/conf.d/checks.conf');
  });

  test('on a variable: its value', async () => {
    const { value, covers } = await inPair('${VIP}', 3);
    expect(value).toBe('`$VIP` = `192.0.2.10`');
    expect(covers).toBe('VIP');
  });

  test('on an include: what it reads', async () => {
    expect((await inPair('conf.d/*.conf')).value).toContain('lb1/conf.d/checks.conf');
  });

  test('on a condition and a generator', async () => {
    expect(await hover('@lb|1 vrrp_version 3\n')).toContain('keepalived -i lb1');
    expect(await hover('~SE|Q(N, 1, 3) vrrp_instance A$N {\n}\n')).toContain('once for each value');
  });

  test.each([['a comment', '# prio|rity\n'], ['a blank line', 'vrrp_instance A {\n|\n}\n'], ['an unknown word', 'what|ever 1\n'], ['a brace', 'vrrp_instance A {|\n}\n']])('on %s: nothing', async (_, marked) => {
    expect(await hover(marked)).toBeNull();
  });

  test('a client that knows no Markdown gets plain text', async () => {
    const plain = await Client.start({ capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } } });
    const found = await plain.at<Hover>('textDocument/hover', 'vrrp_instance A {\n    prio|rity 2\n}\n');
    expect(found.contents).toMatchObject({ kind: 'plaintext' });
    expect((found.contents as { value: string }).value).not.toMatch(/`|\*\*/);
    expect(await plain.stop()).toBe(0);
  });
});

describe('signature help', () => {
  async function help(marked: string): Promise<SignatureHelp | null> {
    const found = await client.at<SignatureHelp | null>('textDocument/signatureHelp', marked, {}, 'alone/keepalived.conf');
    await client.close('alone/keepalived.conf');
    return found;
  }
  const active = (found: SignatureHelp | null): string | undefined => {
    const label = found?.signatures[0]?.parameters?.[found.activeParameter ?? 0]?.label;
    return Array.isArray(label) ? found?.signatures[0]?.label.slice(...label) : label;
  };

  test('says what comes next', async () => {
    const found = await help('vrrp_instance A {\n    priority |\n}\n');
    expect(found?.signatures[0]?.label).toBe('priority <integer 1..255>');
    expect(active(found)).toBe('<integer 1..255>');
  });

  test('follows the words', async () => {
    const first = await help('virtual_server 192.0.2.1 80 {\n    real_server |\n}\n');
    expect(active(first)).toBe('<ip>');
    const second = await help('virtual_server 192.0.2.1 80 {\n    real_server 192.0.2.2 |\n}\n');
    expect(active(second)).toBe('[<port 0..65535>]');
  });

  test('in a list says how its lines are written', async () => {
    const found = await help('vrrp_instance A {\n    track_script {\n        chk |\n    }\n}\n');
    expect(found?.signatures[0]?.label).toMatch(/^<ref vrrp_script> \[weight /);
    expect(active(found)).toMatch(/^\[weight /);
  });

  test.each([['on the keyword', 'vrrp_instance A {\n    prior|ity 1\n}\n'], ['behind the last word', 'vrrp_instance A {\n    priority 1 |\n}\n'], ['in a comment', '# priority |\n'], ['for a keyword without words', 'vrrp_instance A {\n    nopreempt |\n}\n']])('is silent %s', async (_, marked) => {
    expect(await help(marked)).toBeNull();
  });
});
