const SIZE = 1024;
const LONGEST = 24;

/**
 * Keeps the short words of one text, so that a word that occurs ten thousand times is one string.
 * Configurations repeat few words often; a hit costs less than cutting the word out of the text once more.
 */
export class WordCache {
  private readonly words = new Array<string>(SIZE).fill('');
  /** Slots that hold a word: most texts are single lines, and few slots are theirs. */
  private readonly used: number[] = [];

  /** Forgets all words, since a string cut out of a text keeps the whole text in memory. */
  clear(): void {
    for (const slot of this.used) this.words[slot] = '';
    this.used.length = 0;
  }

  /** `text.slice(start, end)`, as the same string as last time where possible. */
  slice(text: string, start: number, end: number): string {
    const length = end - start;
    if (length > LONGEST) return text.slice(start, end);
    const middle = start + (length >> 1);
    const hash = (((text.charCodeAt(start) * 31 + text.charCodeAt(middle)) * 31 + text.charCodeAt(end - 1)) * 31 + length) & (SIZE - 1);
    const known = this.words[hash];
    if (known?.length === length && text.startsWith(known, start)) return known;
    const word = text.slice(start, end);
    if (known === '') this.used.push(hash);
    this.words[hash] = word;
    return word;
  }
}
