import { parse } from '@kaconf/syntax';
import { secretRanges } from './secrets.ts';

test('a secret may be a definition of any number of lines', () => {
  const lines = 200_000;
  const text = `$PASSWORD= \\\n${'x \\\n'.repeat(lines)}y\n`;
  expect(secretRanges({ path: 'keepalived.conf', text, encoding: 'utf-8', tree: parse(text) }).length).toBeGreaterThan(lines);
});
