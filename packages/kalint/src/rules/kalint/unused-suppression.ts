import { defineRule, type Finding } from '../../rule.ts';
import type { Suppression } from '../../suppressions.ts';

/** Found by the engine when everything else has been judged: only then is it known what a comment suppressed. */
const rule = defineRule({
  id: 'kalint/unused-suppression',
  scope: 'document',
  severity: 'warning',
  tier: 1,
  summary: 'Each suppressing comment suppresses something.',
  details: 'A `kalint-disable` comment that no longer suppresses any finding hides the next real one. Delete it, or correct the name of the rule.',
  messages: {
    default: 'This comment suppresses nothing ({rules}); delete it.',
    remove: 'Delete the comment',
  },
  keepalived: 'no',
  fixable: 'safe',
  *check() {
    // Nothing to find before all other rules have run.
  },
});

export default rule;

/** The finding for one comment. */
export function unusedSuppressionFinding({ document, range, rules }: Suppression): Finding<'default' | 'remove'> {
  const { start, end } = lineOrComment(document.text, range);
  return {
    at: { document, range },
    message: 'default',
    data: { rules: rules.length === 0 ? 'all rules' : rules.map((each) => each.id).join(', ') },
    fix: { title: 'remove', safe: true, edits: [{ path: document.path, start, end, text: '' }] },
  };
}

/** The whole line where the comment stands alone on it, else the comment with the blanks before it. */
function lineOrComment(text: string, range: { readonly start: number; readonly end: number }): { start: number; end: number } {
  let { start } = range;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const atLineStart = start === 0 || text[start - 1] === '\n';
  let { end } = range;
  if (!atLineStart) return { start, end };
  if (text[end] === '\r') end++;
  if (text[end] === '\n') end++;
  return { start, end };
}
