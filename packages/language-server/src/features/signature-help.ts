import { describe, expectedAfter, type Keyword, type Part, type SequencePart } from '@kaconf/schema';
import type { WordsAtCursor } from '@kaconf/semantics';
import { MarkupKind, type ParameterInformation, type SignatureHelp } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import type { Feature } from '../feature.ts';
import type { View } from '../view.ts';

const closers: Readonly<Record<string, string>> = { '<': '>', '[': ']', '(': ')', '{': '}' };

/** The stretches of a notation that stand side by side: `<ip> [<port>]` has two. */
export function topLevelParts(notation: string): { readonly start: number; readonly end: number }[] {
  const parts: { start: number; end: number }[] = [];
  const open: string[] = [];
  let start = -1;
  let quoted = false;
  for (let at = 0; at <= notation.length; at++) {
    const sign = notation.charAt(at);
    if (sign === '"') quoted = !quoted;
    if (!quoted && open.length === 0 && (sign === ' ' || sign === '')) {
      if (start >= 0) parts.push({ start, end: at });
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (quoted) continue;
    const closer = open.at(-1) === '>' ? undefined : closers[sign];
    if (closer !== undefined) open.push(closer);
    else if (sign === open.at(-1)) open.pop();
  }
  // `...` belongs to what it repeats.
  return parts.reduce<{ start: number; end: number }[]>((all, part) => {
    const last = all.at(-1);
    if (notation.slice(part.start, part.end) === '...' && last) last.end = part.end;
    else all.push(part);
    return all;
  }, []);
}

function contains(part: Part, wanted: Part): boolean {
  if (part === wanted) return true;
  switch (part.kind) {
    case 'optional': case 'repeat': return contains(part.part, wanted);
    case 'sequence': case 'choice': return part.parts.some((each) => contains(each, wanted));
    case 'option': return contains(part.args, wanted);
    case 'options': return [...part.options, ...part.others].some((each) => contains(each, wanted));
    default: return false;
  }
}

function help(view: View, cursor: WordsAtCursor): SignatureHelp | null {
  const { keyword, signature, statement, first, index } = cursor;
  if (!keyword || !signature || signature.parts.length === 0 || index < first) return null;
  const before = (statement?.words ?? []).slice(first, index).map(({ text, quoted }) => ({ text, quoted, ...(text.includes('$') ? { dynamic: 'variable' } : {}) }));
  const expected = expectedAfter(keyword, signature, before, view.target);
  if (expected.length === 0) return null;
  const active = signature.parts.findIndex((part) => expected.some((each) => contains(part, each)));
  return { signatures: [information(keyword, signature, first === 0)], activeSignature: 0, activeParameter: Math.max(0, active) };
}

function information(keyword: Keyword, signature: SequencePart, isItem: boolean): SignatureHelp['signatures'][number] {
  const notation = (isItem ? keyword.itemNotation : keyword.notation) ?? '';
  const lead = isItem ? '' : `${keyword.name} `;
  const stretches = topLevelParts(notation);
  const parameters = signature.parts.map((part, at): ParameterInformation => {
    const stretch = stretches.length === signature.parts.length ? stretches[at] : { start: 0, end: notation.length };
    return { label: [lead.length + (stretch?.start ?? 0), lead.length + (stretch?.end ?? 0)], documentation: describe(part) };
  });
  return { label: lead + notation, documentation: { kind: MarkupKind.Markdown, value: keyword.doc }, parameters };
}

/** What may follow while somebody writes the words of a line. */
export const signatureHelp: Feature = {
  capabilities: () => ({ signatureHelpProvider: { triggerCharacters: [' '], retriggerCharacters: [' '] } }),
  listen(session, connection) {
    connection.onSignatureHelp(answering(session, (view, { position }) => {
      const cursor = view.cursor(view.offset(position));
      return cursor.place === 'words' ? help(view, cursor) : null;
    }));
  },
};
