import type { Configuration, FactOf } from '@kaconf/semantics';
import type { Edit } from '../../diagnostic.ts';
import { defineRule } from '../../rule.ts';

/** There is no line continuation outside definitions. */
export default defineRule({
  id: 'syntax/stray-backslash',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'A backslash continues a line in `$NAME=` definitions only.',
  details: 'Elsewhere a backslash at the end of a line becomes part of the last word (`advert_int 1 \\` has the argument `1\\`), and the next line is a directive of its own.',
  messages: {
    default: 'Lines are not continued here: the backslash becomes a part of the last word, and the next line is a directive of its own.',
    comment: 'This comment ends the definition above: from keepalived 2.4.0 on a backslash in a comment continues nothing, and the lines below are read on their own. Take the comment out of the definition.',
    remove: 'Delete the backslash',
  },
  needs: ['fact:stray-backslash'],
  keepalived: 'sometimes',
  fixable: 'suggestion',
  *check(configuration) {
    const reported = reportedByLine(configuration);
    for (const group of together(configuration.factsOf('stray-backslash'))) {
      const [first] = group;
      if (!first) continue;
      // What keepalived says of it is about the words that the backslashes have spoilt.
      const spoilt = group.flatMap((fact) => reported.get(`${fact.line} ${fact.document.path}`) ?? []);
      const comment = commentAbove(first);
      const base = { ...(spoilt.length > 0 ? { reported: spoilt.map(({ line }) => line) } : {}), derails: spoilt.some(({ code }) => code === 'unknown-keyword') };
      if (comment) yield { ...base, at: { document: first.document, range: comment }, message: 'comment', derails: true };
      else yield { ...base, at: first, message: 'default', suggestions: [{ title: 'remove', safe: false, edits: group.map(removal) }] };
    }
  },
});

type Stray = FactOf<'stray-backslash'>;

/** The first complaint of keepalived about the words of each line. */
function reportedByLine(configuration: Configuration): ReadonlyMap<string, FactOf<'mismatch' | 'unknown-keyword'>> {
  const byLine = new Map<string, FactOf<'mismatch' | 'unknown-keyword'>>();
  for (const fact of configuration.facts) {
    if ((fact.code !== 'mismatch' && fact.code !== 'unknown-keyword') || !fact.reported) continue;
    const key = `${fact.line} ${fact.document.path}`;
    if (!byLine.has(key)) byLine.set(key, fact);
  }
  return byLine;
}

function removal({ document, range }: Stray): Edit {
  const slash = document.text.lastIndexOf('\\', range.end - 1);
  const start = slash >= range.start ? slash : range.start;
  return { path: document.path, start, end: start + 1, text: '' };
}

/** Lines that follow each other belong to one mistake; comments between them do not part them. */
function together(facts: readonly Stray[]): Stray[][] {
  const groups: Stray[][] = [];
  for (const fact of [...facts].sort((a, b) => (a.document.path < b.document.path ? -1 : a.document.path > b.document.path ? 1 : a.range.start - b.range.start))) {
    const last = groups.at(-1)?.at(-1);
    const between = last?.document === fact.document ? fact.document.text.slice(last.range.end, lineStart(fact.document.text, fact.range.start)) : 'x';
    if (isLayout(between)) groups.at(-1)?.push(fact);
    else groups.push([fact]);
  }
  return groups;
}

/** The comment with a backslash at its end that stands on the line before, or on the same line. */
function commentAbove({ document, range }: Stray): { readonly start: number; readonly end: number } | undefined {
  const start = lineStart(document.text, range.start);
  const { items } = document.tree;
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  while (items[low - 1]?.kind === 'blank') low--;
  const item = items[low - 1];
  return item?.kind === 'comment' && document.text.slice(item.start, start).trimEnd() === document.text.slice(item.start, item.end).trimEnd() && /\\\s*$/.test(document.text.slice(item.start, start)) ? { start: item.start, end: item.end } : undefined;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Whether lines hold nothing but comments and braces, from the end of one line to the start of another. */
function isLayout(text: string): boolean {
  const [rest = '', ...lines] = text.split('\n');
  return rest.trim() === '' && lines.pop() === '' && lines.every((line) => {
    const content = line.trim();
    const braced = content.replace(/\\$/, '').trimEnd();
    return content === '' || content.startsWith('#') || content.startsWith('!') || ((braced.endsWith('{') || braced.endsWith('}')) && !/\s/.test(braced));
  });
}
