import type { Phrase, Range } from '@kaconf/syntax';
import { holds } from './conditions.ts';
import type { DefinitionTable } from './definition-table.ts';
import { limit, type Definition } from './definitions.ts';
import type { Place, SourceDocument } from './document.ts';
import { formOf, phraseOf, type FormItem, type FormWord } from './line-form.ts';
import type { LogicalLine, SourceWord } from './logical-line.ts';
import { plainValueOf } from './plain-value.ts';
import { Span } from './span.ts';

/** Where a form is filled in: what all lines that come of it share. */
export interface Filling {
  readonly document: SourceDocument;
  /** The text of the form. */
  readonly text: string;
  /** Where it was written, or what brought it in; in the latter case all of it points there. */
  readonly origin: Range;
  readonly definition: Place | undefined;
  /** The definitions whose values are put in, by the numbers that the form gives them. */
  readonly values: readonly (Definition | undefined)[];
  /** 1-based, as keepalived counts. */
  readonly line: number;
}

/**
 * Fills in the form that a line has, if it has one: the logical lines that reading the line with its values would give.
 *
 * @param span a line before its references are replaced
 * @param line 1-based
 * @returns undefined where the line has to be read in full
 */
export function fillForm(span: Span, document: SourceDocument, line: number, definitions: DefinitionTable, configId: string | undefined): { readonly lines: readonly FilledLine[]; readonly replaced: boolean } | undefined {
  const { only } = span;
  const form = only && formOf(span.text);
  if (!form) return undefined;
  if (form.condition && !holds(form.condition, configId)) return nothing;
  const texts: string[] = [];
  let { length } = form;
  for (const reference of form.references) {
    const value = plainValueOf(reference, definitions);
    if (value === undefined) return undefined;
    length += value.length;
    texts.push(value);
  }
  if (length >= limit) return undefined;
  const filling: Filling = { document, text: span.text, origin: only.origin, definition: only.definition, values: form.references.map(({ name }) => definitions.get(name)), line };
  const lines = form.items.map((item) => new FilledLine(filling, item, item.phrase ?? (item.kind === 'text' ? phraseOf(item.words, texts) : undefined)));
  // What a reference brings may turn the line into an include.
  return lines.some(({ head }) => head?.text.startsWith('include') === true) ? undefined : { lines, replaced: texts.length > 0 };
}

/** A line that came of a form. Of its words only what they say is made at once, not where they come from. */
export class FilledLine implements LogicalLine {
  readonly phrase = undefined;
  readonly meaning: Phrase | undefined;
  readonly #filling: Filling;
  readonly #item: FormItem;
  #words: readonly SourceWord[] | undefined;

  /** @param phrase its words */
  constructor(filling: Filling, item: FormItem, phrase: Phrase | undefined) {
    this.#filling = filling;
    this.#item = item;
    this.meaning = phrase;
  }

  get kind(): 'open' | 'close' | 'text' {
    return this.#item.kind;
  }

  get document(): SourceDocument {
    return this.#filling.document;
  }

  get line(): number {
    return this.#filling.line;
  }

  get head(): SourceWord | undefined {
    return this.meaning?.words[0];
  }

  get start(): number {
    return this.#place(this.#item).start;
  }

  get end(): number {
    return this.#place(this.#item).end;
  }

  get words(): readonly SourceWord[] {
    return this.#words ??= this.meaning?.words.map((word, index) => this.#word(word.text, this.#item.words[index])) ?? noWords;
  }

  get raw(): string {
    const { text } = this.#filling;
    const { start, words, kind } = this.#item;
    if (kind !== 'text') return kind === 'open' ? '{' : '}';
    let raw = '';
    let from = start;
    for (const [index, word] of words.entries()) {
      raw += text.slice(from, word.start) + (this.meaning?.words[index]?.text ?? '');
      from = word.end;
    }
    return raw;
  }

  #word(text: string, word: FormWord | undefined): SourceWord {
    const { definition, values } = this.#filling;
    const [first] = word?.pieces ?? [];
    // A word belongs to the definition that brought in its first part.
    const inserted = word?.pieces.find((piece) => typeof piece !== 'string');
    const origin = typeof first === 'string' && definition ? definition : inserted && typeof inserted !== 'string' ? (values[inserted.index]?.place ?? definition) : definition;
    const { start, end } = this.#place(word ?? this.#item);
    return { text, quoted: false, terminated: true, start, end, dynamic: undefined, definition: origin };
  }

  #place({ start, end }: Range): Range {
    const { origin, definition } = this.#filling;
    return definition ? origin : { start: origin.start + start, end: origin.start + end };
  }
}

/**
 * The lines of a definition that is all that a line consists of, if the first of them makes the line nothing else than it
 * was: it has no condition.
 */
export function severalLines(span: Span, definitions: DefinitionTable): readonly Span[] | undefined {
  let definition = only(span.text, definitions);
  for (let depth = 0; definition?.pieces.length === 1 && depth < maxDepth; depth++) definition = only(definition.pieces[0] ?? '', definitions);
  if (!definition || definition.pieces.length < 2 || definition.dynamic || definitions.reachesItself(definition.name)) return undefined;
  if (formOf(definition.pieces[0] ?? '')?.condition) return undefined;
  const origin = span.origin(span.text.indexOf('$'), span.text.length);
  const { place } = definition;
  return definition.pieces.map((piece) => Span.inserted(piece, origin, place));
}

/** Definitions that consist of another one: more than anybody writes. */
const maxDepth = 8;

/** The definition that is all of a text. */
function only(text: string, definitions: DefinitionTable): Definition | undefined {
  const name = /^[ \t]*\$(?:(\w+)|\{(\w+)\})$/.exec(text);
  return name ? definitions.get(name[1] ?? name[2] ?? '') : undefined;
}

const noWords: readonly SourceWord[] = [];
const nothing = { lines: [], replaced: false };
