import { jest } from '@jest/globals';
import type { DocumentHighlight, Location, LocationLink, PrepareRenameResult, Range, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { Client, positionIn, removeServer, slice } from './client.ts';
import { checks, lb1, lb2, pairFiles } from './pair.ts';

jest.setTimeout(60_000);

let client: Client;
let files: Record<string, string>;
beforeAll(async () => {
  files = pairFiles();
  client = await Client.start({ files });
});
afterEach(() => client.closeAll());
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  await removeServer();
});

const at = (path: string, text: string, offset = 1) => ({ position: positionIn(files[path]!, files[path]!.indexOf(text) + offset) });

/** `path:line text` of each place. */
function shown(locations: readonly Location[]): string[] {
  return locations.map(({ uri, range }) => {
    const path = decodeURIComponent(uri).replace(`file://${client.folder}/`, '');
    return `${path}:${range.start.line + 1} ${slice(client.text(path) || files[path]!, range)}`;
  });
}

describe('definition and declaration', () => {
  test.each(['definition', 'declaration'])('%s of a script in an included file', async (what) => {
    await client.open(lb1, files[lb1]!);
    expect(shown(await client.request(`textDocument/${what}`, lb1, at(lb1, 'chk_web')))).toEqual([`${checks}:1 chk_web`]);
  });

  test('as a link: the name to select, and the whole block to show', async () => {
    const linking = await Client.start({ files, capabilities: { textDocument: { definition: { linkSupport: true } } } });
    const [link] = await linking.request<LocationLink[]>('textDocument/definition', lb1, at(lb1, 'chk_web'));
    expect(slice(files[lb1]!, link!.originSelectionRange!)).toBe('chk_web');
    expect(slice(files[checks]!, link!.targetSelectionRange)).toBe('chk_web');
    expect(slice(files[checks]!, link!.targetRange)).toMatch(/^vrrp_script chk_web \{[^}]*\}$/);
    // Declarations are asked for with an ability of their own.
    expect(await linking.request('textDocument/declaration', lb1, at(lb1, 'chk_web'))).toEqual([expect.objectContaining({ uri: linking.uri(checks) })]);
    expect(await linking.stop()).toBe(0);
  });

  test('of an instance that a group names, of a variable, of the address of a service', async () => {
    await client.open(lb1, files[lb1]!);
    expect(shown(await client.request('textDocument/definition', lb1, at(lb1, '        VI_2\n', 9)))).toEqual([`${lb1}:30 VI_2`]);
    expect(shown(await client.request('textDocument/definition', lb1, at(lb1, '${VIP}', 3)))).toEqual([`${lb1}:2 VIP`]);
    expect(shown(await client.request('textDocument/definition', lb1, at(lb1, 'virtual_server 192', 17)))).toEqual([`${lb1}:26 \${VIP}/24 dev eth0`]);
  });

  test('of an include: the file', async () => {
    await client.open(lb1, files[lb1]!);
    expect(shown(await client.request('textDocument/definition', lb1, at(lb1, 'conf.d/', 2)))).toEqual([`${checks}:1 `]);
  });

  test('of what is defined nowhere: nothing', async () => {
    await client.open(lb1, files[lb1]!.replace('include', '# include'));
    expect(await client.request('textDocument/definition', lb1, at(lb1, 'chk_web', 3))).toEqual([]);
    expect(await client.request('textDocument/definition', lb1, { position: { line: 0, character: 0 } })).toEqual([]);
  });
});

describe('every kind of name', () => {
  const text = `vrrp_script s {
    script "/bin/true"
}
track_file f {
    file /run/f
}
vrrp_track_process p {
    process nginx
}
bfd_instance b {
    neighbor_ip 192.0.2.2
}
virtual_server_group v {
    192.0.2.80 80
}
vrrp_instance i {
    interface eth0
    virtual_router_id 1
    track_script {
        s
    }
    track_file {
        f
    }
    track_process {
        p
    }
    track_bfd {
        b
    }
}
vrrp_sync_group g {
    group {
        i
    }
}
virtual_server group v {
    real_server 192.0.2.3 80 {
    }
}
`;
  test.each([['s', 1, 20], ['f', 4, 23], ['p', 7, 26], ['b', 10, 29], ['v', 13, 37], ['i', 16, 34]])('%s', async (name, defined, used) => {
    await client.open('own/keepalived.conf', text);
    files['own/keepalived.conf'] = text;
    const line = text.split('\n')[used - 1]!;
    const position = { line: used - 1, character: line.lastIndexOf(name) };
    expect(shown(await client.request('textDocument/definition', 'own/keepalived.conf', { position }))).toEqual([`own/keepalived.conf:${defined} ${name}`]);
    const references = shown(await client.request('textDocument/references', 'own/keepalived.conf', { position, context: { includeDeclaration: true } }));
    expect(references).toEqual([`own/keepalived.conf:${defined} ${name}`, `own/keepalived.conf:${used} ${name}`]);
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', 'own/keepalived.conf', { position, newName: 'other_name' });
    const renamed = client.applyWorkspaceEdit(edit)['own/keepalived.conf']!.split('\n');
    expect(renamed[defined - 1]).toContain('other_name');
    expect(renamed[used - 1]).toBe(`${line.slice(0, position.character)}other_name${line.slice(position.character + name.length)}`);
    expect(renamed.join('\n').replaceAll('other_name', name)).toBe(text);
  });
});

describe('references and highlights', () => {
  test('are found in all files of the node and of its peers', async () => {
    await client.open(lb1, files[lb1]!);
    const found = shown(await client.request('textDocument/references', lb1, { ...at(lb1, 'chk_web'), context: { includeDeclaration: true } }));
    expect(found.sort()).toEqual([`${checks}:1 chk_web`, `${lb1}:23 chk_web`, `${lb2}:27 chk_web`, `${lb2}:8 chk_web`].sort());
  });

  test('without the declaration', async () => {
    await client.open(lb1, files[lb1]!);
    const found = shown(await client.request('textDocument/references', lb1, { ...at(lb1, 'chk_web'), context: { includeDeclaration: false } }));
    expect(found).toEqual([`${lb1}:23 chk_web`, `${lb2}:27 chk_web`]);
  });

  test('from the included file as well', async () => {
    await client.open(checks, files[checks]!);
    const found = shown(await client.request('textDocument/references', checks, { ...at(checks, 'chk_web'), context: { includeDeclaration: false } }));
    expect(found).toContain(`${lb1}:23 chk_web`);
  });

  test('highlight what is in the file: writing and reading', async () => {
    await client.open(lb1, files[lb1]!);
    const found = await client.request<DocumentHighlight[]>('textDocument/documentHighlight', lb1, at(lb1, '$VIP=', 2));
    expect(found.map(({ range, kind }) => [range.start.line, slice(files[lb1]!, range), kind])).toEqual([[1, 'VIP', 3], [25, 'VIP', 2]]);
  });
});

describe('rename', () => {
  test('is prepared with the name alone', async () => {
    await client.open(lb1, files[lb1]!);
    const found = await client.request<PrepareRenameResult & { range: Range; placeholder: string }>('textDocument/prepareRename', lb1, at(lb1, '        chk_web', 12));
    expect(found.placeholder).toBe('chk_web');
    expect(slice(files[lb1]!, found.range)).toBe('chk_web');
  });

  test('changes the node, what it includes, and a peer that is open and not saved', async () => {
    await client.open(lb1, files[lb1]!);
    // In the editor the peer has two lines more than on disk, and one more use of the name.
    const unsaved = `# not saved\n# yet\n${files[lb2]!.replace('vrrp_sync_group', 'vrrp_instance VI_4 {\n    interface eth3\n    virtual_router_id 54\n    track_script {\n        chk_web\n    }\n}\n\nvrrp_sync_group')}`;
    await client.open(lb2, files[lb2]!);
    await client.change(lb2, unsaved);
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', lb1, { ...at(lb1, 'chk_web'), newName: 'chk_http' });
    await client.open(checks, files[checks]!);
    const renamed = client.applyWorkspaceEdit(edit);
    expect(Object.keys(renamed).sort()).toEqual([checks, lb1, lb2]);
    expect(renamed[lb2]).toBe(unsaved.replaceAll('chk_web', 'chk_http'));
    expect(renamed[lb1]).toBe(files[lb1]!.replaceAll('chk_web', 'chk_http'));
    expect(renamed[checks]).toBe(files[checks]!.replaceAll('chk_web', 'chk_http'));
    const versions = edit.documentChanges?.map((change) => ('textDocument' in change ? [change.textDocument.uri, change.textDocument.version] : []));
    expect(versions).toEqual(expect.arrayContaining([[client.uri(lb2), 2], [client.uri(checks), null]]));
  });

  test('of a variable, with or without its dollar sign', async () => {
    await client.open(lb1, files[lb1]!);
    for (const newName of ['$ADDRESS', 'ADDRESS']) {
      const edit = await client.request<WorkspaceEdit>('textDocument/rename', lb1, { ...at(lb1, '${VIP}', 3), newName });
      expect(client.applyWorkspaceEdit(edit)[lb1]).toBe(files[lb1]!.replace('$VIP=', '$ADDRESS=').replace('${VIP}', '${ADDRESS}'));
    }
  });

  test('in quotes keeps the quotes', async () => {
    const text = 'vrrp_script "a" {\n    script /bin/true\n}\nvrrp_instance I {\n    interface eth0\n    virtual_router_id 9\n    track_script {\n        a\n    }\n}\n';
    await client.open('q/keepalived.conf', text);
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', 'q/keepalived.conf', { position: { line: 7, character: 8 }, newName: 'b' });
    expect(client.applyWorkspaceEdit(edit)['q/keepalived.conf']).toBe(text.replace('"a"', '"b"').replace('        a\n', '        b\n'));
  });

  test.each([
    ['a keyword', 'interf|ace', 'x', /no name/],
    ['a value', 'eth|0', 'x', /no name/],
    ['two words', 'chk_|web', 'a b', /one word/],
    ['a comment sign', 'chk_|web', 'a#b', /one word/],
    ['a name that is taken', 'VI_|2', 'VI_3', /defined already/],
    ['a variable name with a dash', '${V|IP}', 'A-B', /letters, digits/],
  ])('refuses %s', async (_, place, newName, reason) => {
    await client.open(lb1, files[lb1]!);
    const text = place.replace('|', '');
    const position = at(lb1, text, place.indexOf('|'));
    await expect(client.request('textDocument/rename', lb1, { ...position, newName })).rejects.toThrow(reason);
  });

  test('refuses a name that is put together from variables', async () => {
    const text = '$N=1\nvrrp_instance VI_${N} {\n    interface eth0\n    virtual_router_id 9\n}\nvrrp_sync_group G {\n    group {\n        VI_1\n    }\n}\n';
    await client.open('v/keepalived.conf', text);
    await expect(client.request('textDocument/rename', 'v/keepalived.conf', { position: { line: 7, character: 9 }, newName: 'x' })).rejects.toThrow(/put together/);
  });
});
