import { defineRule } from '../../rule.ts';

/** Such an include is read once by the parent and once more by each of its children. */
export default defineRule({
  id: 'syntax/include-misplaced',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: '`include` stands at the start of a line.',
  details: 'Since 2.2.0 keepalived\'s parent process copies all files into one for its children. It removes only those include lines that stand at the very start of a line: one behind a condition, behind a brace, in a definition or in a generator is carried out by the parent and then once more by each child, so that what it brings is read twice.',
  messages: {
    condition: 'An include behind a condition is read twice (by the parent and again by its children).',
    brace: 'An include behind a brace is read twice (by the parent and again by its children).',
    generator: 'An include in a generator is read twice (by the parent and again by its children), and after the rest of the expansion.',
    definition: 'An include in a definition is read twice (by the parent and again by its children), and after the rest of the expansion.',
  },
  needs: ['fact:include-misplaced'],
  keepalived: 'no',
  *check(configuration) {
    if (configuration.target < 2_002_000) return;
    for (const fact of configuration.factsOf('include-misplaced')) yield { at: fact, message: fact.reason };
  },
});
