import type { Definition as DefinitionItem, Generator, Include, Item, Range } from '@kaconf/syntax';
import type { SourceDocument } from './document.ts';
import { holds } from './conditions.ts';
import { DefinitionTable } from './definition-table.ts';
import { predefinedIn, replaceReferences, unknownMark } from './definitions.ts';
import { ExpansionBudget } from './expansion-budget.ts';
import type { Fact, FactDetail } from './fact.ts';
import { fillForm, severalLines, siteOf, type Site } from './filled-line.ts';
import { readGenerator } from './generators.ts';
import { isIncludeError, maxIncludeDepth, maxIncludedFiles } from './include.ts';
import { insideQuotes, meaningOf, needsExpansion, withoutReferences } from './line-text.ts';
import { treeOfLine } from './line-tree.ts';
import { RewrittenLine, WrittenLine, type SourceWord } from './logical-line.ts';
import type { ReaderOptions, ReaderSink } from './reader-options.ts';
import { replacementFacts } from './replacement-facts.ts';
import { physicalView } from './physical-lines.ts';
import { endOfLine, lineOf, rangeOf, restOf, signsOf, spanOf, wordsOf, type Source } from './reading-source.ts';
import { Span } from './span.ts';
import { meantTree, treeFor } from './target-tree.ts';
import { textProblems } from './text-problems.ts';

const noWords: readonly SourceWord[] = [];

/** Expansions within each other: a definition of several lines may lead back to itself. */
const maxDepth = 200;

/**
 * Reads a configuration as keepalived does (lexical facts, section 4): conditions, definitions, generators, references
 * and includes are carried out, and what remains is handed to the sink as logical lines in reading order.
 */
export class Reader {
  readonly facts: Fact[] = [];
  readonly documents: SourceDocument[] = [];
  /** False where an include could not be followed: what is not there may be in it. */
  complete = true;
  /** Some word is not known before keepalived runs. */
  hasUnknownWords = false;
  readonly #options: ReaderOptions;
  readonly #sink: ReaderSink;
  readonly #definitions = new DefinitionTable();
  readonly #stack: SourceDocument[] = [];
  readonly #budget = new ExpansionBudget();
  #depth = 0;
  #files = 0;

  constructor(options: ReaderOptions, sink: ReaderSink) {
    this.#options = options;
    this.#sink = sink;
  }

  get definitions(): DefinitionTable {
    return this.#definitions;
  }

  /** Reads a file in its place: the main file, or one that is included. */
  read(document: SourceDocument): void {
    this.#files++;
    if (!this.documents.includes(document)) {
      this.documents.push(document);
      for (const problem of textProblems(document, this.#options.target, this.#options.pass === 'written')) this.facts.push(problem);
    }
    this.#budget.grow(document.tree.lineStarts.length);
    this.#stack.push(document);
    const view = this.#options.pass === 'written' ? undefined : physicalView(document, this.#options.target, this.#options.pass === 'parent');
    for (const { code, start, line } of view?.messages ?? []) this.#fact(document, { start, end: start + 1 }, { code }, true, line);
    if (view) this.#items({ document, line: undefined, unknown: [], within: 'file', text: view.text, items: view.items, numbers: view.numbers, span: view.span, signs: signsOf(view.text, this.#options.pass) });
    else this.#passages(document);
    this.#stack.pop();
  }

  /** Reads a document as it is written. Of lines that repeat nothing is made but the logical line. */
  #passages(document: SourceDocument): void {
    const { passages, text } = (this.#options.pass === 'written' ? meantTree : treeFor)(document, this.#options.target);
    const signs = signsOf(text, this.#options.pass);
    passages.forEach((passage, shift, lineShift, index) => {
      if (!passage.plain || document.template) {
        this.#items({ document, line: undefined, unknown: [], within: 'file', text, items: passages.itemsAt(index), span: undefined, signs });
        return;
      }
      for (const item of passage.items) {
        if (item.kind === 'statement' || item.kind === 'open' || item.kind === 'close') this.#sink.accept(new WrittenLine(document, item, shift, item.line + lineShift + 1));
      }
    });
  }

  #items(source: Source): void {
    const { items, text, signs } = source;
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (!item || item.kind === 'comment' || item.kind === 'blank') continue;
      if (item.prefixes.length > 0) {
        index = this.#prefixed(source, item, index);
        continue;
      }
      if (item.kind === 'definition') {
        this.#define(source, item);
        continue;
      }
      if (item.kind === 'include') {
        this.#include(source, item, source.within !== 'file' ? source.within : items[index - 1]?.line === item.line ? 'brace' : undefined);
        continue;
      }
      if (signs.references || signs.escapes) {
        const end = endOfLine(source, index);
        if (needsExpansion(text, item.start, end.offset, signs)) {
          const span = spanOf(source, item.start, end.offset);
          const line = lineOf(source, item);
          if (!this.#fill(source, span, line)) this.#expand(source, span, line, true);
          index = end.index;
          continue;
        }
      }
      this.#emit(source, item);
    }
  }

  /** Conditions and generators own the rest of their physical line. */
  #prefixed(source: Source, item: Exclude<Item, { kind: 'comment' | 'blank' }>, index: number): number {
    const end = endOfLine(source, index);
    const [first, second, third] = item.prefixes;
    if (!first) return end.index;
    const line = lineOf(source, item);
    const restStart = second?.start ?? restOf(item, first);
    const rest = spanOf(source, restStart, end.offset);
    if (first.kind === 'condition') {
      if (!holds(first, this.#options.configId)) return end.index;
      // A generator comes before the replacement of references: its variables are known only inside of it.
      if (second?.kind === 'generator') this.#generate(source, second, spanOf(source, third?.start ?? restOf(item, second), end.offset), line);
      else if (item.kind === 'definition') this.#define(source, item);
      else if (item.kind === 'include') this.#include(source, item, 'condition');
      // There is one condition in a line: a second one is a word.
      else if (rest.text.includes('$')) {
        const wordsOnly = rest.text.startsWith('@');
        if (wordsOnly || !this.#fill(source, rest, line)) this.#expand(source, rest, line, false, wordsOnly);
      } else this.#nested(source, rest, line, source.within, rest.text.startsWith('@'));
    } else this.#generate(source, first, rest, line);
    return end.index;
  }

  #generate(source: Source, generator: Generator, rest: Span, line: number): void {
    const at = rangeOf(source, generator);
    const text = source.text.slice(generator.start, generator.end);
    if (generator.name === 'unknown' || !generator.args) {
      this.#fact(source.document, at, { code: 'invalid-generator', text }, true, line);
      return;
    }
    const args = Span.literal(source.text.slice(generator.args.start, generator.args.end), generator.args.start);
    // Values of ~LST are taken as they stand; `$NAME` may be one of them, `${NAME}` not (504, 505).
    const given = generator.name === 'LST' && /\$\{/.test(args.text) ? undefined : this.#replace(source, args);
    if (given?.text.includes(unknownMark)) return;
    const rounds = given && !given.text.includes('$') ? readGenerator(generator.name, given.text, this.#options.target) : undefined;
    if (!rounds) {
      this.#fact(source.document, at, { code: 'invalid-generator', text }, true, line);
      return;
    }
    for (const round of rounds.values) {
      if (!this.#budget.expand()) break;
      rounds.variables.forEach((name, index) => this.#definitions.set({ name, pieces: [round[index] ?? ''], place: { document: source.document, range: at } }));
      this.#nested(source, rest, line, 'generator');
    }
    if (rounds.cut || this.#budget.exhausted) {
      this.#fact(source.document, at, { code: 'generator-too-long', text }, false, line);
      this.complete = false;
    }
  }

  #replace(source: Source, span: Span): Span {
    return replaceReferences(span, this.#definitions, predefinedIn(source.document.path, this.#options.configId), this.#options.target).span;
  }

  /** Replaces the references of a line and reads what comes out. */
  #expand(source: Source, span: Span, line: number, decided: boolean, wordsOnly = false): void {
    if (!this.#budget.expand()) {
      this.complete = false;
      return;
    }
    const several = wordsOnly ? undefined : severalLines(span, source.document, line, this.#definitions);
    if (several?.[0] && this.#fill(source, several[0], line)) {
      for (let index = 1; index < several.length; index++) this.#nested(source, several[index] ?? span, line, 'definition');
      return;
    }
    const result = replaceReferences(span, this.#definitions, predefinedIn(source.document.path, this.#options.configId), this.#options.target);
    this.#budget.replaced(result.steps);
    for (const { range, detail, reported, origin } of replacementFacts(result, this.#options.target)) this.#fact(source.document, range, detail, reported, line, origin);
    // What the line would be is not known, so nothing is built on what seems to be missing.
    if (result.loop) {
      this.complete = false;
      return;
    }
    // What a line is was decided before the replacement; 2.2.7 and older decide once more (5.3).
    const late = result.replaced && /^[ \t]*(@|~SEQ|~LST|\$[A-Za-z_]\w*=)/.test(result.span.text);
    if (late) this.#fact(source.document, span.origin(0, span.text.length), { code: 'late-prefix', text: result.span.text.trim() }, false, line);
    const asWords = wordsOnly || (decided && !(late && this.#options.target < 2_004_000));
    this.#nested(source, result.span, line, result.rest.length > 0 ? 'definition' : source.within, asWords, result.undefined);
    for (const piece of result.rest) this.#nested(source, piece, line, 'definition');
  }

  /** The short way, for lines in which nothing but plain values is replaced. False where the line has to be read in full. */
  #fill(source: Source, at: Span | Site, line: number): boolean {
    const site = at instanceof Span ? siteOf(at, source.document, line) : at;
    const filled = site && fillForm(site, this.#definitions, this.#options.configId);
    if (!filled) return false;
    if ((filled.replaced && !this.#budget.expand()) || !this.#budget.addLine()) this.complete = false;
    else for (const each of filled.lines) this.#sink.accept(each);
    return true;
  }

  /** Reads expanded text as a line of its own. */
  #nested(source: Source, at: Span | Site, line: number, within: Source['within'], wordsFirst = false, unresolved?: readonly Range[]): void {
    if (!unresolved && !wordsFirst && this.#fill(source, at, line)) return;
    if (this.#depth > maxDepth || !this.#budget.addLine()) {
      this.complete = false;
      return;
    }
    this.#depth++;
    this.#readNested(source, at instanceof Span ? at : at.span, line, within, wordsFirst, unresolved);
    this.#depth--;
  }

  #readNested(source: Source, span: Span, line: number, within: Source['within'], wordsFirst: boolean, unresolved: readonly Range[] | undefined): void {
    if (!unresolved && span.text.includes('$') && !/^[ \t]*(\$[A-Za-z_]\w*=|@|~)/.test(span.text)) {
      this.#expand(source, span, line, false);
      return;
    }
    const escaped = this.#options.pass === 'child' ? /\\[#!]/.exec(span.text) : null;
    // The copy lost the backslash, so the child meets a comment here (062, 063).
    let read = escaped && !insideQuotes(span.text, escaped.index) ? span.slice(0, escaped.index) : span;
    // Behind a VT there are just words: no condition, definition, generator or include.
    const shift = wordsFirst ? 1 : 0;
    if (wordsFirst) read = Span.concat(Span.inserted('\v', span.origin(0, 0), undefined), read);
    if (unresolved && this.#options.pass !== 'written') read = withoutReferences(read);
    const { items } = treeOfLine(read.text);
    const inner: Source = { document: source.document, text: read.text, items, line, span: read, unknown: this.#options.pass === 'written' ? (unresolved ?? []).map(({ start, end }) => ({ start: start + shift, end: end + shift })) : [], within, signs: signsOf(read.text, this.#options.pass) };
    if (!unresolved) return this.#items(inner);
    // References are gone (or stay as text): only residues behind braces are looked at again.
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (!item || item.kind === 'comment' || item.kind === 'blank') continue;
      if (item.prefixes.length > 0) index = this.#prefixed(inner, item, index);
      else if (item.kind === 'definition') this.#define(inner, item);
      else if (item.kind === 'include') this.#include(inner, item, within === 'file' ? undefined : within);
      else this.#emit(inner, item);
    }
  }

  #define(source: Source, item: DefinitionItem): void {
    // The children see the value after `\#` has lost its backslash, so a comment starts there for them.
    const strip = this.#options.pass === 'parent' ? (text: string) => text.replace(/\\([#!])/g, '$1') : (text: string) => text.replace(/(?<![ \t])[ \t]*\\[#!].*$/, '');
    const pieces = item.pieces.map((piece) => strip(source.text.slice(piece.start, piece.end)));
    const kept = pieces.length > 1 ? pieces.filter((piece) => piece !== '') : pieces;
    this.#definitions.set({ name: item.name, pieces: kept.length > 0 ? kept : [''], place: { document: source.document, range: rangeOf(source, item.nameRange) } });
  }

  #include(source: Source, item: Include, misplaced?: 'condition' | 'brace' | 'generator' | 'definition'): void {
    const line = lineOf(source, item);
    const raw = Span.literal(source.text.slice(item.pattern.start, item.pattern.end), item.pattern.start);
    // Includes are looked for from the folder of the file on.
    const pattern = raw.text.includes('$') ? replaceReferences(raw, this.#definitions, { directory: '.', configId: this.#options.configId }, this.#options.target).span.text : raw.text;
    const range = rangeOf(source, item.pattern);
    if (misplaced) this.#fact(source.document, rangeOf(source, item), { code: 'include-misplaced', reason: misplaced }, false, line);
    if (pattern.includes(unknownMark) || /\$\{?[A-Za-z_]/.test(pattern)) {
      this.complete = false;
      return;
    }
    const result = this.#stack.length > maxIncludeDepth || this.#files > maxIncludedFiles
      ? { documents: [], problems: [{ problem: 'too-deep' as const, path: pattern }] }
      : this.#options.includes.resolve(pattern, source.document);
    for (const problem of result.problems) {
      this.complete = this.complete && problem.problem === 'no-match';
      this.#fact(source.document, range, { code: 'include', problem: problem.problem, pattern: problem.path, variant: item.variant }, isIncludeError(problem.problem, item.variant, this.#options), line);
    }
    // With an error nothing of it is read (275).
    const refused = result.problems.some(({ problem }) => problem === 'partial' && isIncludeError(problem, item.variant, this.#options));
    for (const document of refused ? [] : result.documents) {
      const problem = this.#stack.includes(document) ? 'cycle' : this.documents.includes(document) && !this.#budget.readAgain(document.tree.lineStarts.length) ? 'too-deep' : undefined;
      if (problem) {
        this.complete = false;
        this.#fact(source.document, range, { code: 'include', problem, pattern: document.path, variant: item.variant }, false, line);
        continue;
      }
      this.read(document);
    }
  }

  #emit(source: Source, item: Extract<Item, { kind: 'statement' | 'open' | 'close' }>): void {
    const { document, span, text } = source;
    if (item.kind === 'statement' && item.words.length === 0) return;
    if (!span && (item.kind !== 'statement' || (item.phrase?.plain === true && !document.template))) {
      this.#sink.accept(new WrittenLine(document, item, 0, item.line + 1));
      return;
    }
    const words = item.kind === 'statement' ? wordsOf(source, item.words) : noWords;
    this.hasUnknownWords ||= words.some((word) => word.dynamic !== undefined);
    this.#sink.accept(new RewrittenLine(item.kind === 'statement' ? 'text' : item.kind, words, document, rangeOf(source, item), lineOf(source, item), text, item, meaningOf(item, words)));
  }

  #fact(document: SourceDocument, range: Range, detail: FactDetail, reported: boolean, line: number, origin?: Fact['origin']): void {
    this.facts.push({ ...detail, document, range: { start: range.start, end: range.end }, line, reported, origin });
  }
}
