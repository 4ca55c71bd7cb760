import { explore, exploreFrom, type Choices } from './choices.ts';

/** Asks for two unknown values and says what it heard. */
const first = (choices: Choices): string => (choices.exceeds('a', 5, 1, 10) ? (choices.exceeds('a', 8, 1, 10) ? 'high' : 'middle') : 'low');
const second = (choices: Choices): string => `${choices.exceeds('a', 7, 1, 10) ? 'above' : 'below'} ${choices.holds('b') ? 'yes' : 'no'}`;

describe('going on from worlds', () => {
  const whole = explore((choices) => `${first(choices)} ${second(choices)}`)?.map(({ result, guessed }) => ({ result, guessed }));

  test('gives the same worlds, in the same order and with the same guesses, as one run', () => {
    const beginnings = explore(first)?.map((world) => ({ ...world, key: world.result }));
    expect(exploreFrom(beginnings, (result, choices) => `${result} ${second(choices)}`)).toEqual(whole);
    // "high" and "low" decide the second question about a, "middle" does not.
    expect(whole).toHaveLength(2 + 4 + 2);
  });

  test('worlds with one key go on together, each with its own guesses', () => {
    let played = 0;
    const beginnings = explore((choices) => choices.holds('x') === choices.holds('y'))?.map((world) => ({ ...world, key: String(world.result) }));
    const worlds = exploreFrom(beginnings, (same, choices) => {
      played++;
      return same && choices.holds('z');
    });
    expect(played).toBe(3);
    expect(worlds?.map(({ result }) => result)).toEqual([true, false, false, false, true, false]);
    expect(worlds?.map(({ guessed }) => guessed.join(''))).toEqual(['xyz', 'xyz', 'xy', 'xy', 'xyz', 'xyz']);
  });

  test('too many worlds are none', () => {
    const many = (choices: Choices): boolean[] => Array.from({ length: 5 }, (_, at) => choices.holds(`early ${at}`));
    const beginnings = explore(many)?.map((world, at) => ({ ...world, key: String(at) }));
    const goOn = (questions: number) => exploreFrom(beginnings, (_, choices) => Array.from({ length: questions }, (_one, at) => choices.holds(`late ${at}`)));
    expect(goOn(4)).toHaveLength(512);
    expect(goOn(5)).toBeUndefined();
    expect(exploreFrom(undefined, () => true)).toBeUndefined();
  });
});
