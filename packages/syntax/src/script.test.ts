import { splitScript } from './index.ts';

const modern = 2_004_003;
const older = 2_002_007;

function commandOf(raw: string, version: number): string[] {
  return splitScript(raw, version).command.map(({ text }) => text);
}

function wordsOf(raw: string, version = modern): string[] {
  return splitScript(raw, version).words.map(({ text }) => text);
}

describe('in both versions', () => {
  test.each<[string, string[]]>([
    ['script "/bin/x a b"', ['/bin/x', 'a', 'b']],
    ["script '/bin/x a b'", ['/bin/x', 'a', 'b']],
    ['script /bin/x', ['/bin/x']],
    ['script "/bin/x \'a b\' c"', ['/bin/x', 'a b', 'c']],
    ["script '/bin/x \"a b\" c'", ['/bin/x', 'a b', 'c']],
    ['misc_path /bin/"echo a b"', ['/bin/echo', 'a', 'b']],
    ['script "/bin/x  \ta"', ['/bin/x', 'a']],
    ['script "/bin/x \\q\\$"', ['/bin/x', 'q$']],
    ["script \"/bin/x '' b\"", ['/bin/x', '', 'b']],
    ['script', []],
    ['script ""', []],
  ])('%j is %j', (raw, expected) => {
    expect(commandOf(raw, modern)).toEqual(expected);
    expect(commandOf(raw, older)).toEqual(expected);
  });

  test('what follows the command are words of their own: user and group', () => {
    expect(wordsOf('notify_master "/bin/x a" user group')).toEqual(['notify_master', '/bin/x a', 'user', 'group']);
    expect(wordsOf('notify_master /bin/x user')).toEqual(['notify_master', '/bin/x', 'user']);
  });
});

describe('escapes are processed twice before 2.3.2, once from then on', () => {
  test.each<[string, string[], string[]]>([
    // raw, 2.2.7, 2.4.3
    ['m "/bin/x \\"a b\\" c"', ['/bin/x', 'a b', 'c'], ['/bin/x', '"a', 'b"', 'c']],
    ['m "/bin/x a\\tb"', ['/bin/x', 'a', 'b'], ['/bin/x', 'a\tb']],
    ['m "/bin/x a\\\\\\\\b"', ['/bin/x', 'a\\b'], ['/bin/x', 'a\\\\b']],
    ['m "/bin/x a\\\\b"', ['/bin/x', 'a\b'], ['/bin/x', 'a\\b']],
    ['m "/bin/x a\\ b"', ['/bin/x', 'a', 'b'], ['/bin/x', 'a b']],
    ['m "/bin/x \\x41\\x4"', ['/bin/x', 'A\x04'], ['/bin/x', 'A\x04']],
    ['m "/bin/x \\x414"', ['/bin/x', '\x14'], ['/bin/x', 'A4']],
    ['m "/bin/x \\101\\60"', ['/bin/x', 'A0'], ['/bin/x', 'A0']],
    ['m "/bin/x \\cA\\E"', ['/bin/x', '\x01\x1B'], ['/bin/x', '\x01\x1B']],
    ['m "/bin/x \\xg"', ['/bin/x', 'xg'], ['/bin/x', 'xg']],
  ])('%j', (raw, before, since) => {
    expect(commandOf(raw, older)).toEqual(before);
    expect(commandOf(raw, modern)).toEqual(since);
    expect(commandOf(raw, 2_003_002)).toEqual(since);
    expect(commandOf(raw, 2_003_001)).toEqual(before);
  });
});

test('offsets lead back to what was written', () => {
  const raw = "script \"/bin/x 'a b' \\t\" user";
  const cut = ({ start, end }: { start: number; end: number }): string => raw.slice(start, end);
  for (const version of [modern, 2_003_002]) {
    const { words, command } = splitScript(raw, version);
    expect(words.map(cut)).toEqual(['script', "\"/bin/x 'a b' \\t\"", 'user']);
    expect(command.map(cut)).toEqual(['/bin/x', "'a b'", '\\t']);
  }
});

test('words tell whether they were quoted', () => {
  const { words, command } = splitScript("script \"/bin/x 'a b' c\"", modern);
  expect(words.map(({ quoted }) => quoted)).toEqual([false, true]);
  expect(command.map(({ quoted }) => quoted)).toEqual([false, true, false]);
});

test.each<[string, string, string]>([
  ['script "/bin/x', '"', '"/bin/x'],
  ["script '/bin/x", "'", "'/bin/x"],
  ["script \"/bin/x don't\"", "'", "'t"],
  ['script "/bin/x" "a', '"', '"a'],
  ["script /bin/x it's", "'", "'s"],
])('a quote without end: %j', (raw, sign, part) => {
  const { problem } = splitScript(raw, modern);
  expect(problem?.quote).toBe(sign);
  expect(raw.slice(problem?.start, problem?.end)).toBe(part);
});

test('balanced quotes are no problem', () => {
  expect(splitScript('script "/bin/sh -c \'x \\"y\\" z\'"', modern).problem).toBeUndefined();
  expect(splitScript('script "a\\"b"', modern).problem).toBeUndefined();
});
