import { contextsOf } from '@kaconf/schema';
import type { SourceDocument } from '@kaconf/semantics';
import { passagesWith, type Comment, type Definition, type Item, type Statement, type Word } from '@kaconf/syntax';

/** A `#` or `!` that stands directly behind an unquoted word, or in the value of a definition. */
export interface GluedComment {
  readonly comment: Comment;
  /** What the value was cut to; its last word for a statement. */
  readonly word: Pick<Word, 'start' | 'end' | 'text'>;
  /** The first word of the line; the name of a definition. */
  readonly keyword: string;
  /** What was cut off and seems to belong to the value: up to the next blank. */
  readonly cut: { readonly start: number; readonly end: number };
  /** `value`: a part of the value was cut off. `remark`: a comment was meant. */
  readonly kind: 'value' | 'remark';
  readonly definition: boolean;
}

/** Types of values that may hold any character. */
const freeText = new Set(['string', 'secret', 'script', 'path', 'glob', 'regex', 'hex']);

/** All such comments of a file. */
export function* gluedComments(document: SourceDocument): Generator<GluedComment> {
  for (const items of passagesWith(document.tree, touching())) {
    for (const [index, comment] of items.entries()) {
      if (!isBehindSomething(comment)) continue;
      const before = items[index - 1];
      const found = before?.kind === 'statement' ? ofStatement(document, before, comment) : before?.kind === 'definition' ? ofDefinition(document, before, comment) : undefined;
      if (found) yield found;
    }
  }
}

function isBehindSomething(item: Item): item is Comment {
  return item.kind === 'comment' && !item.ownLine;
}

/** Whether a comment touches what stands in front of it; to be asked about the items of a passage one behind the other. */
function touching(): (item: Item) => boolean {
  let end = -1;
  return (item) => {
    const touches = isBehindSomething(item) && item.start === end;
    ({ end } = item);
    return touches;
  };
}

function ofStatement(document: SourceDocument, statement: Statement, comment: Comment): GluedComment | undefined {
  const word = statement.words.at(-1);
  const keyword = statement.words[0];
  if (!word || !keyword || word.end !== comment.start || word.quoted) return undefined;
  const free = statement.words.length > 1 && takesFreeText(keyword.text);
  return { comment, word, keyword: keyword.text, ...judge(document, comment, free, isSecret(keyword.text)), definition: false };
}

function ofDefinition(document: SourceDocument, definition: Definition, comment: Comment): GluedComment | undefined {
  const piece = definition.pieces.at(-1);
  if (!piece || piece.end !== comment.start || piece.start === piece.end) return undefined;
  const text = document.text.slice(piece.start, piece.end);
  return { comment, word: { start: piece.start, end: piece.end, text }, keyword: definition.name, ...judge(document, comment, true, false), definition: true };
}

/** Whether the mark was meant as a part of the value: then no blank follows before the end of the line or a further comment. */
function judge(document: SourceDocument, comment: Comment, free: boolean, secret: boolean): Pick<GluedComment, 'cut' | 'kind'> {
  const text = document.text.slice(comment.start, comment.end);
  const token = /^\S*/.exec(text)?.[0] ?? '';
  const rest = text.slice(token.length).trimStart();
  const alone = rest === '' || /^[#!]/.test(rest);
  // A password may well end with the mark itself; nobody writes a comment that says nothing.
  const single = token.length < 2 && !(secret && rest === '');
  const remark = single || !alone || /[^\x21-\x7e]/.test(token) || token.includes('"');
  const cut = { start: comment.start, end: comment.start + token.length };
  // Behind a number or an address only digits can have been a part of it.
  return { cut, kind: remark || !(free || /^[#!]+\d/.test(token)) ? 'remark' : 'value' };
}

/** Whether the value of a keyword is a password or key. */
export function isSecret(keyword: string): boolean {
  return keyword === 'auth_pass' || keyword === 'password' || keyword === 'key';
}

function takesFreeText(keyword: string): boolean {
  return contextsOf(keyword).some((each) => each.signature.parts.some((part) => part.kind === 'value' && freeText.has(part.type)));
}
