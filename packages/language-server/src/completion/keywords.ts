import { contextsOf, isKnown, keywordsOf, lookup, type Keyword } from '@kaconf/schema';
import { isBlock, type Node, type Range as Offsets } from '@kaconf/syntax';
import type { WordsAtCursor } from '@kaconf/semantics';
import { CompletionItemKind, CompletionItemTag, InsertTextFormat, type CompletionItem } from 'vscode-languageserver';
import { rankOf } from '../keyword-use.ts';
import type { View } from '../view.ts';
import { blockSnippet } from './snippets.ts';

/** What an item carries so that its documentation can be found later. */
export interface KeywordData {
  readonly context: string;
  readonly name: string;
}

export interface KeywordOptions {
  readonly snippets: boolean;
  readonly tags: boolean;
  /** What is written around the cursor: keywords that are there already come last. */
  readonly siblings: readonly Node[];
  edit(range: Offsets, text: string): Pick<CompletionItem, 'textEdit'>;
}

/** The keywords that a block may hold, the usual ones first. */
export function keywordItems(view: View, context: string, cursor: WordsAtCursor, options: KeywordOptions): CompletionItem[] {
  const { target } = view;
  const present = new Set(options.siblings.flatMap((node) => (node.kind === 'directive' && node.heads[0] !== cursor.statement ? node.heads.map((head) => head.words[0]?.text ?? '') : [])));
  const alone = (cursor.statement?.words.length ?? 0) <= 1 && !ownsBlock(options.siblings, cursor);
  return [...keywordsOf(context), ...keywordsOf('*')]
    .filter((keyword) => isKnown(keyword, target))
    .map((keyword): CompletionItem => {
      const snippet = options.snippets && alone ? blockSnippet(keyword) : undefined;
      const data: KeywordData = { context: keyword.context, name: keyword.name };
      return {
        label: keyword.name,
        kind: keyword.kind === 'directive' ? CompletionItemKind.Property : keyword.kind === 'list' ? CompletionItemKind.Struct : CompletionItemKind.Class,
        ...(keyword.deprecated ? (options.tags ? { tags: [CompletionItemTag.Deprecated] } : { deprecated: true }) : {}),
        sortText: sortText(keyword, present),
        ...(snippet === undefined ? {} : { insertTextFormat: InsertTextFormat.Snippet }),
        ...options.edit(cursor.replace, snippet ?? keyword.name),
        data,
      };
    });
}

/** What is needed, then what is usual, then what is there already, then other spellings, then what is out of date. */
function sortText(keyword: Keyword, present: ReadonlySet<string>): string {
  const once = keyword.repeat !== 'accumulate' && keyword.repeat !== 'new-object' && keyword.repeat !== 'merge';
  const group = keyword.deprecated ? 5 : keyword.aliasOf !== undefined ? 4 : present.has(keyword.name) && once ? 3 : keyword.context === '*' ? 2 : keyword.required ? 0 : 1;
  return `${group}${String(rankOf(keyword.context, keyword.name)).padStart(3, '0')}${keyword.name}`;
}

/** Whether the statement at the cursor has a block already. */
function ownsBlock(siblings: readonly Node[], { statement }: WordsAtCursor): boolean {
  return statement !== undefined && siblings.some((node) => isBlock(node) && node.heads.includes(statement));
}

/** The keyword that an item stands for. */
export function keywordOfData(data: unknown): Keyword | undefined {
  if (typeof data !== 'object' || data === null || !('context' in data) || !('name' in data)) return undefined;
  const { context, name } = data;
  return typeof context === 'string' && typeof name === 'string' ? (lookup(context, name) ?? contextsOf(name)[0]) : undefined;
}
