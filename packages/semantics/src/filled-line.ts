import type { Phrase, Range } from '@kaconf/syntax';
import { holds } from './conditions.ts';
import type { DefinitionTable } from './definition-table.ts';
import { limit, type Definition } from './definitions.ts';
import type { Place, SourceDocument } from './document.ts';
import { formOf, phraseOf, type FormItem, type FormWord, type LineForm } from './line-form.ts';
import type { LogicalLine, SourceWord } from './logical-line.ts';
import { plainValueOf } from './plain-value.ts';
import { Span } from './span.ts';

/** A place where a form is filled in, again and again if it is within a generator. */
export interface Site {
  /** The line before its references are replaced, all of one origin. */
  readonly span: Span;
  readonly form: LineForm;
  /** Where it was written, or what brought it in; in the latter case all of it points there. */
  readonly origin: Range;
  readonly definition: Place | undefined;
  readonly document: SourceDocument;
  /** 1-based, as keepalived counts. */
  readonly line: number;
}

/** @returns undefined where the line has no form, and has to be read in full */
export function siteOf(span: Span, document: SourceDocument, line: number): Site | undefined {
  const { only } = span;
  // What a predefined name brought in has no definition, and does not stand there as such.
  if (!only || (!only.definition && only.origin.end - only.origin.start !== span.text.length)) return undefined;
  const form = formOf(span.text);
  return form && { span, form, origin: only.origin, definition: only.definition, document, line };
}

/**
 * Fills in a form: the logical lines that reading the line with its values would give.
 *
 * @returns undefined where the values are such that the line has to be read in full
 */
export function fillForm(site: Site, definitions: DefinitionTable, configId: string | undefined): { readonly lines: readonly FilledLine[]; readonly replaced: boolean } | undefined {
  const { form } = site;
  const { references, items } = form;
  if (form.condition && !holds(form.condition, configId)) return nothing;
  if (references.length === 0) return { lines: items.map((item) => new FilledLine(site, noValues, item, item.phrase)), replaced: false };
  const texts: string[] = [];
  // In none of the steps the line is longer than it is written with all that is put in.
  const room = { left: limit - 1 - site.span.text.length };
  for (const reference of references) {
    const value = plainValueOf(reference, definitions, room);
    if (value === undefined) return undefined;
    texts.push(value);
  }
  const values = references.map(({ name }) => definitions.get(name));
  const lines = items.map((item) => new FilledLine(site, values, item, item.phrase ?? (item.kind === 'text' ? phraseOf(item.words, texts) : undefined)));
  // What a reference brings may turn the line into an include.
  return lines.some(({ head }) => head?.text.startsWith('include') === true) ? undefined : { lines, replaced: true };
}

/** A line that came of a form. Of its words only what they say is made at once, not where they come from. */
export class FilledLine implements LogicalLine {
  readonly phrase = undefined;
  readonly meaning: Phrase | undefined;
  readonly #site: Site;
  readonly #values: Values;
  readonly #item: FormItem;
  #words: readonly SourceWord[] | undefined;

  /**
   * @param values the definitions whose values are put in, in the order of the references
   * @param phrase its words
   */
  constructor(site: Site, values: Values, item: FormItem, phrase: Phrase | undefined) {
    this.#site = site;
    this.#values = values;
    this.#item = item;
    this.meaning = phrase;
  }

  get kind(): 'open' | 'close' | 'text' {
    return this.#item.kind;
  }

  get document(): SourceDocument {
    return this.#site.document;
  }

  get line(): number {
    return this.#site.line;
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
    const { text } = this.#site.span;
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
    const { definition } = this.#site;
    const [first] = word?.pieces ?? [];
    // A word belongs to the definition that brought in its first part.
    const inserted = word?.pieces.find((piece) => typeof piece !== 'string');
    const origin = typeof first === 'string' && definition ? definition : inserted && typeof inserted !== 'string' ? (this.#values[inserted.index]?.place ?? definition) : definition;
    const { start, end } = this.#place(word ?? this.#item);
    return { text, quoted: false, terminated: true, start, end, dynamic: undefined, definition: origin };
  }

  #place({ start, end }: Range): Range {
    const { origin, definition } = this.#site;
    return definition ? origin : { start: origin.start + start, end: origin.start + end };
  }
}

/** The lines of a definition where it was used last: a generator uses it in each of its rounds. */
const used = new WeakMap<Definition, { readonly document: SourceDocument; readonly line: number; readonly origin: Range; readonly lines: readonly (Site | Span)[] }>();

/**
 * The lines of a definition that is all that a line consists of, if the first of them makes the line nothing else than it
 * was: it has no condition.
 */
export function severalLines(span: Span, document: SourceDocument, line: number, definitions: DefinitionTable): readonly (Site | Span)[] | undefined {
  let definition = only(span.text, definitions);
  for (let depth = 0; definition?.pieces.length === 1 && depth < maxDepth; depth++) definition = only(definition.pieces[0] ?? '', definitions);
  if (!definition || definition.pieces.length < 2 || definition.dynamic || definitions.reachesItself(definition.name)) return undefined;
  if (formOf(definition.pieces[0] ?? '')?.condition) return undefined;
  const origin = span.origin(span.text.indexOf('$'), span.text.length);
  const last = used.get(definition);
  if (last?.document === document && last.line === line && last.origin.start === origin.start && last.origin.end === origin.end) return last.lines;
  const { place } = definition;
  const lines = definition.pieces.map((piece) => {
    const inserted = Span.inserted(piece, origin, place);
    return siteOf(inserted, document, line) ?? inserted;
  });
  used.set(definition, { document, line, origin, lines });
  return lines;
}

/** Definitions that consist of another one: more than anybody writes. */
const maxDepth = 8;

/** The definition that is all of a text. */
function only(text: string, definitions: DefinitionTable): Definition | undefined {
  const name = /^[ \t]*\$(?:(\w+)|\{(\w+)\})$/.exec(text);
  return name ? definitions.get(name[1] ?? name[2] ?? '') : undefined;
}

type Values = readonly (Definition | undefined)[];

const noWords: readonly SourceWord[] = [];
const noValues: Values = [];
const nothing = { lines: [], replaced: false };
