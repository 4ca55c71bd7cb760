import { canonicalAddress } from '@kaconf/schema';
import type { FactOf } from '@kaconf/semantics';
import { valueOf } from '../fact-words.ts';

type Mismatch = FactOf<'mismatch'>;

/** Whether a rule about VRRP says more precisely what is wrong with a word; the general rules then leave it out. */
export function isVrrpMismatch(fact: Mismatch): boolean {
  return isRouterId(fact) || isLongPassword(fact) || isLongName(fact) || isMalformedPeer(fact) || isSecondPeer(fact) || isUnquotedCommand(fact);
}

/** `vrrp/vrid-missing` */
export function isRouterId(fact: Mismatch): boolean {
  const { directive, mismatch } = fact;
  return directive.name === 'virtual_router_id' && (mismatch.code === 'invalid' || mismatch.code === 'out-of-range') && !/^[=:]$|[;,]$/.test(valueOf(fact));
}

/** `vrrp/auth-pass-too-long` */
function isLongPassword({ directive, mismatch }: Mismatch): boolean {
  return directive.name === 'auth_pass' && mismatch.code === 'too-long';
}

/** `vrrp/name-too-long` */
export function isLongName({ item, mismatch, words }: Mismatch): boolean {
  if (mismatch.code !== 'too-long') return false;
  return mismatch.expected.some((part) => part.kind === 'value' && part.type === 'interface') || (item && words[mismatch.word - 1] === 'label');
}

/** `vrrp/unicast-peer-malformed` */
function isMalformedPeer({ directive, item, words }: Mismatch): boolean {
  return item && directive.name === 'unicast_peer' && (!isAddress(words[0] ?? '') || isAddressList(words));
}

/** `script/unquoted-arguments` */
function isUnquotedCommand({ directive, item, mismatch }: Mismatch): boolean {
  return !item && mismatch.code === 'extra' && (directive.name === 'script' || directive.name === 'misc_path') && !/^\S+\s+["']/.test(directive.raw);
}

/** `vrrp/address-options` */
function isSecondPeer({ item, mismatch, words }: Mismatch): boolean {
  return item && mismatch.code === 'duplicate-option' && words[mismatch.word] === 'peer';
}

export function isAddress(text: string): boolean {
  return canonicalAddress(text.replace(/\/\d+$/, '')) !== undefined;
}

/** Several addresses on one line, with or without commas. */
export function isAddressList(words: readonly string[]): boolean {
  const pieces = addressPieces(words);
  return pieces.every(isAddress) && (pieces.length > 1 || /[,;]/.test(words.join(' ')));
}

export function addressPieces(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => word.split(/[,;]/)).filter((text) => text !== '');
}
