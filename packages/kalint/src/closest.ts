import { distance } from 'fastest-levenshtein';

/** Spellings that people use and that edit distance alone does not lead to the right word. */
const habits: Readonly<Record<string, string>> = {
  raise: 'rise',
  intervall: 'interval',
  virtual_ip_address: 'virtual_ipaddress',
  virtual_ip: 'virtual_ipaddress',
  virtual_ipaddresses: 'virtual_ipaddress',
  track_scripts: 'track_script',
  track_interfaces: 'track_interface',
  enabled_script_security: 'enable_script_security',
  script_security: 'enable_script_security',
  vrrp_instace: 'vrrp_instance',
  advertisement_interval: 'advert_int',
  router_virtual_id: 'virtual_router_id',
  vrid: 'virtual_router_id',
  password: 'auth_pass',
  smtp_connection_timeout: 'smtp_connect_timeout',
};

/**
 * The word that was probably meant.
 *
 * @param word what was written
 * @param candidates what may stand there
 * @returns undefined where nothing is near enough (a third of the letters, at most two edits, three in long words)
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const habit = Object.hasOwn(habits, lower) ? habits[lower] : undefined;
  if (habit !== undefined && candidates.includes(habit)) return habit;
  const limit = word.length <= 3 ? 1 : word.length <= 12 ? 2 : 3;
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const far = candidate.toLowerCase() === lower ? 0 : distance(lower, candidate.toLowerCase());
    if (far < bestDistance && far < Math.max(candidate.length, 2)) {
      best = candidate;
      bestDistance = far;
    }
  }
  return best;
}

/** Far more than a file that people wrote needs, and done in a moment. */
const mostComparisons = 1_000_000;

/**
 * Looks for what was meant by many words, as long as that is quick: a hundred thousand unknown names among as many known ones are
 * no slips of the hand. One for each judgement of a file by a rule.
 */
export class Search {
  #left = mostComparisons;

  /** Whether so many words may still be compared; counts them as compared. */
  affords(comparisons: number): boolean {
    this.#left -= comparisons;
    return this.#left >= 0;
  }

  /** As {@link closest}. */
  closest(word: string, candidates: readonly string[]): string | undefined {
    return this.affords(candidates.length) ? closest(word, candidates) : undefined;
  }
}

/** Whether exactly one candidate is one edit away: then a fix is certain enough to be applied. */
export function onlyOneEditAway(word: string, candidates: readonly string[]): boolean {
  return candidates.filter((candidate) => Math.abs(candidate.length - word.length) <= 1 && distance(word, candidate) === 1).length === 1;
}
