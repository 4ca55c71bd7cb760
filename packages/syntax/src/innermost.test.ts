import fc from 'fast-check';
import { enclosingBlocks, innermostBlock, parse } from './index.ts';
import { fragments } from './soup.ts';

test('the innermost block is the last of the blocks around, at every place of every text', () => {
  fc.assert(fc.property(fragments, (text) => {
    const tree = parse(text);
    for (let offset = 0; offset <= text.length; offset++) expect([offset, innermostBlock(tree, offset)]).toEqual([offset, enclosingBlocks(tree, offset).at(-1)]);
  }), { numRuns: 1000 });
});

test('a hundred thousand blocks within each other', () => {
  const depth = 100_000;
  const tree = parse(`${'a {\n'.repeat(depth)}${'}\n'.repeat(depth)}`);
  expect(innermostBlock(tree, 4 * depth)?.start).toBe(4 * (depth - 1));
  expect(innermostBlock(tree, 6)?.start).toBe(0);
});
