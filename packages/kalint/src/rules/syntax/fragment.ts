import { defineRule } from '../../rule.ts';

/** A file for an include, looked at by itself. */
export default defineRule({
  id: 'syntax/fragment',
  scope: 'configuration',
  severity: 'info',
  tier: 2,
  summary: 'A part of a configuration is judged in its place.',
  details: [
    'A file such as `conf.d/web.conf` that holds `real_server` at its top is the inside of a block of another file. Given to kalint together with the file that includes it, it is judged there. Alone it is judged as the inside of the block that its keywords (or a comment `# kalint-context virtual_server`) tell.',
    'keepalived itself would not accept the file alone.',
  ].join('\n\n'),
  messages: { default: 'Judged as the inside of {context}; keepalived would not accept this file by itself.' },
  needs: ['fact:fragment'],
  keepalived: 'yes',
  *check(configuration) {
    for (const fact of configuration.factsOf('fragment')) yield { at: fact, message: 'default', data: { context: fact.context }, reported: 'no-line', derails: true };
  },
});
