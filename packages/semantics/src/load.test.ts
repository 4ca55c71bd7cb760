import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SourceDocument } from './document.ts';
import { Loader, type LoaderOptions } from './load.ts';

let folder = '';
beforeEach(() => { folder = realpathSync(mkdtempSync(join(tmpdir(), 'kaconf-load-'))); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

function write(path: string, content: string | Uint8Array = 'x\n'): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}
function start(path: string, options: Partial<LoaderOptions> = {}): { loader: Loader; root: SourceDocument; find: (pattern: string) => { paths: string[]; problems: unknown[] } } {
  const loader = new Loader({ cwd: folder, ...options });
  const loaded = loader.load(path);
  if ('failure' in loaded) throw new Error(JSON.stringify(loaded.failure));
  const find = (pattern: string) => {
    const { documents, problems } = loader.resolve(pattern, loaded.document);
    return { paths: documents.map((document) => document.path), problems: problems.map(({ problem, path }) => `${problem} ${path}`) };
  };
  return { loader, root: loaded.document, find };
}
const failure = (path: string) => {
  const loaded = new Loader({ cwd: folder }).load(path);
  return 'failure' in loaded ? loaded.failure.kind : undefined;
};

test('reads a file with its encoding', () => {
  write('a.conf', Uint8Array.from([0x23, 0x20, 0xe9, 0x0a]));
  const { root } = start('a.conf');
  expect([root.path, root.text, root.encoding]).toEqual(['a.conf', '# é\n', 'latin1']);
});

test('says why a file cannot be read', () => {
  write('elf', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]));
  truncateSync(write('large'), 32 * 1024 * 1024 + 1);
  mkdirSync(join(folder, 'sub'));
  execFileSync('mkfifo', [join(folder, 'fifo')]);
  symlinkSync('loop', join(folder, 'loop'));
  expect(['none', 'elf', 'large', 'sub', 'fifo', 'loop', 'a\0b', '/dev/null'].map(failure)).toEqual(['missing', 'binary', 'too-large', 'folder', 'not-regular', 'unreadable', 'unreadable', 'not-regular']);
});

test('includes are relative to the including file, not to the current folder', () => {
  write('etc/keepalived.conf');
  write('etc/conf.d/a.conf');
  write('etc/conf.d/b.conf');
  const { loader, root, find } = start('etc/keepalived.conf');
  expect(find('conf.d/*.conf')).toEqual({ paths: ['etc/conf.d/a.conf', 'etc/conf.d/b.conf'], problems: [] });
  const [inner] = loader.resolve('conf.d/a.conf', root).documents;
  expect(loader.resolve('b.conf', inner!).documents.map((document) => document.path)).toEqual(['etc/conf.d/b.conf']);
});

test('one file is one document, however it is reached', () => {
  write('keepalived.conf');
  write('d/a.conf');
  symlinkSync('a.conf', join(folder, 'd/link.conf'));
  const { loader, root } = start('keepalived.conf');
  const documents = [...loader.resolve('d/a.conf', root).documents, ...loader.resolve('d/link.conf', root).documents, ...loader.resolve('d/../d/a.conf', root).documents];
  expect(documents).toHaveLength(3);
  expect(new Set(documents).size).toBe(1);
  expect(loader.resolve('keepalived.conf', root).documents[0]).toBe(root);
});

test('what is missing, partly missing, or matches nothing', () => {
  write('keepalived.conf');
  write('d/a.conf');
  const { find } = start('keepalived.conf');
  expect(find('d/none.conf').problems).toEqual(['missing d/none.conf']);
  expect(find('d/{a,none}.conf')).toEqual({ paths: ['d/a.conf'], problems: ['partial d/{a,none}.conf'] });
  expect(find('d/*.none').problems).toEqual(['no-match d/*.none']);
  expect(find('none/*.conf').problems).toEqual(['missing none/*.conf']);
  expect(find('a\0b').problems).toEqual(['missing a\0b']);
  expect(find('x'.repeat(5_000)).problems).toHaveLength(1);
});

test('folders, executable files, FIFOs and devices are not read', () => {
  write('keepalived.conf');
  chmodSync(write('d/exec.conf'), 0o644 | 0o010);
  mkdirSync(join(folder, 'd/folder.conf'));
  execFileSync('mkfifo', [join(folder, 'd/fifo.conf')]);
  symlinkSync('nowhere', join(folder, 'd/gone.conf'));
  write('d/gzip.conf', Uint8Array.from([0x1f, 0x8b, 8]));
  const { find } = start('keepalived.conf');
  expect(find('d/*.conf').problems).toEqual(['executable d/exec.conf', 'not-regular d/fifo.conf', 'not-regular d/folder.conf', 'not-regular d/gone.conf', 'unreadable d/gzip.conf']);
  expect(start('keepalived.conf', { allowOutside: true }).find('/dev/zero').problems).toHaveLength(1);
});

test('an include stays below its root unless it is allowed to leave', () => {
  write('in/keepalived.conf');
  write('out/secret.conf');
  symlinkSync('../out/secret.conf', join(folder, 'in/link.conf'));
  symlinkSync('../out', join(folder, 'in/folder'));
  const { find } = start('in/keepalived.conf');
  const outside = ['../out/secret.conf', '../out/*.conf', '../out/none.conf', 'link.conf', 'folder/*.conf', 'folder/secret.conf', '/etc/passwd', '/no/such/file', '*/../../out/*.conf', '{../out/secret.conf,x}'];
  for (const pattern of outside) expect([pattern, find(pattern).paths, find(pattern).problems.map((problem) => String(problem).split(' ')[0])]).toEqual([pattern, [], ['outside']]);
  const allowed = start('in/keepalived.conf', { allowOutside: true });
  expect(allowed.find('../out/*.conf').paths).toEqual(['out/secret.conf']);
  expect(allowed.find('link.conf').paths).toEqual(['in/link.conf']);
});

test('below the root of the configuration an include may lead to a neighbour folder', () => {
  write('repo/lb1/keepalived.conf');
  write('repo/shared/a.conf');
  write('other/keepalived.conf');
  write('other/b.conf');
  expect(start('repo/lb1/keepalived.conf', { root: join(folder, 'repo') }).find('../shared/a.conf').paths).toEqual(['repo/shared/a.conf']);
  expect(start('other/keepalived.conf', { root: join(folder, 'repo') }).find('b.conf').paths).toEqual(['other/b.conf']);
});

test('folders of the target machine are mapped', () => {
  write('repo/lb1/keepalived.conf');
  write('repo/files [1]/conf.d/a.conf');
  const paths = new Map([['/etc/keepalived', join(folder, 'repo/files [1]')], ['/etc', join(folder, 'repo/nothing')]]);
  const { find } = start('repo/lb1/keepalived.conf', { root: join(folder, 'repo'), paths });
  expect(find('/etc/keepalived/conf.d/*.conf')).toEqual({ paths: ['repo/files [1]/conf.d/a.conf'], problems: [] });
  expect(find('/etc/keepalived-old/a.conf').problems).toEqual(['missing /etc/keepalived-old/a.conf']);
  expect(find('/var/x').problems).toEqual(['outside /var/x']);
});

test('a text can stand for what is in the file', () => {
  const file = write('a.conf', 'old\n');
  const { root } = start('a.conf', { texts: new Map([[file, 'new\n']]) });
  expect([root.text, root.tree.text]).toEqual(['new\n', 'new\n']);
});

test('standard input includes from the folder that it is given', () => {
  write('d/a.conf');
  const loader = new Loader({ cwd: folder });
  const loaded = loader.loadBytes(new TextEncoder().encode('include a.conf\n'), '<stdin>', join(folder, 'd'));
  const document = 'document' in loaded ? loaded.document : undefined;
  expect(document && loader.resolve('a.conf', document).documents.map(({ path }) => path)).toEqual(['d/a.conf']);
  expect(document && loader.fileOf(document)).toBeUndefined();
});
