import { jest } from '@jest/globals';
import { newest } from '@kaconf/schema';
import { parse } from '@kaconf/syntax';
import { readConfiguration } from './read-configuration.ts';

// A busy machine needs longer.
jest.setTimeout(60_000);

const many = 300_000;

test.each([
  ['something wrong with each line', 'a "b\n'.repeat(many)],
  ['a brace too many before as many directives', `}\n${'instance y\n'.repeat(many)}`],
  ['a brace too many and no end of the last line', `}\n${'instance y\n'.repeat(many)}instance y`],
])('%s: a large file is read, and so as keepalived does', (_, text) => {
  const configuration = readConfiguration({ path: 'keepalived.conf', text, encoding: 'utf-8', tree: parse(text) }, { target: newest });
  expect((configuration.asRead ?? configuration).complete).toBe(true);
});

// Following each chain anew for each line would take minutes.
test.each([
  ['forwards', (index: number) => `$V${index + 1}=$V${index}\nrouter_id $V${index + 1}\n`],
  ['backwards', (index: number) => `$V${20_000 - index}=$V${20_001 - index}\nrouter_id $V${20_000 - index}\n`],
])('a chain of definitions, used at each of its links: %s', (_, link) => {
  const text = `$V0=1\n$V20001=1\n${Array.from({ length: 20_000 }, (__, index) => link(index)).join('')}`;
  const { complete } = readConfiguration({ path: 'keepalived.conf', text, encoding: 'utf-8', tree: parse(text) }, { target: newest });
  expect(complete).toBe(false);
});
