import { isKnown } from '@kaconf/semantics';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Version 2 of the protocol is IPv4 only; what keepalived then sends nobody else understands. */
export default defineRule({
  id: 'vrrp/ipv6-with-version-2',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'IPv6 instances use version 3.',
  details: 'RFC 3768 (version 2) knows IPv4 only, IPv6 came with RFC 5798 (version 3). Where `version 2` stands above the first IPv6 address keepalived really sends version 2 packets over IPv6, which no other implementation understands; below it the line is refused, and in strict mode 3 is used. A global `vrrp_version 2` does no harm: IPv6 instances use 3 all the same.',
  messages: {
    default: '{instance} is IPv6, but version 2 is for IPv4 only: keepalived sends packets that nothing else understands. Write version 3.',
    strict: '{instance} is IPv6, but version 2 is for IPv4 only; in strict mode keepalived uses 3.',
    refused: '{instance} is IPv6 already by its addresses above; keepalived refuses version 2 and uses 3.',
    replace: 'Write version 3',
  },
  needs: ['version'],
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      if (instance.family.value !== 'ipv6') continue;
      const directive = instance.block.get('version');
      const value = directive?.args.value;
      if (!directive || !isKnown(value) || value.value !== 2) continue;
      const decided = instance.family.directive;
      const below = decided !== undefined && instance.block.directives.findIndex((each) => each === decided) < instance.block.directives.findIndex((each) => each.document === directive.document && each.range.start === directive.range.start);
      const message = below ? 'refused' : instance.strict.value ? 'strict' : 'default';
      const { document } = directive;
      const written = document.text.slice(value.range.start, value.range.end) === '2';
      yield {
        at: directive,
        message,
        data: { instance: instance.name },
        reported: below ? directive.line : message === 'strict' ? reportedFrom(context.target, 1_002_020, reportedOnCompletion(instance)) : 'silent',
        ...(written ? { fix: { title: 'replace', safe: true, edits: [{ path: document.path, ...value.range, text: '3' }] } } : {}),
      };
    }
  },
});
