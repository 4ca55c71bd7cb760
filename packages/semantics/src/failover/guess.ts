import type { World } from './choices.ts';
import type { Roster } from './roster.ts';

/** Everything that had to be guessed in some world, in words. */
export function describeGuesses(roster: Roster, worlds: readonly World<unknown>[] | undefined): readonly string[] {
  const guesses = new Set<string>();
  for (const { guessed } of worlds ?? []) for (const guess of guessed) guesses.add(guess);
  return [...guesses].map((guess) => describeGuess(roster, guess));
}

/**
 * Puts the name of an unknown quantity into words: units are written as `instance on node`.
 *
 * @param guess as in {@link World.guessed}, with units as numbers
 */
function describeGuess(roster: Roster, guess: string): string {
  const named = (number: string): string => {
    const unit = roster.units[Number(number)];
    return unit ? `${unit.instance.name} on ${unit.owner.name}` : number;
  };
  if (guess.startsWith('start order')) return 'start order';
  const [what = '', rest = ''] = guess.split('#', 2);
  const [unit = '', ...others] = rest.split(' ');
  if (/^\d+$/.test(unit) && others.length === 1 && /^\d+$/.test(others[0] ?? '')) return `${what} of ${named(unit)} and ${named(others[0] ?? '')}`;
  if (others[0] === 'from') return `${what} of ${named(unit)}`;
  const object = others.length > 0 && !/^[-+]|^(above|before)$/.test(others[0] ?? '') ? ` ${others.slice(-1).join(' ')}` : '';
  return `${what}${object} of ${named(unit)}`;
}
