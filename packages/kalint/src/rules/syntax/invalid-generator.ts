import { reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';

/** `~SEQ` and `~LST` that keepalived cannot carry out. */
export default defineRule({
  id: 'syntax/invalid-generator',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: '`~SEQ` and `~LST` have arguments that make sense.',
  details: 'The forms are `~SEQ(VAR, [START,] [STEP,] END) text` and `~LST(VAR, VALUE, …) text` or `~LST({VAR, …}, {VALUE, …}, …) text`. A step of zero or of the wrong sign, an undefined name among the numbers, more values than variables: keepalived reports the line and drops it.',
  messages: {
    default: '"{text}" cannot be carried out; keepalived drops the line.',
    long: '"{text}" makes more lines than kalint follows; what it brings is not judged.',
  },
  needs: ['fact:generator-too-long', 'fact:invalid-generator'],
  keepalived: 'yes',
  *check(configuration) {
    for (const fact of configuration.factsOf('invalid-generator')) yield { at: fact, message: 'default', data: { text: fact.text }, reported: reportedBy(fact) };
    for (const fact of configuration.factsOf('generator-too-long')) yield { at: fact, message: 'long', data: { text: fact.text }, severity: 'info' };
  },
});
