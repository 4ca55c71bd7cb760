import { parseSignature } from '../../packages/schema/src/notation.ts';
import type { EnumPart, OptionPart, Part } from '../../packages/schema/src/signature.ts';
import type { Grammar, Resolved } from './grammar.ts';

/** Everything inside a part, itself first. */
export function* parts(part: Part): Generator<Part> {
  yield part;
  if (part.kind === 'sequence' || part.kind === 'choice') for (const each of part.parts) yield* parts(each);
  if (part.kind === 'optional' || part.kind === 'repeat') yield* parts(part.part);
  if (part.kind === 'option') yield* parts(part.args);
  if (part.kind === 'options') for (const each of [...part.others, ...part.options]) yield* parts(each);
}

/** The words with a fixed spelling that a signature knows: keywords of options on the one hand, values on the other. */
export interface FixedWords {
  readonly options: readonly string[];
  readonly values: readonly string[];
  readonly deprecated: readonly string[];
}

const optionWords = (part: OptionPart) => [part.word, ...part.aliases];
const enumWords = (part: EnumPart) => (part.signed ? part.values.flatMap(({ text }) => [text, `+${text}`, `-${text}`]) : part.values.map(({ text }) => text));

export function fixedWords(notation: string | undefined): FixedWords {
  const options = new Set<string>();
  const values = new Set<string>();
  const deprecated = new Set<string>();
  for (const part of parts(parseSignature(notation ?? ''))) {
    if (part.kind === 'option') for (const word of optionWords(part)) (word.deprecated === undefined ? options : deprecated).add(word.text);
    else if (part.kind === 'literal') options.add(part.text);
    else if (part.kind === 'enum') for (const word of enumWords(part)) values.add(word);
  }
  return { options: [...options], values: [...values], deprecated: [...deprecated] };
}

/** Path of a block or keyword. */
export const pathOf = (entry: Resolved) => (entry.context === '' || entry.context === '*' ? entry.name : `${entry.context}.${entry.name}`);

/** Blocks with keywords in them, in the order of the vocabulary; the root is not one. */
export function blocksOf(grammar: Grammar): readonly Resolved[] {
  return [...grammar.contexts.values()].flat().filter((entry) => entry.kind === 'block');
}

/** The keyword whose facts an alias shares. */
export function canonical(grammar: Grammar, entry: Resolved): Resolved {
  return grammar.contexts.get(entry.context)?.find((each) => each.name === entry.alias) ?? entry;
}
