import { Lexer } from 'chevrotain';
import { buildBlocks } from './blocks.ts';
import { findLineStarts } from './characters.ts';
import { LineParser } from './grammar.ts';
import { ItemBuilder } from './items.ts';
import { itemProblems, textProblems, type Encoding } from './problems.ts';
import { nestItems } from './recover.ts';
import { Repetition } from './repetition.ts';
import { createVocabulary, type Vocabulary } from './tokens.ts';
import type { Item, Node, Problem, Tree } from './tree.ts';
import { isBalancedInEveryWorld } from './worlds.ts';

export interface ParseOptions {
  /** Encoding of the file; the length limit of a line counts its bytes. Default `utf-8`. */
  readonly encoding?: Encoding;
  /** First words of blocks that stand at the root only; where a `}` is missing, they show which block it belongs to. */
  readonly rootBlocks?: ReadonlySet<string>;
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
  const repetition = new Repetition(text, lineStarts);
  const { items, problems } = repetition.restore(...readItems(repetition.text, options));
  return new ParsedTree(text, items, lineStarts, textProblems(text, lineStarts, options.encoding ?? 'utf-8').concat(problems), options.rootBlocks);
}

function readItems(text: string, { commentsContinue }: ParseOptions): [readonly Item[], readonly Problem[]] {
  const { vocabulary, lexer, parser } = getMachine();
  const builder = new ItemBuilder(text);
  vocabulary.scanner.begin(text, commentsContinue);
  parser.run(lexer.tokenize(text).tokens, builder);
  const items = builder.finish();
  const problems = itemProblems(text, items, vocabulary.scanner.comments.openQuotes);
  vocabulary.scanner.begin('');
  return [items, problems];
}

/** A tree whose nodes are made when they are asked for: a linter that follows the items needs only half of the memory. */
class ParsedTree implements Tree {
  readonly text: string;
  readonly items: readonly Item[];
  readonly lineStarts: readonly number[];
  readonly problems: readonly Problem[];
  #nodes: readonly Node[] | undefined;

  constructor(text: string, items: readonly Item[], lineStarts: readonly number[], problems: Problem[], rootBlocks: ReadonlySet<string> | undefined) {
    this.text = text;
    this.items = items;
    this.lineStarts = lineStarts;
    const blocks = isBalanced(items) ? undefined : nestItems(text, lineStarts, items, rootBlocks);
    this.#nodes = blocks?.nodes;
    const blockProblems = blocks === undefined || blocks.problems.length === 0 || isBalancedInEveryWorld(items) ? [] : blocks.problems;
    this.problems = problems.concat(blockProblems).sort((one, other) => one.start - other.start);
  }

  get nodes(): readonly Node[] {
    return this.#nodes ??= buildBlocks(this.items).nodes;
  }
}

/** Whether the braces match without further thought: as many `}` as `{`, none too early, and no line that only some nodes read. */
function isBalanced(items: readonly Item[]): boolean {
  let depth = 0;
  for (const item of items) {
    if (item.kind === 'open') depth++;
    else if (item.kind === 'close' && --depth < 0) return false;
    if ('prefixes' in item && item.prefixes.length > 0) return false;
  }
  return depth === 0;
}
