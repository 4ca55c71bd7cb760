import { Lexer } from 'chevrotain';
import { buildBlocks } from './blocks.ts';
import { findLineStarts } from './characters.ts';
import { LineParser } from './grammar.ts';
import { ItemBuilder } from './items.ts';
import { itemProblems, textProblems, type Encoding } from './problems.ts';
import { nestItems } from './recover.ts';
import { PassageList, type Findings } from './passages.ts';
import { createVocabulary, type Vocabulary } from './tokens.ts';
import type { Item, Node, Problem, Tree } from './tree.ts';
import { isBalancedInEveryWorld } from './worlds.ts';

export interface ParseOptions {
  /** Encoding of the file; the length limit of a line counts its bytes. Default `utf-8`. */
  readonly encoding?: Encoding | undefined;
  /** First words of blocks that stand at the root only; where a `}` is missing, they show which block it belongs to. */
  readonly rootBlocks?: ReadonlySet<string> | undefined;
  /** The tree of an earlier version of the same text: lines that it has are not read again. */
  readonly previous?: Tree | undefined;
  /** A backslash at the end of a comment continues a definition, as it did before keepalived 2.4.0. Default false. */
  readonly commentsContinue?: boolean;
}

interface Machine {
  readonly vocabulary: Vocabulary;
  readonly lexer: Lexer;
  readonly parser: LineParser;
}

let machine: Machine | undefined;

/** Lexer and parser are made at the first use: who only imports the package does not pay for them. */
function getMachine(): Machine {
  if (machine === undefined) {
    const vocabulary = createVocabulary();
    // The definitions are validated by a test.
    const lexer = new Lexer(vocabulary.modes, { skipValidations: true, positionTracking: 'onlyOffset' });
    machine = { vocabulary, lexer, parser: new LineParser(vocabulary, true) };
  }
  return machine;
}

/**
 * Reads a keepalived configuration. Never throws and loses nothing: `print(parse(text)) === text` for every text.
 * @param text the decoded file; offsets of the tree are UTF-16 offsets into it
 */
export function parse(text: string, options: ParseOptions = {}): Tree {
  const lineStarts = findLineStarts(text);
  const earlier = options.previous instanceof ParsedTree && !options.commentsContinue && !options.previous.commentsContinue ? options.previous.passages : undefined;
  const passages = new PassageList(text, lineStarts, (part) => readItems(part, options), earlier);
  return new ParsedTree(text, passages, lineStarts, options);
}

function readItems(text: string, { commentsContinue }: ParseOptions): Findings {
  const { vocabulary, lexer, parser } = getMachine();
  const builder = new ItemBuilder(text);
  vocabulary.scanner.begin(text, commentsContinue);
  parser.run(lexer.tokenize(text).tokens, builder);
  const items = builder.finish();
  const problems = itemProblems(text, items, vocabulary.scanner.comments.openQuotes);
  vocabulary.scanner.begin('');
  return { items, problems };
}

/** A tree whose parts are made when they are asked for: a linter follows the passages, and of a line that an expansion made nobody wants more than the items. */
class ParsedTree implements Tree {
  readonly text: string;
  readonly passages: PassageList;
  readonly lineStarts: readonly number[];
  readonly commentsContinue: boolean;
  readonly #options: ParseOptions;
  #items: readonly Item[] | undefined;
  #blocks: { readonly nodes: readonly Node[]; readonly problems: readonly Problem[] } | undefined;
  #problems: readonly Problem[] | undefined;

  constructor(text: string, passages: PassageList, lineStarts: readonly number[], options: ParseOptions) {
    this.text = text;
    this.passages = passages;
    this.lineStarts = lineStarts;
    this.commentsContinue = options.commentsContinue === true;
    this.#options = { encoding: options.encoding, rootBlocks: options.rootBlocks };
  }

  get items(): readonly Item[] {
    return this.#items ??= this.passages.items();
  }

  get nodes(): readonly Node[] {
    if (!this.#blocks) {
      if (this.passages.isBalanced()) this.#blocks = { nodes: buildBlocks(this.items).nodes, problems: [] };
      else this.#blocks = nestItems(this.text, this.lineStarts, this.items, this.#options.rootBlocks);
    }
    return this.#blocks.nodes;
  }

  get problems(): readonly Problem[] {
    return this.#problems ??= this.#findProblems();
  }

  #findProblems(): readonly Problem[] {
    const problems = textProblems(this.text, this.lineStarts, this.#options.encoding ?? 'utf-8', this.passages.longest).concat(this.passages.problems());
    if (!this.passages.isBalanced()) {
      void this.nodes;
      const missing = this.#blocks?.problems ?? [];
      if (missing.length > 0 && !isBalancedInEveryWorld(this.items)) for (const problem of missing) problems.push(problem);
    }
    return problems.sort((one, other) => one.start - other.start);
  }
}
