import { formatVersion } from '@kaconf/schema';
import { blockName, reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';
import { unknownKeywords } from '../../unknown-keyword.ts';

/** A keyword that the target does not know yet is an unknown word to it. */
export default defineRule({
  id: 'syntax/keyword-needs-version',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Keywords and options are known to the keepalived version that will read the file.',
  details: 'The target version (`--target`, the configuration file, or a comment `# kalint-target 2.2.7`) is older than the keyword. keepalived ignores the line as it would any unknown word; where the keyword opens a block, the lines inside are read in the surrounding block.',
  messages: {
    default: '"{keyword}" is known from keepalived {since} on; the target is {target}, which ignores the line.',
    fraction: '{of} {keyword}: fractions are read from keepalived {since} on; {target} ignores the line.',
    word: '"{keyword}" ({of}) is known from keepalived {since} on; the target is {target}.',
  },
  needs: ['fact:unknown-keyword', 'fact:keyword-version', 'fact:mismatch'],
  keepalived: 'sometimes',
  *check(configuration) {
    const target = formatVersion(configuration.target);
    for (const { fact, word, reason } of unknownKeywords(configuration, 'version')) {
      const since = reason.keyword.since;
      if (since === undefined) continue;
      yield { at: fact, message: 'default', data: { keyword: word, since: formatVersion(since), target, block: blockName(fact.block) }, reported: reportedBy(fact), derails: fact.opensBlock };
    }
    for (const fact of configuration.factsOf('mismatch')) {
      if (fact.mismatch.code !== 'needs-version' || fact.mismatch.version === undefined) continue;
      const text = fact.document.text.slice(fact.range.start, fact.range.end);
      const fraction = fact.mismatch.expected.some((part) => part.kind === 'value');
      yield { at: fact, message: fraction ? 'fraction' : 'word', data: { keyword: text, of: fact.directive.keyword.name, since: formatVersion(fact.mismatch.version), target }, reported: reportedBy(fact) };
    }
  },
});
