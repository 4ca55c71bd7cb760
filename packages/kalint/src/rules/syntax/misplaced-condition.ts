import type { Configuration } from '@kaconf/semantics';
import { passagesWith, type Item, type Statement } from '@kaconf/syntax';
import { reportedBy } from '../../facts.ts';
import { misplacedPrefix } from '../../mismatch.ts';
import { defineRule, type Finding } from '../../rule.ts';
import { unknownKeywords } from '../../unknown-keyword.ts';

/** `@lb1 @lb2 priority 90` is no "or" and no "and", and `priority @lb1 90` is no condition at all. */
export default defineRule({
  id: 'syntax/misplaced-condition',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'A condition or generator stands at the start of its line, and a line has one condition.',
  details: [
    'keepalived looks for `@id` or `@^id` once, at the start of a line. What follows is the directive, so a second condition is an unknown keyword: where the first one holds, keepalived reports the line and ignores it. For several nodes write the line once for each.',
    'Behind a keyword or a value `@id`, `~SEQ(…)` and `~LST(…)` are words like any other: a wrong value, or a surplus word.',
  ].join('\n\n'),
  messages: {
    second: '"{text}" is read as a keyword: a line has one condition, and it has "{first}" already. Write a line for each id.',
    late: '"{text}" is read as a value of {keyword}; conditions and generators count at the start of a line only.',
  },
  keepalived: 'sometimes',
  *check(configuration) {
    yield* seconds(configuration);
    for (const fact of configuration.factsOf('mismatch')) {
      const text = misplacedPrefix(fact);
      if (text !== undefined && !isSecond(fact)) yield { at: fact, message: 'late', data: { text, keyword: fact.directive.keyword.name }, reported: reportedBy(fact), ...(fact.reported ? {} : { severity: 'warning' }) };
    }
  },
});

/** The first word of an entry of a list: it stands behind a condition. */
function isSecond({ item, mismatch }: { readonly item: boolean; readonly mismatch: { readonly word: number } }): boolean {
  return item && mismatch.word === 0;
}

function* seconds(configuration: Configuration): Generator<Finding<'second'>> {
  // Where the first condition holds keepalived has met the word.
  const met = [...unknownKeywords(configuration, 'condition')].map(({ fact }) => fact);
  const facts = [...met, ...configuration.factsOf('mismatch').filter((fact) => isSecond(fact) && misplacedPrefix(fact) !== undefined)];
  const byPlace = new Map(facts.map((fact) => [`${fact.range.start} ${fact.document.path}`, fact]));
  for (const document of configuration.documents) {
    if (!document.text.includes('@')) continue;
    for (const item of [...passagesWith(document.tree, hasPrefix)].flat()) {
      if (!hasPrefix(item) || item.prefixes.length !== 1) continue;
      const [first] = item.prefixes;
      const [second] = item.words;
      if (first?.kind !== 'condition' || !second || second.quoted || !/^@\^?[\w.-]/.test(second.text)) continue;
      const fact = byPlace.get(`${second.start} ${document.path}`);
      const range = { start: second.start, end: second.end };
      yield { at: { document, range }, message: 'second', data: { first: document.text.slice(first.start, first.end), text: second.text }, reported: fact ? reportedBy(fact) : 'silent' };
    }
  }
}

function hasPrefix(item: Item): item is Statement {
  return item.kind === 'statement' && item.prefixes.length > 0;
}
