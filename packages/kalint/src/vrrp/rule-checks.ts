import { canonicalAddress } from '@kaconf/schema';

/** What keepalived has against a policy routing rule, by a message key. */
export interface RuleFault {
  readonly message: 'skipped' | 'mixed' | 'tableZero' | 'twoActions' | 'noAction' | 'gotoOrder' | 'gotoPreference' | 'tableOptions' | 'protocol' | 'trackGroup' | 'realms';
  readonly word: string;
}

export interface RuleReading {
  readonly faults: readonly RuleFault[];
  /** A rule that is kept and has no preference of its own. */
  readonly lacksPreference: boolean;
}

type Family = 'ipv4' | 'ipv6' | undefined;

const tableOnly = new Set(['realms', 'suppress_prefixlength', 'sup_pl', 'suppress_ifgroup', 'sup_group']);
const withValue = new Set(['tos', 'dsfield', 'fwmark', 'oif', 'tunnel-id', 'uidrange', 'ipproto', 'sport', 'dport']);
const actions = new Set(['nop', 'blackhole', 'unreachable', 'prohibit', 'l3mdev']);

/** Reads a rule as alloc_rule does, word by word; the words themselves have been found good before. */
export function readRule(words: readonly string[]): RuleReading {
  const faults: RuleFault[] = [];
  let family: Family;
  let action: string | undefined;
  let preference: number | undefined;
  let target: number | undefined;
  let tableOption: string | undefined;
  let protocol: string | undefined;
  let tracked = true;
  let group = false;
  let device = false;
  const dropped = (message: RuleFault['message'], word: string): RuleReading => ({ faults: [{ message, word }], lacksPreference: false });
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const value = words[at + 1] ?? '';
    if (word === 'inet' || word === 'inet6') {
      const named = word === 'inet' ? 'ipv4' : 'ipv6';
      if (family !== undefined && family !== named) return dropped('mixed', word);
      // The word behind is skipped by an oversight in keepalived, so that what follows makes no sense.
      return value === 'not' || value === 'no_track' ? { faults: [], lacksPreference: false } : dropped('skipped', word);
    }
    if (word === 'from' || word === 'to') {
      const found = familyOf(value);
      if (family === undefined) family = found;
      else if (found !== family) return dropped('mixed', value);
      at++;
    } else if (word === 'table' || word === 'lookup') {
      if (value === '0') return dropped('tableZero', value);
      if (action !== undefined) return dropped('twoActions', word);
      action = 'table';
      at++;
    } else if (word === 'preference' || word === 'order' || word === 'priority') {
      preference = Number(value);
      at++;
    } else if (tableOnly.has(word)) {
      tableOption = word;
      if (word === 'realms') {
        if (family === 'ipv6') return dropped('realms', word);
        family = 'ipv4';
      }
      at++;
    } else if (word === 'goto') {
      if (action !== undefined) return dropped('twoActions', word);
      action = 'goto';
      target = Number(value);
      at++;
    } else if (actions.has(word)) {
      if (action !== undefined) return dropped('twoActions', word);
      action = word === 'l3mdev' ? 'table' : word;
    } else if (word === 'dev' || word === 'iif') {
      device = true;
      at++;
    } else if (word === 'protocol') {
      protocol = value;
      at++;
    } else if (word === 'track_group') {
      group = true;
      at++;
    } else if (word === 'no_track') {
      tracked = false;
    } else if (withValue.has(word)) {
      at++;
    }
  }
  if (action === 'goto' && target !== undefined) {
    if (preference === undefined) return dropped('gotoPreference', String(target));
    if (preference >= target) return dropped('gotoOrder', String(target));
  }
  if (action === undefined) return dropped('noAction', '');
  if (action !== 'table' && tableOption !== undefined) return dropped('tableOptions', tableOption);
  if (tracked && protocol !== undefined && protocol !== '18') faults.push({ message: 'protocol', word: protocol });
  if (group && !device) faults.push({ message: 'trackGroup', word: '' });
  return { faults, lacksPreference: preference === undefined };
}

/** `default` is of no family. */
function familyOf(text: string): Family {
  if (text === 'default6') return 'ipv6';
  return canonicalAddress(text.split('/')[0] ?? '')?.family;
}
