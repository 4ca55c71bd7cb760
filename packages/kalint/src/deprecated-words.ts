import type { Part } from '@kaconf/schema';
import type { Configuration, Directive, Item, Place } from '@kaconf/semantics';

/** A deprecated word among the arguments of a directive or in a line of a list. */
export interface DeprecatedWord {
  readonly at: Place;
  readonly word: string;
  readonly use: string;
  /** The keyword of the line, or of the list. */
  readonly owner: Directive | Item;
  /** Whether the range is the word as it stands in the file. */
  readonly written: boolean;
}

/** All of them, by the `deprecated` marks in the signatures. */
export function* deprecatedWords(configuration: Configuration): Generator<DeprecatedWord> {
  const marked = (signature: Part | undefined): boolean => signature !== undefined && marksOf(signature).size > 0;
  const directives = configuration.directivesWhere((keyword) => marked(keyword.signature) || marked(keyword.items));
  const owners = directives.flatMap((directive): readonly (Directive | Item)[] => (directive.isBlock() ? [directive, ...directive.items] : [directive]));
  for (const owner of owners) {
    const marks = marksOf(owner.signature);
    if (marks.size === 0) continue;
    const values = new Map(owner.match().args.map((argument) => [argument.word, argument]));
    for (const [index, word] of owner.argumentWords.entries()) {
      const use = marks.get(word.text);
      if (use === undefined || word.dynamic) continue;
      const argument = values.get(index);
      // A value of that text, such as the name of a device, is none.
      if (argument?.part.kind === 'value') continue;
      const range = { start: word.start, end: word.end };
      yield { at: { document: owner.document, range }, word: word.text, use, owner, written: owner.document.text.slice(word.start, word.end) === word.text };
    }
  }
}

const memo = new WeakMap<object, ReadonlyMap<string, string>>();

/** The deprecated words of a signature with what to write instead. */
function marksOf(signature: Part): ReadonlyMap<string, string> {
  let marks = memo.get(signature);
  if (!marks) {
    const found = new Map<string, string>();
    collect(signature, found);
    marks = found;
    memo.set(signature, marks);
  }
  return marks;
}

function collect(part: unknown, into: Map<string, string>): void {
  if (typeof part !== 'object' || part === null) return;
  if (Array.isArray(part)) {
    for (const each of part) collect(each, into);
    return;
  }
  if ('kind' in part && part.kind === 'literal' && 'text' in part && 'deprecated' in part && typeof part.text === 'string' && typeof part.deprecated === 'string') into.set(part.text, part.deprecated);
  for (const each of Object.values(part)) collect(each, into);
}
