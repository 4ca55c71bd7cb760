import { Lexer } from 'chevrotain';
import { LineParser } from './grammar.ts';
import { createVocabulary } from './tokens.ts';

/** What Chevrotain's validation needs and Node 20 does not have. */
function groupBy<Value>(values: Iterable<Value>, keyOf: (value: Value, index: number) => PropertyKey): Partial<Record<PropertyKey, Value[]>> {
  const groups: Partial<Record<PropertyKey, Value[]>> = Object.create(null) as object;
  let index = 0;
  for (const value of values) (groups[keyOf(value, index++)] ??= []).push(value);
  return groups;
}

beforeAll(() => {
  if (!('groupBy' in Object)) Object.defineProperty(Object, 'groupBy', { value: groupBy, configurable: true });
});

test('the token definitions are valid, and every mode is looked up by first character', () => {
  const { modes } = createVocabulary();
  const lexer = new Lexer(modes, { skipValidations: false, positionTracking: 'onlyOffset', ensureOptimizations: true });
  expect(lexer.lexerDefinitionErrors).toEqual([]);
});

test('the grammar is valid: not ambiguous, nothing unreachable', () => {
  expect(() => new LineParser(createVocabulary(), false)).not.toThrow();
});

test('the validation finds errors at all', () => {
  const types = createVocabulary();
  // A second alternative with the same first token as another one cannot be told from it.
  expect(() => new LineParser({ ...types, Generator: types.Condition }, false)).toThrow(/ambig/i);
});

test('the grammar has rules for items, and no keyword of the language', () => {
  const parser = new LineParser(createVocabulary(), true);
  const rules = Object.keys(parser.getGAstProductions());
  expect(rules).toEqual(['statement', 'open', 'close', 'comment', 'definition', 'include', 'condition', 'generator', 'file']);
});

test('every character starts a token in every mode where it can come up', () => {
  const { modes, scanner } = createVocabulary();
  const lexer = new Lexer(modes, { skipValidations: true, positionTracking: 'onlyOffset' });
  for (let code = 0; code <= 0xffff; code++) {
    const sign = String.fromCharCode(code);
    for (const text of [sign, `a ${sign}`, `include ${sign}`]) {
      scanner.begin(text);
      const { errors } = lexer.tokenize(text);
      if (errors.length > 0) expect([code, text, errors]).toEqual([]);
    }
  }
});
