import { describe, type Part } from '@kaconf/schema';
import type { Configuration, Directive, FactOf } from '@kaconf/semantics';
import { isWritten, valueOf } from '../../fact-words.ts';
import { reportedBy } from '../../facts.ts';
import { hasRuleOfItsOwn, isSeparatorSlip } from '../../mismatch.ts';
import { occurs } from '../../occurs.ts';
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
    default: '{keyword} {value} is out of range: {expected} is expected. keepalived ignores it.',
    fallback: '{keyword} {value} is out of range: {expected} is expected. keepalived ignores it, the default is {fallback}.',
    taken: '{keyword} {value} is out of range: {expected} is expected. keepalived takes {nearest}.',
    unchecked: '{keyword} {value} is out of range: {expected} is expected. keepalived does not check it.',
    prefix: '{value}: a prefix length is {nearest} at most with this address; keepalived takes /{nearest}.',
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
      const prefix = prefixLimit(mismatch.expected, value);
      const nearest = nearestLegal(mismatch.expected, value);
      const taken = prefix ?? (isAdjusted(directive.keyword.name, mismatch.expected) ? nearest : undefined);
      const data = { keyword: optionOf(fact) ?? directive.keyword.name, value: value.trim() === '' ? `"${value}"` : value, expected: describe(mismatch.expected), fallback: String(fallback ?? ''), nearest: taken ?? '' };
      const message = !fact.reported ? 'unchecked' : prefix !== undefined ? 'prefix' : taken !== undefined ? 'taken' : fallback === undefined ? 'default' : 'fallback';
      const edit = isWritten(fact) && nearest !== undefined ? [{ path: fact.document.path, ...fact.range, text: nearest }] : undefined;
      yield {
        at: fact,
        message,
        data,
        reported: reportedBy(fact),
        ...(fact.reported ? {} : { severity: 'warning' }),
        ...(edit ? { suggestions: [{ title: 'nearest', data: { nearest: edit[0]?.text ?? '' }, safe: false, edits: edit }] } : {}),
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
    if (!occurs(configuration, ...names)) continue;
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

/** What keepalived replaces by the nearest legal value (proc_rt_priority_handler, quorum_handler, parse_route). */
function isAdjusted(keyword: string, expected: readonly Part[]): boolean {
  return /^(?:(?:vrrp|checker|bfd)_rt_priority|quorum)$/.test(keyword) || expected.some((part) => part.kind === 'value' && part.type === 'time-rtt');
}

/** The word in front of the value, where it names it: `maxlen` in `lvs_sync_daemon eth0 maxlen 120000`. */
function optionOf(fact: FactOf<'mismatch'>): string | undefined {
  const { item, words, directive, mismatch } = fact;
  if (mismatch.word === 0) return undefined;
  const before = item ? words[mismatch.word - 1] : directive.argumentWords[mismatch.word - 1]?.text;
  const isValue = !item && directive.match().args.some((argument) => argument.word === mismatch.word - 1 && argument.part.kind === 'value');
  return before !== undefined && !isValue && /^[a-z][a-z_-]+$/.test(before) ? before : undefined;
}

/** The longest prefix of an address whose own is longer. */
function prefixLimit(expected: readonly Part[], value: string): string | undefined {
  if (!/^[\da-fA-F.:]+\/\d+$/.test(value) || !expected.some((part) => part.kind === 'value' && part.type.startsWith('ip'))) return undefined;
  return value.includes(':') ? '128' : '32';
}

function nearestLegal(expected: readonly Part[], value: string): string | undefined {
  if (expected.some((part) => part.kind === 'value' && part.type === 'time-rtt')) return /^\d+(?:ms|msecs?)?$/i.test(value) && parseInt(value, 10) < 200 ? '200ms' : '120s';
  const number = Number(value);
  const part = expected.find((each) => each.kind === 'value' && each.min !== undefined && each.max !== undefined);
  if (part?.kind !== 'value' || !Number.isFinite(number)) return undefined;
  return number < (part.min ?? 0) ? String(part.min) : String(part.max);
}
