/**
 * A copy that is no part of another string: what is cut out of a text keeps all of it in memory, so what outlives a text must not
 * be a cutting.
 */
export function detached(text: string): string {
  return text.split('').join('');
}
