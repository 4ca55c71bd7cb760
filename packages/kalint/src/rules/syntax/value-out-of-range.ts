import { describe, type Part } from '@kaconf/schema';
import type { Configuration, Directive } from '@kaconf/semantics';
import { isWritten, valueOf } from '../../fact-words.ts';
import { reportedBy } from '../../facts.ts';
import { hasRuleOfItsOwn, isSeparatorSlip } from '../../mismatch.ts';
import { reportedFrom } from '../../reported.ts';
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
    zero: '{keyword} 0 makes no sense to keepalived; it complains and takes 1.',
    nearest: 'Write {nearest}',
  },
  keepalived: 'yes',
  fixable: 'suggestion',
  *check(configuration) {
    for (const fact of configuration.factsOf('mismatch')) {
      const { mismatch, directive } = fact;
      // Two keywords have a rule of their own that says more.
      if (mismatch.code !== 'out-of-range' || isSeparatorSlip(fact) || hasRuleOfItsOwn(fact) || ownRule(directive.keyword.name, valueOf(fact))) continue;
      const value = valueOf(fact);
      const fallback = directive.keyword.default;
      const data = {
        keyword: directive.keyword.name,
        value,
        expected: describe(mismatch.expected),
        effect: !fact.reported ? 'keepalived does not check it.' : fallback === undefined ? 'keepalived ignores it.' : `keepalived ignores it, the default is ${String(fallback)}.`,
      };
      const nearest = isWritten(fact) ? nearestLegal(mismatch.expected, value) : undefined;
      yield {
        at: fact,
        message: 'default',
        data,
        reported: reportedBy(fact),
        ...(fact.reported ? {} : { severity: 'warning' }),
        ...(nearest === undefined ? {} : { suggestions: [{ title: 'nearest', data: { nearest }, safe: false, edits: [{ path: fact.document.path, ...fact.range, text: nearest }] }] }),
      };
    }
    for (const directive of zeros(configuration)) yield { at: directive, message: 'zero', data: { keyword: directive.name }, reported: reportedFrom(configuration.target, 2_000_007, directive.line) };
  },
});

/** Keywords for which keepalived replaces 0 by 1 and says so (`vrrp_garp_rep_handler` and the like). */
const atLeastOne: Readonly<Record<string, readonly string[]>> = {
  global_defs: ['smtp_connect_timeout', 'vrrp_garp_master_repeat', 'vrrp_garp_master_refresh_repeat'],
  vrrp_instance: ['garp_master_repeat', 'garp_master_refresh_repeat'],
  vrrp_script: ['interval', 'timeout'],
};

function* zeros(configuration: Configuration): Generator<Directive> {
  for (const [path, names] of Object.entries(atLeastOne)) {
    for (const block of configuration.blocksAt(path)) {
      for (const directive of block.directives) {
        const first = names.includes(directive.name) ? directive.match().args[0] : undefined;
        if (first?.state === 'known' && first.value === 0) yield directive;
      }
    }
  }
}

function ownRule(keyword: string, value: string): boolean {
  return Number(value) === 0 && ['persistence_timeout', 'garp_interval', 'gna_interval', 'vrrp_garp_interval', 'vrrp_gna_interval'].includes(keyword);
}

function nearestLegal(expected: readonly Part[], value: string): string | undefined {
  const number = Number(value);
  const part = expected.find((each) => each.kind === 'value' && each.min !== undefined && each.max !== undefined);
  if (part?.kind !== 'value' || !Number.isFinite(number)) return undefined;
  return number < (part.min ?? 0) ? String(part.min) : String(part.max);
}
