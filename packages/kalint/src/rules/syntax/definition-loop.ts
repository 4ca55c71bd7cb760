import { defineRule } from '../../rule.ts';

/** A definition that uses itself is replaced for ever. */
export default defineRule({
  id: 'syntax/definition-loop',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'No definition refers to itself.',
  details: 'keepalived replaces the references in an inserted value too. Where a definition leads back to itself it does so without end: reading the configuration hangs, `keepalived -t` as well.',
  messages: { default: '${name} refers to itself (directly or through others); keepalived hangs when it is used.' },
  needs: ['fact:definition-loop'],
  keepalived: 'no',
  *check(configuration) {
    for (const fact of configuration.factsOf('definition-loop')) yield { at: fact, message: 'default', data: { name: fact.name } };
  },
});
