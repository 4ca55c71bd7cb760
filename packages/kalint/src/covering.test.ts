import { parse } from '@kaconf/syntax';
import { Random } from '../../../scripts/random.ts';
import { firstCovering, type Suppressible } from './covering.ts';
import { suppressionsOf, type Suppression } from './suppressions.ts';

const of = (text: string) => suppressionsOf({ path: 'keepalived.conf', text, encoding: 'utf-8', tree: parse(text) });
const rules = ['vrrp/priority', 'vrrp/state', 'lvs/port', 'lvs'];

function covers({ rules: named, fromLine, toLine }: Suppression, { rule, line }: Suppressible): boolean {
  return fromLine <= line && line < toLine && (named.length === 0 || named.some(({ id }) => id === rule || rule.startsWith(`${id}/`)));
}

test('the first comment that covers a finding counts', () => {
  const random = new Random(3);
  const names = ['', ' vrrp', ' vrrp/state', ' lvs/port, vrrp/priority', ' lvs', ' vrr', ' vrrp/priority, vrrp/priority'];
  for (let trial = 0; trial < 300; trial++) {
    const text = Array.from({ length: 30 }, () => (random.chance(0.4) ? 'x\n' : `# kalint-${['disable', 'enable', 'disable-line', 'disable-next-line'][random.below(4)] ?? ''}${names[random.below(names.length)] ?? ''}\n`)).join('');
    const suppressions = of(text);
    const findings = Array.from({ length: 60 }, () => ({ rule: rules[random.below(3)] ?? '', line: random.below(31) }));
    const expected = findings.map((finding) => suppressions.findIndex((each) => covers(each, finding)));
    expect([text, firstCovering(suppressions, findings).map((found) => (found ? suppressions.indexOf(found) : -1))]).toEqual([text, expected]);
  }
});

test.each([
  ['disable a', 'disable b', 'enable a', [2, Infinity]],
  ['disable a, b', 'disable c', 'enable b', [2, Infinity]],
  ['disable', 'disable b', 'enable b', [Infinity, 2]],
  ['disable', 'disable b', 'enable', [2, 2]],
])('`%s`, `%s`, `%s`: what has ended', (one, other, end, expected) => {
  const ends = of(`# kalint-${one}\n# kalint-${other}\n# kalint-${end}\n`).map(({ toLine }) => (toLine === Number.MAX_SAFE_INTEGER ? Infinity : toLine));
  expect(ends).toEqual(expected);
});

// Comparing each with each would take minutes.
test('comments and findings by the hundred thousand', () => {
  const many = 100_000;
  const next = of('# kalint-disable-next-line x\n'.repeat(many));
  expect(firstCovering(next, Array.from({ length: many }, (_, line) => ({ rule: 'y', line }))).every((found) => found === undefined)).toBe(true);
  const open = of(Array.from({ length: many }, (_, index) => `# kalint-disable a${index}\n# kalint-enable b\n`).join(''));
  expect(open).toHaveLength(many);
  expect(firstCovering(open, Array.from({ length: many }, (_, index) => ({ rule: `a${index}`, line: 2 * many }))).every((found, index) => found === open[index])).toBe(true);
});
