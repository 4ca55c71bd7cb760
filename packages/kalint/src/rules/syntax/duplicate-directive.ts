import type { Directive } from '@kaconf/semantics';
import { duplicatesOf, type Duplicate } from '../../duplicates.ts';
import { removal } from '../../edits.ts';
import { blockName } from '../../facts.ts';
import { defineRule } from '../../rule.ts';

/** A setting that is given twice; which one counts depends on the keyword. */
export default defineRule({
  id: 'syntax/duplicate-directive',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Each setting is given once in its block.',
  details: [
    'Which of two lines counts depends on the keyword: most numbers take the last one, notify scripts, FIFOs and names the first, `state` stays MASTER once it was. Only some cases are reported by keepalived.',
    'Lines for different config ids (`@lb1 priority 100`, `@lb2 priority 90`) are no duplicates, and lists such as `virtual_ipaddress` go on where the first one ended.',
  ].join('\n\n'),
  messages: {
    same: '{keyword} is set twice in {block}, to the same value.',
    first: '{keyword} is set twice in {block}; keepalived uses the first one ({value}) and ignores this one.',
    last: '{keyword} is set twice in {block}; keepalived uses the last one ({value}).',
    largest: '{keyword} is set twice in {block}; keepalived uses the larger one.',
    firstHidden: '{keyword} is set twice in {block}; keepalived uses the first one and ignores this one.',
    lastHidden: '{keyword} is set twice in {block}; keepalived uses the last one.',
    other: '{keyword} is set here first.',
    remove: 'Delete the second line',
    unused: 'Delete the line that does not count',
  },
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration) {
    for (const duplicate of duplicatesOf(configuration)) {
      const { directive, first, winner, reported } = duplicate;
      // A second name drops the whole checker, which another rule says.
      if (directive.keyword.context.endsWith('.BFD_CHECK')) continue;
      const equal = !directive.isBlock() && valueOf(directive) === valueOf(first) && !isDynamic(directive) && !isDynamic(first);
      const hidden = directive.isBlock() || isSecret(directive);
      const name = duplicate.wins === 'largest' ? 'largest' : hidden ? (`${duplicate.wins}Hidden` as const) : duplicate.wins;
      const edits = editsOf(duplicate, equal);
      yield {
        at: directive,
        message: equal ? 'same' : name,
        data: { keyword: directive.keyword.name, block: blockName(directive.parent), value: valueOf(winner) },
        related: [{ at: first, message: 'other' }],
        reported: reported ? directive.line : 'silent',
        ...(edits && equal ? { fix: { title: 'remove', safe: true, edits } } : {}),
        ...(edits && !equal ? { suggestions: [{ title: 'unused', safe: false, edits }] } : {}),
      };
    }
  },
});

function valueOf(directive: Directive): string {
  return directive.words.slice(1).map((word) => word.text).join(' ');
}

function isDynamic(directive: Directive): boolean {
  return directive.words.some((word) => word.dynamic !== undefined);
}

/** Passwords do not belong into logs. */
function isSecret(directive: Directive): boolean {
  return directive.name === 'auth_pass' || directive.name === 'password';
}

/** Takes out the second of two equal lines, else the one that does not count. */
function editsOf({ directive, first, winner, wins }: Duplicate, equal: boolean) {
  const unused = equal || winner !== directive ? directive : first;
  const { document, range } = unused;
  if (wins === 'largest' || unused.isBlock() || !document.text.startsWith(unused.keyword.name, range.start)) return undefined;
  return [removal(unused)];
}
