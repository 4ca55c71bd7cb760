import type { Configuration, Place, SourceDocument } from '@kaconf/semantics';
import type { Definition } from '@kaconf/syntax';

/** Something that makes keepalived crash (or read random memory) while it reads. */
export interface Crash {
  readonly at: Place;
  readonly reason: 'mark' | 'random' | 'randomText' | 'environment' | 'generator' | 'condition' | 'header';
  readonly name: string;
}

/** The last version whose `${_RANDOM …}` and conditions out of definitions corrupt memory. */
const memoryFaultsUntil = 2_002_007;

/** What the text of the files holds (lexical facts, section 11), and blocks after which keepalived goes on with nothing. */
export function* crashesOf(configuration: Configuration): Generator<Crash> {
  const { target } = configuration;
  for (const document of configuration.documents) {
    if (target >= 2_002_000 && /\\[#!]/.test(document.text)) yield* fileMarks(document);
    if (document.text.includes('$')) yield* references(document, target);
    if (document.text.includes('~')) yield* generators(document);
  }
  if (target <= memoryFaultsUntil) {
    for (const fact of configuration.factsOf('late-prefix')) if (fact.text.startsWith('@')) yield { at: fact, reason: 'condition', name: fact.text.split(/[\s{}]/)[0] ?? '@' };
    for (const fact of configuration.factsOf('missing-block')) {
      const { directive } = fact;
      const refused = directive.name === 'virtual_server' && directive.match().mismatches.some((mismatch) => mismatch.code !== 'extra');
      if (refused) yield { at: directive, reason: 'header', name: directive.words.map((word) => word.text).join(' ') };
    }
  }
}

/** A line that starts with `\!` or `\#` is taken for a mark of the copy that the processes read. */
function* fileMarks(document: SourceDocument): Generator<Crash> {
  for (const item of document.tree.items) {
    if (item.kind !== 'statement') continue;
    const mark = /^\\[#!]/.exec(document.text.slice(item.start, item.start + 2))?.[0];
    const lineStart = document.tree.lineStarts[item.line] ?? 0;
    if (mark !== undefined && document.text.slice(lineStart, item.start).trim() === '') yield { at: { document, range: { start: item.start, end: item.start + 2 } }, reason: 'mark', name: mark };
  }
}

function* references(document: SourceDocument, target: number): Generator<Crash> {
  for (const item of document.tree.items) {
    if (item.kind !== 'statement' && item.kind !== 'definition') continue;
    const text = document.text.slice(item.start, item.end);
    if (!text.includes('$')) continue;
    const at = (match: RegExpMatchArray): Place => ({ document, range: { start: item.start + (match.index ?? 0), end: item.start + (match.index ?? 0) + match[0].length } });
    if (target <= memoryFaultsUntil) {
      for (const match of text.matchAll(/\$\{_RANDOM +(\d+)(?: +(\d+))?\}(\S?)/g)) {
        const least = Number(match[1]);
        const most = match[2] === undefined ? 32_767 : Number(match[2]);
        if (most === least - 1) yield { at: at(match), reason: 'random', name: match[0] };
        else if (match[3] !== undefined && /[^\s"{}]/.test(match[3])) yield { at: at(match), reason: 'randomText', name: match[0] };
      }
    }
    if (target >= 2_004_000) for (const match of text.matchAll(/\$\{_ENV\}|\$_ENV(?=[ \t,)]|$)/g)) yield { at: at(match), reason: 'environment', name: match[0] };
  }
}

/** A definition of several lines whose name is also the variable of a generator. */
function* generators(document: SourceDocument): Generator<Crash> {
  const names = new Set(document.tree.items.flatMap((item) => (item.kind === 'definition' && isContinued(document, item) ? [item.name] : [])));
  if (names.size === 0) return;
  for (const item of document.tree.items) {
    if (item.kind === 'comment' || item.kind === 'blank') continue;
    for (const prefix of item.prefixes) {
      if (prefix.kind !== 'generator' || !prefix.args) continue;
      const name = /^\s*(?:\{\s*)?([A-Za-z_]\w*)/.exec(document.text.slice(prefix.args.start, prefix.args.end))?.[1];
      if (name !== undefined && names.has(name)) yield { at: { document, range: prefix }, reason: 'generator', name };
    }
  }
}

/** Whether a definition has more than one piece, be the others empty. */
function isContinued(document: SourceDocument, { pieces, end }: Definition): boolean {
  return pieces.length > 1 || document.text.slice(pieces.at(-1)?.end ?? end, end).trimStart().startsWith('\\');
}
