import type { Roster } from './roster.ts';

/**
 * Puts the name of an unknown quantity into words: units are written as `instance on node`.
 *
 * @param guess as in {@link Choices.guessed}, with units as numbers
 */
export function describeGuess(roster: Roster, guess: string): string {
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
