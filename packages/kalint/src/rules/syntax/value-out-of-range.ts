import { describe, type Part } from '@kaconf/schema';
import { reportedBy } from '../../facts.ts';
import { hasRuleOfItsOwn, isSeparatorSlip } from '../../mismatch.ts';
import { defineRule } from '../../rule.ts';

/** A number that keepalived refuses or replaces. */
export default defineRule({
  id: 'syntax/value-out-of-range',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Numbers are within the range that keepalived accepts.',
  details: 'A number outside the range is not cut to the nearest legal one: for most keywords keepalived ignores the line and the default applies. The page of the keyword tells the range.',
  messages: {
    default: '{keyword} {value} is out of range: {expected} is expected. {effect}',
    nearest: 'Write {nearest}',
  },
  keepalived: 'yes',
  fixable: 'suggestion',
  *check(configuration) {
    for (const fact of configuration.factsOf('mismatch')) {
      const { mismatch, directive } = fact;
      // Two keywords have a rule of their own that says more.
      if (mismatch.code !== 'out-of-range' || isSeparatorSlip(fact) || hasRuleOfItsOwn(fact) || ownRule(directive.keyword.name, fact.document.text.slice(fact.range.start, fact.range.end))) continue;
      const value = fact.document.text.slice(fact.range.start, fact.range.end);
      const fallback = directive.keyword.default;
      const data = {
        keyword: directive.keyword.name,
        value,
        expected: describe(mismatch.expected),
        effect: !fact.reported ? 'keepalived does not check it.' : fallback === undefined ? 'keepalived ignores it.' : `keepalived ignores it, the default is ${String(fallback)}.`,
      };
      const nearest = nearestLegal(mismatch.expected, value);
      yield {
        at: fact,
        message: 'default',
        data,
        reported: reportedBy(fact),
        ...(fact.reported ? {} : { severity: 'warning' }),
        ...(nearest === undefined ? {} : { suggestions: [{ title: 'nearest', data: { nearest }, safe: false, edits: [{ path: fact.document.path, ...fact.range, text: nearest }] }] }),
      };
    }
  },
});

function ownRule(keyword: string, value: string): boolean {
  return Number(value) === 0 && ['persistence_timeout', 'garp_interval', 'gna_interval', 'vrrp_garp_interval', 'vrrp_gna_interval'].includes(keyword);
}

function nearestLegal(expected: readonly Part[], value: string): string | undefined {
  const number = Number(value);
  const part = expected.find((each) => each.kind === 'value' && each.min !== undefined && each.max !== undefined);
  if (part?.kind !== 'value' || !Number.isFinite(number)) return undefined;
  return number < (part.min ?? 0) ? String(part.min) : String(part.max);
}
