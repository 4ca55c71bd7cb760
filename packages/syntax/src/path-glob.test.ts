import fc from 'fast-check';
import picomatch from 'picomatch';
import { boundedGlob, fitsGlob } from './path-glob.ts';

test.each<[string, string, boolean]>([
  ['*.conf', 'a.conf', true], ['*.conf', 'a/b.conf', false], ['**/*.conf', 'a/b/c.conf', true], ['**/*.conf', 'c.conf', true], ['a/**', 'a/b/c', true],
  ['a/**/c', 'a/c', true], ['a/**/c', 'a/b/b/c', true], ['a/**/c', 'a/bc', false], ['lb?.conf', 'lb1.conf', true], ['lb[1-3].conf', 'lb4.conf', false],
  ['lb[^1-3].conf', 'lb4.conf', true], ['{a,b{c,d}}.conf', 'bd.conf', true], ['{a,b{c,d}}.conf', 'b.conf', false], ['\\*.conf', '*.conf', true], ['\\*.conf', 'a.conf', false],
])('%s and %s', (glob, path, expected) => {
  expect(picomatch(glob, { dot: true })(path)).toBe(expected);
  expect(fitsGlob(glob, path)).toBe(expected);
});

test('what is compared without the library is what the library would say', () => {
  const glob = fc.array(fc.constantFrom('a', 'b', '.', '*', '?', '[ab]', '[^a]', '{a,b}', '/', '**/'), { minLength: 1, maxLength: 7 }).map((parts) => parts.join('').replace(/\/{2,}/g, '/').replace(/^\//, '').replace(/\/$/, '').replace(/\*{3,}/g, '**'));
  const path = fc.array(fc.constantFrom('a', 'b', '.', '/', 'ab'), { minLength: 1, maxLength: 9 }).map((parts) => parts.join('').replace(/\/+/g, '/').replace(/^\/|\/$/g, ''));
  fc.assert(fc.property(glob, path, (pattern, name) => {
    // The library treats stars beside other signs, and names of dots, in ways of its own.
    fc.pre(pattern !== '' && name !== '' && !/[^/]\*\*|\*\*[^/]|\*[^/]*\*|\.\.|(?:^|\/)\.(?:\/|$)/.test(pattern) && !/\.\.|(?:^|\/)\.(?:\/|$)/.test(name));
    fc.pre(!/(?:^|\/)\*/.test(pattern) || !/(?:^|\/)\./.test(name));
    expect({ pattern, name, fits: fitsGlob(pattern, name) }).toEqual({ pattern, name, fits: picomatch(pattern, { dot: true })(name) });
  }), { numRuns: 3_000 });
});

test('no glob takes long', () => {
  const before = process.cpuUsage();
  for (const glob of [`${'*a'.repeat(30)}b`, `${'**/a/'.repeat(30)}b`, `${'{a,aa,*}'.repeat(30)}b`, `${'+(a|aa)'.repeat(30)}b`, `${'?*'.repeat(60)}b`, `${'{'.repeat(30_000)}b`]) {
    for (const path of [`${'a'.repeat(250)}c`, `${'a/'.repeat(1_000)}c`]) expect(boundedGlob(glob, (each) => picomatch(each, { dot: true }))(path)).toBe(false);
  }
  const { user } = process.cpuUsage(before);
  expect(user / 1e6).toBeLessThan(5);
});

test('an honest glob is left to the library', () => {
  const asked: string[] = [];
  boundedGlob('**/keepalived/*-{a,b}.conf', () => (path) => asked.push(path) > 0)('sites/berlin/keepalived/node-a.conf');
  expect(asked).toEqual(['sites/berlin/keepalived/node-a.conf']);
});

test.each(['(', '+(', '[', '{', 'a'])('a glob of `%s` without end is compared without the library, which would throw', (sign) => {
  const glob = sign.repeat(70_000);
  expect(boundedGlob(glob, (each) => picomatch(each, { dot: true }))('a/b.conf')).toBe(false);
});
