import { expandBraces, glob, isPattern, matchesName, type FolderView } from './glob.ts';

/** A file system of names: a folder is whatever something lies in. */
function view(...files: readonly string[]): FolderView {
  const inside = (folder: string): string[] => files.filter((file) => file.startsWith(`${folder === '/' ? '' : folder}/`)).map((file) => file.slice((folder === '/' ? '' : folder).length + 1));
  const normal = (path: string): string => path.replace(/\/[^/]+\/\.\.(?=\/|$)/g, '') || '/';
  return {
    names: (folder) => (inside(normal(folder)).length > 0 ? [...new Set(inside(normal(folder)).map((rest) => rest.split('/')[0]!))].reverse() : undefined),
    exists: (path) => files.includes(normal(path)) || inside(normal(path)).length > 0,
    isFolder: (path) => inside(normal(path)).length > 0,
  };
}
const find = (pattern: string, ...files: string[]) => glob(pattern, '/etc', view(...files), 100);

test('a plain name is found, or it is missing', () => {
  expect(find('a.conf', '/etc/a.conf')).toEqual({ paths: ['/etc/a.conf'], missing: false });
  expect(find('b.conf', '/etc/a.conf')).toEqual({ paths: [], missing: true });
  expect(find('/other/a.conf', '/other/a.conf')).toEqual({ paths: ['/other/a.conf'], missing: false });
});

test('a wildcard sorts its matches, and none of them is not a missing file', () => {
  expect(find('d/*.conf', '/etc/d/20-b.conf', '/etc/d/10-a.conf', '/etc/d/x.txt').paths).toEqual(['/etc/d/10-a.conf', '/etc/d/20-b.conf']);
  expect(find('d/*.nothing', '/etc/d/10-a.conf')).toEqual({ paths: [], missing: false });
  expect(find('nowhere/*.conf', '/etc/d/10-a.conf')).toEqual({ paths: [], missing: true });
});

test('alternatives keep their order and sort within', () => {
  expect(find('{b,a}/*', '/etc/a/2', '/etc/a/1', '/etc/b/2', '/etc/b/1').paths).toEqual(['/etc/b/1', '/etc/b/2', '/etc/a/1', '/etc/a/2']);
  expect(find('{a,no}.conf', '/etc/a.conf')).toEqual({ paths: ['/etc/a.conf'], missing: true });
});

test('a wildcard in a folder name', () => {
  expect(find('*/x.conf', '/etc/b/x.conf', '/etc/a/x.conf', '/etc/c/y.conf')).toEqual({ paths: ['/etc/a/x.conf', '/etc/b/x.conf'], missing: true });
});

test('braces as in csh', () => {
  expect(expandBraces('a{b,c{d,e}}f')).toEqual(['abf', 'acdf', 'acef']);
  expect(expandBraces('a{b}c')).toEqual(['abc']);
  expect(expandBraces('a{b,c')).toEqual(['a{b,c']);
  expect(expandBraces('a\\{b,c}')).toEqual(['a\\{b,c}']);
  expect(expandBraces('{a,}b')).toEqual(['ab', 'b']);
  expect(expandBraces('{a,b}'.repeat(40)).length).toBeLessThanOrEqual(1_000);
});

test.each([
  ['*.conf', 'a.conf', true], ['*.conf', '.conf', false], ['.*', '.conf', true], ['a?c', 'abc', true], ['a?c', 'ac', false],
  ['[ab]*', 'bz', true], ['[!ab]*', 'bz', false], ['[a-c]x', 'bx', true], ['[]x]', ']', true], ['[[:digit:]]*', '1a', true], ['[[:digit:]]*', 'a', false],
  ['\\*', '*', true], ['\\*', 'a', false], ['[a', '[a', true], ['*a*b*c', 'xaxbxc', true], ['*a*b*c', 'xaxbx', false], ['[a\\]b]', ']', true],
])('%s against %s: %s', (pattern, name, expected) => {
  expect(matchesName(pattern, name)).toBe(expected);
});

test('many stars take no exponential time', () => {
  expect(matchesName(`${'*a'.repeat(30)}b`, 'a'.repeat(250))).toBe(false);
});

test('what is a wildcard', () => {
  expect([isPattern('a*'), isPattern('a\\*'), isPattern('a[b'), isPattern('a[b]'), isPattern('a')]).toEqual([true, false, false, true, false]);
});
