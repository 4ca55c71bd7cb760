import { Lexer } from 'chevrotain';
import { LineParser } from './grammar.ts';
import { ItemBuilder } from './items.ts';
import { itemProblems, textProblems, type Encoding } from './problems.ts';
import { nestItems } from './recover.ts';
import { createVocabulary, type Vocabulary } from './tokens.ts';
import type { Problem, Tree } from './tree.ts';

export interface ParseOptions {
  /** Encoding of the file; the length limit of a line counts its bytes. Default `utf-8`. */
  readonly encoding?: Encoding;
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
  const { vocabulary, lexer, parser } = getMachine();
  const builder = new ItemBuilder(text);
  vocabulary.scanner.begin(text);
  parser.run(lexer.tokenize(text).tokens, builder);
  const items = builder.finish();
  const { lineStarts } = builder;
  const { nodes, problems: blockProblems } = nestItems(text, lineStarts, items);
  const problems: Problem[] = [
    ...textProblems(text, lineStarts, options.encoding ?? 'utf-8'),
    ...itemProblems(text, items, vocabulary.scanner.comments.openQuotes),
    ...blockProblems,
  ];
  vocabulary.scanner.begin('');
  return { text, items, nodes, problems: problems.sort((one, other) => one.start - other.start), lineStarts };
}
