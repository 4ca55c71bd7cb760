import fc from 'fast-check';
import { parseFromFilesSync } from 'editorconfig';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matchesSection } from './editorconfig-glob.ts';
import { EditorConfigReader, fromProperties, parseEditorConfig } from './editorconfig.ts';

const file = (contents: string): { name: string; contents: Buffer }[] => [{ name: '/work/.editorconfig', contents: Buffer.from(contents) }];

test('globs mean what they mean to the EditorConfig library', () => {
  const part = fc.constantFrom('*', '**', '?', '[ab]', '[!ab]', '{a,b}', '{a,b,c.conf}', '{1..3}', '{a}', 'a', 'b', '.conf', 'keepalived', '/', '\\*');
  const glob = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('').replace(/\/+/g, '/').replace(/\*{3,}/g, '**'));
  const path = fc.array(fc.constantFrom('a', 'b', 'a.conf', 'keepalived.conf', '2', 'sub'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(glob, path, (section, name) => {
      // The library hands braces and escapes to a shell-like matcher, with results of its own for odd mixtures.
      fc.pre(!/\{[^}]*\/|[*?\]}]\{|\}\{|\*\*[^/]|[^/]\*\*|^\/$|\/$/.test(section));
      const theirs = parseFromFilesSync(`/work/${name}`, file(`[${section}]\nindent_size = 7\n`))['indent_size'] === 7;
      expect({ section, name, matches: matchesSection(section, name) }).toEqual({ section, name, matches: theirs });
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['*.conf', 'a/b.conf', true],
  ['/*.conf', 'a/b.conf', false],
  ['/*.conf', 'b.conf', true],
  ['a/**.conf', 'a/b/c.conf', true],
  ['a/**/c.conf', 'a/c.conf', true],
  ['{keepalived,lb?}.conf', 'lb2.conf', true],
  ['lb{1..3}.conf', 'lb3.conf', true],
  ['lb{1..3}.conf', 'lb4.conf', false],
  ['[!a].conf', 'a.conf', false],
  ['a.conf', 'axconf', false],
])('[%s] and %s', (section, path, expected) => {
  expect(matchesSection(section, path)).toBe(expected);
});

test('properties are translated as Prettier does', () => {
  const translate = (text: string): object => fromProperties(parseEditorConfig(`[*]\n${text}`).sections[0]?.properties ?? new Map());
  expect(translate('indent_style = space\nindent_size = 2')).toEqual({ useTabs: false, tabWidth: 2 });
  expect(translate('indent_style = tab')).toEqual({ useTabs: true });
  expect(translate('indent_style = tab\ntab_width = 8')).toEqual({ useTabs: true, tabWidth: 8 });
  expect(translate('indent_size = tab\ntab_width = 3')).toEqual({ tabWidth: 3 });
  expect(translate('indent_size = 3')).toEqual({ tabWidth: 3 });
  expect(translate('MAX_LINE_LENGTH = 100\nend_of_line = CRLF ')).toEqual({ printWidth: 100, endOfLine: 'crlf' });
  expect(translate('end_of_line = cr\nindent_size = -1\n# a comment\nnonsense')).toEqual({});
});

test('inner files win, up to the one that is the root', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kafmt-'));
  try {
    writeFileSync(join(folder, '.editorconfig'), 'root = true\n[*]\nindent_style = space\nindent_size = 8\n[b.conf]\nindent_size = unset\n');
    const reader = new EditorConfigReader();
    expect(reader.optionsFor(join(folder, 'a.conf'))).toEqual({ useTabs: false, tabWidth: 8 });
    expect(reader.optionsFor(join(folder, 'b.conf'))).toEqual({ useTabs: false });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
