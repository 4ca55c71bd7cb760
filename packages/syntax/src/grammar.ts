import { EmbeddedActionsParser, type IToken, type TokenType } from 'chevrotain';
import { ItemBuilder } from './items.ts';
import type { DefinitionParts, GeneratorParts } from './scan.ts';
import type { Vocabulary } from './tokens.ts';
import type { Word } from './tree.ts';

const QUOTE = 34;

/**
 * Layer 1: the shape of sentences. No keyword occurs in it.
 *
 * ```text
 * file       = { item } ;
 * item       = statement | open | close | comment | definition | include | condition | generator ;
 * statement  = Head { Word } ;
 * include    = IncludeKeyword Pattern ;
 * ```
 *
 * Every sequence of tokens that the lexer can make is a file, so there is no error to recover from. Braces are items among
 * others: pairing them is the work of layer 2 (`blocks.ts`), which follows keepalived where they do not match.
 *
 * The alternatives and the loop bodies are made once and kept: making them anew for each item would cost as much as parsing it.
 */
export class LineParser extends EmbeddedActionsParser {
  private builder = new ItemBuilder('');
  /** The words of the statement that is being read: the first `count` of the list. */
  private readonly words: Word[] = [];
  private count = 0;

  readonly file: () => void;

  constructor(types: Vocabulary, skipValidations: boolean) {
    super(types.modes, { skipValidations, maxLookahead: 1, recoveryEnabled: false });

    const moreWords = { DEF: () => { this.word(types.Word); } };
    const statement = this.RULE('statement', () => {
      this.count = 0;
      this.word(types.Head);
      this.MANY(moreWords);
      if (!this.RECORDING_PHASE) this.builder.statement(this.takeWords());
    });
    const open = this.RULE('open', () => {
      const token = this.CONSUME(types.Open);
      if (!this.RECORDING_PHASE) this.builder.brace('open', token.startOffset);
    });
    const close = this.RULE('close', () => {
      const token = this.CONSUME(types.Close);
      if (!this.RECORDING_PHASE) this.builder.brace('close', token.startOffset);
    });
    const comment = this.RULE('comment', () => {
      const token = this.CONSUME(types.Comment);
      if (!this.RECORDING_PHASE) this.builder.comment(token.startOffset, token.image);
    });
    const definition = this.RULE('definition', () => {
      const token = this.CONSUME(types.Definition);
      if (!this.RECORDING_PHASE) this.builder.definition(token.startOffset, token.image, token.payload as DefinitionParts);
    });
    const include = this.RULE('include', () => {
      const keyword = this.CONSUME(types.IncludeKeyword);
      const pattern = this.CONSUME(types.Pattern);
      if (!this.RECORDING_PHASE) this.builder.include(keyword.startOffset, keyword.image, pattern.startOffset, pattern.startOffset + pattern.image.length);
    });
    const condition = this.RULE('condition', () => {
      const token = this.CONSUME(types.Condition);
      if (!this.RECORDING_PHASE) this.builder.condition(token.startOffset, token.image);
    });
    const generator = this.RULE('generator', () => {
      const token = this.CONSUME(types.Generator);
      if (!this.RECORDING_PHASE) this.builder.generator(token.startOffset, token.image, token.payload as GeneratorParts);
    });

    const kinds = [
      { ALT: () => { this.SUBRULE(statement); } },
      { ALT: () => { this.SUBRULE(open); } },
      { ALT: () => { this.SUBRULE(close); } },
      { ALT: () => { this.SUBRULE(comment); } },
      { ALT: () => { this.SUBRULE(definition); } },
      { ALT: () => { this.SUBRULE(include); } },
      { ALT: () => { this.SUBRULE(condition); } },
      { ALT: () => { this.SUBRULE(generator); } },
    ];
    const items = { DEF: () => { this.OR(kinds); } };
    this.file = this.RULE('file', () => { this.MANY(items); });
    this.performSelfAnalysis();
  }

  /** Parses a line of tokens; the builder gets the items. */
  run(tokens: IToken[], builder: ItemBuilder): void {
    this.builder = builder;
    this.input = tokens;
    this.file();
    // The parser outlives the text, so it lets go of it.
    this.input = [];
    this.builder = new ItemBuilder('');
  }

  private word(type: TokenType): void {
    const token = this.CONSUME(type);
    if (this.RECORDING_PHASE) return;
    const { image, startOffset } = token;
    const end = startOffset + image.length;
    const quoted = image.charCodeAt(0) === QUOTE;
    const terminated = !quoted || (image.length > 1 && image.endsWith('"'));
    const text = quoted ? image.slice(1, terminated ? -1 : undefined) : image;
    this.words[this.count++] = { start: startOffset, end, text, quoted, terminated };
  }

  /** A list of exactly this length; one that grew by `push` would have room for sixteen more words, in every statement. */
  private takeWords(): readonly Word[] {
    const { words, count } = this;
    const first = words[0];
    const second = words[1];
    if (count === 1 && first !== undefined) return [first];
    if (count === 2 && first !== undefined && second !== undefined) return [first, second];
    return words.slice(0, count);
  }
}
