import type { Argument } from '@kaconf/schema';
import type { Range } from '@kaconf/syntax';
import type { SourceWord } from './logical-line.ts';
import type { Value } from './value.ts';

/** A line that was compared with a signature. */
interface Line {
  readonly range: Range;
  readonly argumentWords: readonly SourceWord[];
}

/** A value that is known. Its place is looked up when somebody asks: few do, and there are very many values. */
class KnownArgument {
  readonly kind = 'known';
  readonly value: unknown;
  readonly text: string;
  readonly #line: Line;
  readonly #word: number;

  constructor(value: unknown, text: string, line: Line, word: number) {
    this.value = value;
    this.text = text;
    this.#line = line;
    this.#word = word;
  }

  get range(): Range {
    return rangeOf(this.#line, this.#word);
  }
}

/** @param word the word that was compared; its place may be that of an equal line */
export function toValue(argument: Argument, word: SourceWord | undefined, line: Line): Value<unknown> {
  const text = word?.text ?? '';
  if (argument.state === 'known' && !word?.dynamic) return new KnownArgument(argument.value, text, line, argument.word);
  const range = rangeOf(line, argument.word);
  if (word?.dynamic) return { kind: 'dynamic', reason: word.dynamic, text, range };
  if (argument.state === 'dynamic') return { kind: 'dynamic', reason: 'variable', text, range };
  return { kind: 'invalid', expected: argument.name, text, range };
}

function rangeOf(line: Line, index: number): Range {
  const word = line.argumentWords[index];
  return word ? { start: word.start, end: word.end } : line.range;
}
