/** About as many UTF-16 units come out of one round of a generator. */
const unitsOfRound = 400;

/**
 * Guesses how much work a file makes, in UTF-16 units of text to be judged. Decides nothing but which thread takes the file:
 * a few lines with generators may stand for many thousands, and are read once for each config id.
 */
export function weightOf(text: string): number {
  if (!text.includes('~') && !text.includes('@')) return text.length;
  let generated = 0;
  for (const [line] of text.matchAll(/^.*~(?:SEQx?|LST)\(.*$/gm)) {
    let rounds = 1;
    for (const [, name, args = ''] of line.matchAll(/~(SEQx?|LST)\(([^()]{0,200})/g)) rounds *= name === 'LST' ? args.split(',').length : spanOf(args);
    generated += Math.min(rounds, 100_000) * unitsOfRound;
  }
  const ids = new Set(Array.from(text.matchAll(/^[ \t]*@\^?(\w+)/gm), ([, id]) => id)).size;
  return (text.length + generated) * Math.max(1, ids);
}

/** How far the numbers of a sequence are apart. */
function spanOf(args: string): number {
  const numbers = args.split(',').slice(1).map((word) => Number.parseInt(word, 10)).filter(Number.isFinite);
  const [first = 1] = numbers;
  return Math.max(1, Math.abs((numbers.at(-1) ?? first) - (numbers.length > 1 ? first : 1)) + 1);
}
