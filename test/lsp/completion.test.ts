import { jest } from '@jest/globals';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { applied, Client, cursor, removeServer } from './client.ts';

jest.setTimeout(60_000);

let client: Client;
beforeAll(async () => { client = await Client.start({ files: { 'vips/one.conf': '', 'vips/two.conf': '', 'other.txt': '' } }); });
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  await removeServer();
});

async function items(marked: string, params = {}): Promise<readonly CompletionItem[]> {
  return (await client.at<CompletionList>('textDocument/completion', marked, params)).items;
}

async function labels(marked: string, params = {}): Promise<readonly string[]> {
  return [...(await items(marked, params))].sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1)).map(({ label }) => label);
}

function insert(marked: string, item: CompletionItem | undefined): string {
  const edit = item?.textEdit;
  if (!edit || !('range' in edit)) throw new Error('no text edit');
  return applied(cursor(marked).text, [edit]);
}

const instance = (line: string): string => `vrrp_instance VI_1 {\n    interface eth0\n    ${line}\n}\n`;

describe('keywords', () => {
  test('are those of the block', async () => {
    const root = await labels('|');
    expect(root.slice(0, 3)).toEqual(['vrrp_instance', 'global_defs', 'vrrp_script']);
    expect(root).not.toContain('priority');
    const inside = await labels(instance('|'));
    expect(inside).toContain('priority');
    expect(inside).not.toContain('vrrp_script');
    expect(await labels('virtual_server 192.0.2.1 80 {\n    real_server 192.0.2.2 80 {\n        |\n    }\n}\n')).toEqual(expect.arrayContaining(['weight', 'TCP_CHECK']));
  });

  test('are offered in a block that is not closed yet', async () => {
    expect(await labels('global_defs {\n    router_id a\n}\nvrrp_instance VI_1 {\n    vir|')).toContain('virtual_router_id');
  });

  test('come with what is needed first, then by use, what is there already later', async () => {
    const list = await labels(instance('|'));
    expect(list[0]).toBe('virtual_router_id');
    expect(list.indexOf('state')).toBeLessThan(list.indexOf('garp_master_repeat'));
    expect(list.indexOf('interface')).toBeGreaterThan(list.indexOf('advert_int'));
  });

  test('replace the word at the cursor', async () => {
    const marked = instance('prio|x 100');
    const item = (await items(marked)).find(({ label }) => label === 'priority');
    expect(insert(marked, item)).toBe(instance('priority 100'));
  });

  test('of another version are left out', async () => {
    expect(await labels('# kalint-target 2.0.20\ntrack_|')).not.toContain('track_file');
    expect(await labels('# kalint-target 2.2.7\ntrack_|')).toContain('track_file');
  });

  test('that are out of date are marked, and come last', async () => {
    const found = (await items('|')).find(({ label }) => label === 'vrrp_track_file');
    expect(found?.tags).toEqual([1]);
    expect((await labels('|')).at(-1)).toBe('vrrp_track_file');
  });

  test('of a block bring what it must hold', async () => {
    const item = (await items('vrrp_|')).find(({ label }) => label === 'vrrp_instance');
    expect(item?.insertTextFormat).toBe(2);
    const text = insert('vrrp_|', item);
    expect(text).toMatch(/^vrrp_instance \$\{1:VI_1\} \{\n\tstate \$\{2\|MASTER,BACKUP\|\}\n\tinterface \$\{3:eth0\}\n\tvirtual_router_id /);
    expect(text).toMatch(/virtual_ipaddress \{\n\t\t\$\{\d:192\.0\.2\.10\/24\}\n\t\}\n\}$/);
  });

  test('bring nothing where the block is there already', async () => {
    const item = (await items('vrrp_inst| VI_1 {\n}\n')).find(({ label }) => label === 'vrrp_instance');
    expect(item?.insertTextFormat).toBeUndefined();
    expect(insert('vrrp_inst| VI_1 {\n}\n', item)).toBe('vrrp_instance VI_1 {\n}\n');
  });

  test('have their documentation when it is asked for', async () => {
    const item = (await items(instance('|'))).find(({ label }) => label === 'priority');
    expect(item?.documentation).toBeUndefined();
    const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
    expect(resolved.detail).toBe('priority <integer 1..255>');
    expect(resolved.documentation).toMatchObject({ kind: 'markdown', value: expect.stringContaining('Default') as string });
  });

  test('of a file that others include are those of the block in which they do', async () => {
    client.write('keepalived.conf', 'vrrp_instance VI_1 {\n    include part.conf\n}\n');
    client.write('part.conf', 'priority 100\n');
    await client.open('keepalived.conf', 'vrrp_instance VI_1 {\n    include part.conf\n}\n');
    const found = await client.at<CompletionList>('textDocument/completion', 'priority 100\nadv|\n', {}, 'part.conf');
    expect(found.items.map(({ label }) => label)).toContain('advert_int');
    await client.close('part.conf');
  });
});

describe('nothing', () => {
  test.each([
    ['behind a keyword that takes a number', instance('priority |')],
    ['in a number', instance('priority 1|')],
    ['behind all that a keyword takes', instance('priority 100 |')],
    ['in a comment', instance('# prio|')],
    ['in a comment with !', instance('! |')],
    ['behind a value, in a comment', instance('state MASTER # |')],
    ['in a string', 'vrrp_script a {\n    script "pri|ority"\n}\n'],
    ['in a string that is not closed', 'vrrp_script a {\n    script "pri|\n}\n'],
    ['in the value of a definition', '$A=prio|'],
    ['in a block that nobody knows', 'what_is_this {\n    |\n}\n'],
    ['behind a free name', 'vrrp_instance |'],
  ])('%s', async (_, marked) => {
    expect(await labels(marked)).toEqual([]);
  });

  test('when a blank is only indentation', async () => {
    expect(await labels(instance('|'), { context: { triggerKind: 2, triggerCharacter: ' ' } })).toEqual([]);
    expect(await labels(instance('state |'), { context: { triggerKind: 2, triggerCharacter: ' ' } })).toEqual(['MASTER', 'BACKUP']);
  });
});

describe('values', () => {
  test('words of an enumeration', async () => {
    expect(await labels(instance('state |'))).toEqual(['MASTER', 'BACKUP']);
    expect(await labels('virtual_server 192.0.2.1 80 {\n    lb_kind |\n}\n')).toEqual(expect.arrayContaining(['NAT', 'DR', 'TUN']));
  });

  test('truth', async () => {
    expect(await labels('global_defs {\n    vrrp_strict |\n}\n')).toEqual(expect.arrayContaining(['on', 'off', 'true', 'false']));
  });

  test('names that are defined, of the right kind', async () => {
    const text = 'vrrp_script chk_a {\n    script "/bin/true"\n}\nvrrp_track_process proc {\n    process nginx\n}\n';
    expect(await labels(`${text}${instance('track_script {\n        |\n    }')}`)).toEqual(['chk_a']);
    expect(await labels(`vrrp_instance VI_1 {\n}\nvrrp_sync_group VG {\n    group {\n        |\n    }\n}\n`)).toEqual(['VI_1']);
  });

  test('not those that the list has already', async () => {
    expect(await labels('vrrp_instance A {\n}\nvrrp_instance B {\n}\nvrrp_sync_group VG {\n    group {\n        A\n        |\n    }\n}\n')).toEqual(['B']);
    // What is being written is not there already.
    expect(await labels('vrrp_instance A {\n}\nvrrp_sync_group VG {\n    group {\n        A|\n    }\n}\n')).toEqual(['A']);
  });

  test('generators', async () => {
    const marked = '~S|';
    expect(insert(marked, (await items(marked)).find(({ label }) => label === '~SEQ'))).toBe('~SEQ(${1:NUM}, ${2:1}, ${3:10}) $0');
  });

  test('track files under either keyword', async () => {
    expect(await labels(`track_file f {\n    file /run/f\n}\n${instance('track_file {\n        |\n    }')}`)).toEqual(['f']);
    expect(await labels(`vrrp_track_file g {\n    file /run/g\n}\n${instance('track_file {\n        |\n    }')}`)).toEqual(['g']);
  });

  test('a name that is used but not defined, where it would be defined', async () => {
    expect(await labels(`${instance('track_script {\n        chk_b\n    }')}vrrp_script |`)).toEqual(['chk_b']);
  });

  test('interfaces that the file names', async () => {
    expect(await labels(`vrrp_instance A {\n    interface eth7\n}\nvrrp_instance B {\n    interface |\n}\n`)).toEqual(['eth7']);
    expect(await labels(instance('virtual_ipaddress {\n        192.0.2.10/24 dev |\n    }'))).toEqual(['eth0']);
  });

  test('options of an address, but not those that are there', async () => {
    const found = await labels(instance('virtual_ipaddress {\n        192.0.2.10/24 dev eth0 |\n    }'));
    expect(found).toEqual(expect.arrayContaining(['label', 'scope']));
    expect(found).not.toContain('dev');
  });

  test('the virtual addresses, for a service', async () => {
    expect(await labels(`${instance('virtual_ipaddress {\n        192.0.2.10/24\n    }')}virtual_server |`)).toEqual(expect.arrayContaining(['192.0.2.10', 'fwmark', 'group']));
  });

  test('variables', async () => {
    expect(await labels(`$VIP=192.0.2.10\n$PRIO=100\n${instance('priority $|')}`)).toEqual(expect.arrayContaining(['$VIP', '$PRIO']));
    const marked = `$VIP=192.0.2.10\n${instance('virtual_ipaddress {\n        ${V|}/24\n    }')}`;
    const item = (await items(marked)).find(({ label }) => label === '$VIP');
    expect(insert(marked, item)).toContain('        ${VIP}/24\n');
  });

  test('ids of conditions', async () => {
    expect(await labels(`@lb1 $A=1\n@lb2 $A=2\n@|`)).toEqual(['@lb1', '@lb2']);
  });

  test('files for an include', async () => {
    expect(await labels('include |')).toEqual(expect.arrayContaining(['vips/']));
    expect(await labels('include vips/|')).toEqual(['one.conf', 'two.conf']);
    const marked = 'include vips/o|';
    expect(insert(marked, (await items(marked)).find(({ label }) => label === 'one.conf'))).toBe('include vips/one.conf');
  });

  test('rules, in a comment that suppresses', async () => {
    expect(await labels('# kalint-disable-next-line |\n')).toContain('vrrp/auth-pass-too-long');
  });
});

test('a client without snippets gets plain words', async () => {
  const plain = await Client.start({ capabilities: {} });
  const list = await plain.at<CompletionList>('textDocument/completion', 'vrrp_|');
  const item = list.items.find(({ label }) => label === 'vrrp_instance');
  expect(item?.textEdit).toMatchObject({ newText: 'vrrp_instance' });
  expect(item?.insertTextFormat).toBeUndefined();
  expect(await plain.stop()).toBe(0);
});
