import { jest } from '@jest/globals';
import { format } from 'kafmt';
import { parse, print } from '@kaconf/syntax';

// Linear work takes a few seconds even on a busy machine; what hangs does not come to an end at all.
jest.setTimeout(120_000);

const many = 100_000;

describe('large files', () => {
  test.each<[string, string]>([
    ['a hundred thousand heads, none closed', 'vrrp_instance A {\n'.repeat(many)],
    ['the same on one line', 'vrrp_instance A {'.repeat(many / 10)],
    ['{', '{'.repeat(many)],
    ['{ on lines of their own', '{\n'.repeat(many)],
    ['}', '}\n'.repeat(many)],
    ['blocks within each other, closed', `${'a {\n'.repeat(many)}${'}\n'.repeat(many)}`],
    ['ten million characters on one line', 'ab '.repeat(3_400_000)],
    ['one word of ten million', 'a'.repeat(10_000_000)],
    ['a million settings', 'router_id x\n'.repeat(1_000_000)],
    ['quotes', '"'.repeat(1_000_000)],
    ['blanks before a comment that is none', `${' '.repeat(1_000_000)}\\#`],
    ['comment marks', `${'#'.repeat(1_000_000)}\n`],
    ['definitions that go on', '$A=x \\\n'.repeat(many)],
    ['a dollar and a backslash at the end of many lines', `${'x y\n'.repeat(many)}$A=1 \\\n`],
    ['template tags that do not close', '{{ {% <% '.repeat(many)],
  ])('%s: read and formatted or refused', (_, text) => {
    expect(print(parse(text))).toBe(text);
    const result = format(text);
    if (result.kind === 'refused') expect(result.refusals.length).toBeLessThanOrEqual(400);
    else expect(format(result.text)).toEqual(result);
  });
});
