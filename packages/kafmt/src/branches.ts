import { parse, type Tag } from '@kaconf/syntax';
import { lineEndOf, lineStartOf } from './place.ts';

/** What a template statement does to the branches around it. */
type Role = 'open' | 'middle' | 'end' | 'none';

const opening = /^(?:if|unless|for|range|with|while|until|case|block|macro|filter|call|define)\b|\bdo(?:\s*\|[^|]*\|)?$|\{(?:\s*\|[^|]*\|)?$/;
const middle = /^(?:else|elif|elsif|elseif|when)\b|^\}\s*(?:else|elsif)\b/;
const ending = /^end\w*$|^end\w*\s|^\}$/;

/** Reads the statement between the delimiters: `{%- if x -%}` is `if x`. */
function roleOf(tag: string): Role {
  const statement = tag.slice(2, -2).replace(/^[-+]/, '').replace(/[-+]$/, '').trim();
  if (middle.test(statement)) return 'middle';
  if (ending.test(statement)) return 'end';
  return opening.test(statement) ? 'open' : 'none';
}

/** How many more blocks a stretch of a configuration opens than it closes. */
function netBraces(text: string): number {
  let net = 0;
  for (const { kind } of parse(text).items) if (kind === 'open' || kind === 'close') net += kind === 'open' ? 1 : -1;
  return net;
}

/** The text with every tag made a word or a comment, of the same length as far as braces are concerned. */
function withoutTags(text: string, tags: readonly Tag[], start: number, end: number): string {
  let plain = '';
  let position = start;
  for (const tag of tags) {
    if (tag.end <= start || tag.start >= end) continue;
    plain += text.slice(position, tag.start) + (tag.kind === 'line' ? '#' : 'x');
    position = tag.end;
  }
  return plain + text.slice(position, end);
}

/**
 * Joins what follows an `else` to its tag where it offers another head or end for a block:
 *
 * ```text
 * {% if mark %}
 * virtual_server fwmark 1 {
 * {% else %}                        ┐ one tag, kept as it is
 * virtual_server 192.0.2.1 80 {     ┘
 * {% endif %}
 * ```
 *
 * The first branch stands for all of them in the nesting of the file.
 */
export function foldBranches(text: string, tags: readonly Tag[]): Tag[] {
  const folded: Tag[] = [];
  /** For each open statement the `else` whose branch is being looked at, as an index into `folded`. */
  const open: (number | undefined)[] = [];
  const close = (before: Tag): void => {
    const at = open[open.length - 1];
    const from = at === undefined ? undefined : folded[at];
    if (at === undefined || from === undefined || before.kind !== 'line') return;
    const end = lineStartOf(text, before.start) - 1;
    const start = lineEndOf(text, from.end);
    if (end <= start || netBraces(withoutTags(text, tags, start, end)) === 0) return;
    folded.splice(at, folded.length - at, { start: from.start, end, kind: 'line' });
  };
  for (const tag of tags) {
    const role = roleOf(text.slice(tag.start, tag.end));
    if (role === 'middle' || role === 'end') close(tag);
    folded.push(tag);
    if (role === 'open') open.push(undefined);
    else if (role === 'middle' && open.length > 0) open[open.length - 1] = tag.kind === 'line' ? folded.length - 1 : undefined;
    else if (role === 'end') open.pop();
  }
  return folded;
}
