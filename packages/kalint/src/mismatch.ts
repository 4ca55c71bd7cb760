import type { FactOf } from '@kaconf/semantics';
import { valueOf } from './fact-words.ts';
import { isCommentForValue } from './foreign-comments.ts';
import { isLooseMask } from './lvs/granularity.ts';
import { isVrrpMismatch } from './vrrp/owned-mismatches.ts';

/** A value that is wrong only for a `;`, `,` or backslash at its end, or for a `=` in front: another rule says so more precisely. */
export function isSeparatorSlip(fact: FactOf<'mismatch'>): boolean {
  const text = valueOf(fact);
  return (!fact.item && fact.mismatch.word === 0 && (text === '=' || text === ':')) || (text.length > 1 && /[;,\\]$/.test(text));
}

/** A value that holds a NUL, or a dash or quote of a word processor: another rule names the character. */
export function hasStrangeCharacter(fact: FactOf<'mismatch'>): boolean {
  return /[\0\u00A0\u2018\u2019\u201C\u201D\u2013\u2014]/.test(valueOf(fact));
}

/** A `digest` or `status_code` that cannot be read: the rule on incomplete checks says what it means. */
export function isHttpExpectation(fact: FactOf<'mismatch'>): boolean {
  const { directive, mismatch } = fact;
  if (directive.keyword.name !== 'digest' && directive.keyword.name !== 'status_code') return false;
  return !isSeparatorSlip(fact) && ['invalid', 'out-of-range', 'too-long', 'too-short'].includes(mismatch.code);
}

/** The id of the synchronisation without its keyword, as before 1.2.24; keepalived takes it and complains. */
export function isBareSyncId({ directive, mismatch, item }: FactOf<'mismatch'>): boolean {
  const word = directive.argumentWords[mismatch.word];
  return directive.name === 'lvs_sync_daemon' && !item && mismatch.code === 'enum' && mismatch.word >= 2 && /^\d{1,3}$/.test(word?.text ?? '');
}

/** `@id`, `~SEQ(…)` or `~LST(…)` in the place of a value: another rule says where they belong. */
export function misplacedPrefix(fact: FactOf<'mismatch'>): string | undefined {
  return /^(?:@\^?[A-Za-z0-9][\w.-]*|~(?:SEQx?|LST)\([^)]*\)?)/.exec(valueOf(fact))?.[0];
}

/** A further address in an entry of a list of addresses: another rule says that each has a line of its own. */
export function isSecondAddress(fact: FactOf<'mismatch'>): boolean {
  const { item, mismatch, directive } = fact;
  if (!item || mismatch.word === 0 || (mismatch.code !== 'enum' && mismatch.code !== 'extra')) return false;
  return /^(?:virtual_ipaddress(?:_excluded)?|static_ipaddress)$/.test(directive.name) && /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}:[\da-f:]{1,40})(?:\/\d{1,3})?$/i.test(valueOf(fact));
}

/** A policy behind a size or a word that is neither: it is read, and another rule says whether it counts. */
export function isBufferPolicy({ directive, mismatch, item }: FactOf<'mismatch'>): boolean {
  return directive.name === 'vrrp_rx_bufs_policy' && !item && mismatch.code === 'extra' && directive.argumentWords.slice(mismatch.word).some(({ text }) => /^(?:mtu|advert)$/i.test(text));
}

/** Whether another rule says more precisely what is wrong with a word; those about words in general leave it out. */
export function hasRuleOfItsOwn(fact: FactOf<'mismatch'>): boolean {
  return isHttpExpectation(fact) || isLooseMask(fact) || isVrrpMismatch(fact) || hasStrangeCharacter(fact) || isBareSyncId(fact) || misplacedPrefix(fact) !== undefined || isSecondAddress(fact) || isBufferPolicy(fact) || isCommentForValue(fact);
}
