import type { Directive, Place } from '@kaconf/semantics';
import type { Edit } from '../../diagnostic.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';
import { certainRemoval, isPlain } from '../../vrrp/certain-edits.ts';

/** A size or policy that was asked for, as keepalived reads it. */
interface Asked extends Place {
  readonly text: string;
}

/** `vrrp_rx_bufs_policy_handler`: what was asked for in all lines so far is compared at the end of each. */
export default defineRule({
  id: 'global/receive-buffer-policies',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: '`vrrp_rx_bufs_policy` is MTU, ADVERT or a size, not two of them.',
  details: 'The words of all `vrrp_rx_bufs_policy` lines count together, upper or lower case. Beside a size keepalived ignores both policies, beside `MTU` it ignores `ADVERT`, whichever came first, and the config test fails.',
  messages: {
    size: 'vrrp_rx_bufs_policy takes a size or a policy; keepalived keeps the size {size} and ignores {policy}. Delete one of them.',
    policies: 'vrrp_rx_bufs_policy takes one policy; keepalived keeps MTU and ignores ADVERT. Delete one of them.',
    other: 'The other one stands here.',
    remove: 'Delete {policy}',
  },
  needs: ['vrrp_rx_bufs_policy'],
  keepalived: 'yes',
  fixable: 'suggestion',
  *check(configuration, context) {
    /** By `MTU`, `ADVERT` or `size`, where it was asked for. */
    const asked = new Map<string, Asked>();
    for (const block of configuration.blocks('global_defs')) {
      for (const directive of block.directives) {
        if (directive.name !== 'vrrp_rx_bufs_policy') continue;
        const here = askedBy(directive);
        for (const [what, at] of here) asked.set(what, at);
        const policies = ['MTU', 'ADVERT'].filter((policy) => asked.has(policy));
        const kept = asked.has('size') ? 'size' : 'MTU';
        const ignored = kept === 'size' ? policies : policies.slice(1);
        if (ignored.length > 0) {
          const at = ignored.map((policy) => here.get(policy)).find((place) => place !== undefined);
          const other = asked.get(at ? kept : (ignored[0] ?? ''));
          const edit = at && withoutPolicies(directive, ignored);
          const policy = ignored.join(', ');
          yield {
            at: at ?? here.get(kept) ?? directive,
            message: kept === 'size' ? 'size' : 'policies',
            data: { policy, size: asked.get('size')?.text ?? '' },
            related: other ? [{ at: other, message: 'other' }] : [],
            suggestions: edit ? [{ title: 'remove', data: { policy }, safe: false, edits: edit }] : [],
            reported: reportedFrom(context.target, 2_000_007, directive.line),
          };
        }
        // An unknown word may have made keepalived forget the policies before it; a size stays.
        const forgotten = directive.words.some((word) => word.dynamic !== undefined) ? policies : ignored;
        for (const policy of forgotten) asked.delete(policy);
      }
    }
  },
});

/** A size is read from the first word, whichever word is none of the two policies. */
function askedBy(directive: Directive): ReadonlyMap<string, Asked> {
  const places = new Map<string, Asked>();
  const [first, ...rest] = directive.words.slice(1);
  if (!first) return places;
  const add = (what: string, word: Place['range'] & { readonly text: string }): void => {
    if (!places.has(what)) places.set(what, { document: directive.document, range: { start: word.start, end: word.end }, text: word.text });
  };
  if (first.dynamic === undefined && /^\+?\d+$/.test(first.text) && Number(first.text) <= 4_294_967_295) add('size', first);
  for (const word of [first, ...rest]) {
    const policy = policyOf(word);
    if (policy !== undefined) add(policy, word);
  }
  return places;
}

function policyOf({ text, dynamic }: { readonly text: string; readonly dynamic?: unknown }): string | undefined {
  const policy = text.toUpperCase();
  return dynamic === undefined && (policy === 'MTU' || policy === 'ADVERT') ? policy : undefined;
}

/** Takes the policies out that keepalived ignores, with the whole line where nothing remains. */
function withoutPolicies(directive: Directive, ignored: readonly string[]): readonly Edit[] | undefined {
  if (!isPlain(directive)) return undefined;
  const isIgnored = directive.words.map((word, number) => number > 0 && ignored.includes(policyOf(word) ?? ''));
  if (isIgnored.slice(1).every(Boolean)) {
    const whole = certainRemoval(directive);
    return whole && [whole];
  }
  return directive.words.flatMap((word, number) => {
    const before = directive.words[number - 1];
    return before && isIgnored[number] ? [{ path: directive.document.path, start: before.end, end: word.end, text: '' }] : [];
  });
}
