import type { SourceDocument } from '@kaconf/semantics';
import { references, type Comment, type Item, type Range } from '@kaconf/syntax';
import type { Edit } from './diagnostic.ts';
import type { MessageData } from './rule.ts';

/** Stands for what is hidden where its length does not matter. */
export const hidden = '•••';

/** First words whose values are secrets, misspelt ones too; `key` belongs to `auth_hmac`. */
const secretHead = /^auth_?pas|pass(?:w|wd|word|phrase)?$|secret|community|token/i;
const secretName = /pass|pw$|pwd|secret|token|community|hmac|_key$|^key$/i;
/** Secrets inside of commands and addresses: `--password=x`, `token: x`, `http://user:x@host`, `-u user:x`. */
const inText = /\b(?:pass(?:wd|word|phrase)?|secret|token|api_?key)[=:][ \t]?([^\s"'&]{1,200})|--(?:pass(?:wd|word|phrase)?|secret|token)[ \t]([^\s"'&]{1,200})|:\/\/[^\s:@/"']{0,100}:([^\s@/"']{1,200})@|[ \t](?:-u|--user)[ \t][^\s:"']{1,100}:([^\s"']{1,200})/gid;
const mayHoldSecrets = /pas|pw|secret|token|community|key|:\/\/|-u/i;

const memo = new WeakMap<SourceDocument, readonly Range[]>();

/** Where passwords and keys stand in a file, in order and apart from each other. Nothing of it may be shown. */
export function secretRanges(document: SourceDocument): readonly Range[] {
  let ranges = memo.get(document);
  if (ranges === undefined) {
    ranges = mayHoldSecrets.test(document.text) ? united(rangesOf(document)) : [];
    memo.set(document, ranges);
  }
  return ranges;
}

function rangesOf({ text, tree }: SourceDocument): Range[] {
  const ranges: Range[] = [];
  /** Definitions whose values are used as secrets. */
  const names = new Set<string>();
  let last: Range | undefined;
  for (const item of tree.items) {
    const secret = item.kind === 'comment' ? glued(item, last) : secretOf(item);
    if (secret) {
      ranges.push(secret);
      for (const { name } of references(text, secret)) names.add(name);
    }
    last = secret;
  }
  for (const item of tree.items) {
    if (item.kind === 'definition' && (secretName.test(item.name) || names.has(item.name))) for (const piece of item.pieces) ranges.push(piece);
  }
  for (const { indices } of text.matchAll(inText)) for (const place of indices?.slice(1) ?? []) if (place) ranges.push({ start: place[0], end: place[1] });
  return ranges.filter(({ start, end }) => end > start);
}

/** What follows the keyword of a secret. */
function secretOf(item: Item): Range | undefined {
  if (item.kind !== 'statement') return undefined;
  const { words } = item;
  const head = words[0]?.text ?? '';
  const first = head === 'key' ? words[Math.min(2, words.length - 1)] : secretHead.test(head) ? words[1] : undefined;
  const end = words.at(-1)?.end;
  return first && first !== words[0] && end !== undefined ? { start: first.start, end } : undefined;
}

/** A password may hold the mark of a comment: then its end looks like one. */
function glued(comment: Comment, secret: Range | undefined): Range | undefined {
  return secret?.end === comment.start ? comment : undefined;
}

function united(ranges: Range[]): readonly Range[] {
  const result: Range[] = [];
  for (const { start, end } of ranges.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) result[result.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else result.push({ start, end });
  }
  return result;
}

/** A stretch of a file with a dot for each character of a secret, so that columns stay. */
export function withoutSecrets(document: SourceDocument, start: number, end: number): string {
  const ranges = secretRanges(document);
  let text = '';
  let at = start;
  for (let index = firstBehind(ranges, start); index < ranges.length; index++) {
    const range = ranges[index];
    if (!range || range.start >= end) break;
    const from = Math.max(range.start, at);
    const to = Math.min(range.end, end);
    text += document.text.slice(at, from) + document.text.slice(from, to).replace(/[^\s]/g, '•');
    at = to;
  }
  return text + document.text.slice(at, end);
}

/** Whether an edit tells a secret: it stands in the new text, or where the edit is made. */
export function tellsSecret(edit: Edit, document: SourceDocument | undefined): boolean {
  if (!document || edit.text === '') return false;
  const ranges = secretRanges(document);
  const range = ranges[firstBehind(ranges, edit.start)];
  return (range !== undefined && range.start < Math.max(edit.end, edit.start + 1)) || valuesOf(document).some((value) => edit.text.includes(value));
}

/** The values of a message with what is secret in these files hidden. */
export function hideValues(data: MessageData | undefined, documents: ReadonlySet<SourceDocument>): MessageData | undefined {
  if (data === undefined) return data;
  const values = [...documents].flatMap(valuesOf);
  if (values.length === 0) return data;
  const hide = (text: string): string => values.reduce((shown, value) => (shown === value ? hidden : value.length > 4 ? shown.replaceAll(value, hidden) : shown), text);
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? hide(value) : value]));
}

const memoOfValues = new WeakMap<SourceDocument, readonly string[]>();

/** The longest first, so that no end of one is left. Very many are no secrets. */
function valuesOf(document: SourceDocument): readonly string[] {
  let values = memoOfValues.get(document);
  if (values === undefined) {
    const written = secretRanges(document).map(({ start, end }) => document.text.slice(start, end).replace(/^"(.*)"$/, '$1'));
    values = [...new Set(written.filter((value) => !/^\$\{?\w+\}?$/.test(value)))].sort((a, b) => b.length - a.length).slice(0, 1_000);
    memoOfValues.set(document, values);
  }
  return values;
}

/** Index of the first range that ends behind an offset. */
function firstBehind(ranges: readonly Range[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
