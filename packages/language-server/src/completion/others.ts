import { lookup } from '@kaconf/schema';
import { conditionIds, type Cursor } from '@kaconf/semantics';
import type { Range as Offsets } from '@kaconf/syntax';
import { rules, withoutSecrets } from 'kalint';
import { CompletionItemKind, InsertTextFormat, type CompletionItem } from 'vscode-languageserver';
import type { Host } from '../host.ts';
import { isAbsolute } from '../paths.ts';
import type { View } from '../view.ts';

type Edit = (range: Offsets, text: string) => Pick<CompletionItem, 'textEdit'>;

/** Names that keepalived defines itself (lexical facts, section 5.5). */
const predefined: Readonly<Record<string, string>> = {
  _PWD: 'directory of this file', _INSTANCE: 'the config id', _RANDOM: 'a random number', _HASH: 'a #', _BANG: 'a !', _ENV: 'an environment variable: ${_ENV NAME}',
};

/** Definitions that may be used behind the `$` before the cursor; undefined where there is none. */
export function variableItems(view: View, offset: number, edit: Edit): CompletionItem[] | undefined {
  const { text } = view.document;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const match = /\$(\{?)([A-Za-z_]\w*)?$/.exec(text.slice(lineStart, offset));
  if (!match) return undefined;
  const braced = match[1] === '{';
  const rest = /^\w*\}?/.exec(text.slice(offset))?.[0] ?? '';
  const range = { start: lineStart + match.index, end: offset + rest.length };
  const items = new Map<string, CompletionItem>();
  const add = (name: string, detail: string, rank: number): void => {
    if (items.has(name)) return;
    const written = braced || name.startsWith('_') || /^[\w.:/-]/.test(text.slice(range.end)) ? `\${${name}}` : `$${name}`;
    items.set(name, { label: `$${name}`, filterText: braced ? `\${${name}` : `$${name}`, kind: CompletionItemKind.Variable, detail, sortText: `${rank}${name}`, ...edit(range, written) });
  };
  for (const configuration of view.configurations) {
    for (const [name, place] of configuration.definitions) {
      const end = place?.document.text.indexOf('\n', place.range.end) ?? -1;
      add(name, place ? withoutSecrets(place.document, place.range.end, end < 0 ? place.document.text.length : end).replace(/^=/, '').trim().slice(0, 60) : '', 1);
    }
  }
  for (const [name, detail] of Object.entries(predefined)) add(name, detail, 2);
  return [...items.values()];
}

/** Where the pattern of an include stands, or will stand; undefined where the cursor is in none. */
export function patternAt(cursor: Cursor): Offsets | undefined {
  if (cursor.place === 'include') return cursor.part === 'pattern' ? cursor.item.pattern : undefined;
  // Without its pattern an include is a statement like any other.
  const first = cursor.place === 'words' && cursor.index === 1 && !cursor.list ? cursor.statement?.words[0] : undefined;
  return first && lookup('*', first.text) && cursor.place === 'words' ? cursor.replace : undefined;
}

/** Files and folders that may follow in the pattern of an include. */
export function pathItems(view: View, pattern: Offsets, offset: number, host: Host, edit: Edit): CompletionItem[] {
  const written = view.document.text.slice(pattern.start, Math.max(pattern.start, offset));
  if (/[*?[{]/.test(written)) return [];
  const slash = written.lastIndexOf('/');
  const folder = slash < 0 ? '' : written.slice(0, slash + 1);
  const own = isAbsolute(folder) ? folder : folder === '' ? '.' : folder;
  const start = pattern.start + slash + 1;
  const end = Math.max(offset, pattern.end > offset && !/[/\s]/.test(view.document.text.slice(offset, pattern.end)) ? pattern.end : offset);
  return (host.list(view.project.located(own, view.document)) ?? []).map(({ name, folder: isFolder }): CompletionItem => ({
    label: isFolder ? `${name}/` : name,
    kind: isFolder ? CompletionItemKind.Folder : CompletionItemKind.File,
    sortText: `${isFolder ? 1 : name.endsWith('.conf') ? 0 : 2}${name}`,
    ...edit({ start: Math.min(start, offset), end }, isFolder ? `${name}/` : name),
  }));
}

/** Ids behind `@`. */
export function conditionItems(view: View, range: Offsets, edit: Edit): CompletionItem[] {
  const ids = new Set(view.snapshot.documents.flatMap((document) => conditionIds(document)));
  return [...ids].map((id) => ({ label: `@${id}`, filterText: `@${id}`, kind: CompletionItemKind.Constant, detail: 'config id', ...edit(range, `@${id}`) }));
}

/** What repeats the rest of a line (lexical facts, section 6). */
export function generatorItems(range: Offsets, edit: Edit): CompletionItem[] {
  const generators = [['~SEQ', '~SEQ(${1:NUM}, ${2:1}, ${3:10}) $0', 'the rest of the line once for each number'], ['~LST', '~LST(${1:NAME}, ${2:a}, ${3:b}) $0', 'the rest of the line once for each value']] as const;
  return generators.map(([label, text, detail]) => ({ label, kind: CompletionItemKind.Snippet, detail, insertTextFormat: InsertTextFormat.Snippet, ...edit(range, text) }));
}

/** Rules that a suppressing comment may name; nothing in any other comment. */
export function ruleItems(view: View, offset: number, edit: Edit): CompletionItem[] {
  const { text } = view.document;
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const match = /[#!][ \t]*kalint-(?:disable(?:-next-line|-line)?|enable)[ \t,][^\n]*$/.exec(line);
  if (!match || / -- /.test(match[0])) return [];
  const range = { start: offset - (/(?<![\w/-])[\w/-]*$/.exec(line)?.[0].length ?? 0), end: offset };
  return rules.all.map(({ id, summary }) => ({ label: id, kind: CompletionItemKind.Constant, detail: summary, ...edit(range, id) }));
}
