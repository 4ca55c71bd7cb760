import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Located, ParsedData } from './located.ts';

const words: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word that is neither true, false nor null',
  InvalidNumberFormat: 'not a number',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected here',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'nothing may follow the end of the object',
  InvalidCommentToken: 'comments start with // or /*',
  UnexpectedEndOfComment: 'a comment is not closed',
  UnexpectedEndOfString: 'a string is not closed',
  UnexpectedEndOfNumber: 'a number is not complete',
  InvalidUnicode: 'a \\u in a string needs four hexadecimal digits',
  InvalidEscapeCharacter: 'no such escape in a string',
  InvalidCharacter: 'a control character in a string',
};

/** Reads JSON with comments and trailing commas. */
export function parseJsonc(text: string): ParsedData {
  const errors: ParseError[] = [];
  // A byte order mark is what some editors put there, not a mistake of the user.
  const source = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  // The library calls itself for each level.
  const deep = tooDeep(source);
  if (deep !== undefined) return { root: undefined, problems: [{ message: `nested more than ${deepest} levels`, start: deep }] };
  const tree = parseTree(source, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const problems = errors.map(({ error, offset }) => ({ message: words[printParseErrorCode(error)] ?? 'not valid JSON', start: offset }));
  return { root: tree && problems.length === 0 ? locate(tree) : undefined, problems };
}

/** No configuration is nested like that. */
const deepest = 100;

/** Where a text is nested too deeply. Brackets in comments count, too: nobody writes so many. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (const { 0: piece, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|[[\]{}]/g)) {
    if (piece === '[' || piece === '{') depth++;
    else if (piece === ']' || piece === '}') depth--;
    if (depth > deepest) return index;
  }
  return undefined;
}

function locate(node: Node): Located {
  const start = node.offset;
  const children = node.children ?? [];
  if (node.type === 'array') return { kind: 'array', start, items: children.map(locate) };
  if (node.type !== 'object') return { kind: 'scalar', start, value: scalar(node.value) };
  const entries = children.flatMap(({ children: [key, value] = [] }) => (key && value ? [{ key: String(key.value), start: key.offset, value: locate(value) }] : []));
  return { kind: 'object', start, entries };
}

function scalar(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
