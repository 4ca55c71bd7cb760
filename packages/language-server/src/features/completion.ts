import type { Cursor } from '@kaconf/semantics';
import type { Node, Range as Offsets } from '@kaconf/syntax';
import { InsertReplaceEdit, MarkupKind, TextEdit, type ClientCapabilities, type CompletionItem, type CompletionList } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import { keywordItems, keywordOfData } from '../completion/keywords.ts';
import { conditionItems, generatorItems, pathItems, patternAt, ruleItems, variableItems } from '../completion/others.ts';
import { valueItems } from '../completion/values.ts';
import type { Feature } from '../feature.ts';
import type { Host } from '../host.ts';
import { keywordMarkdown, usage } from '../keyword-text.ts';
import { plainText } from '../plain-text.ts';
import type { View } from '../view.ts';

/** What a client can do with items. */
interface Abilities {
  readonly snippets: boolean;
  readonly insertReplace: boolean;
  readonly tags: boolean;
}

function abilitiesOf(client: ClientCapabilities): Abilities {
  const item = client.textDocument?.completion?.completionItem;
  return { snippets: item?.snippetSupport === true, insertReplace: item?.insertReplaceSupport === true, tags: item?.tagSupport !== undefined };
}

/** Everything that may be written at an offset. */
function complete(view: View, offset: number, abilities: Abilities, host: Host): CompletionItem[] {
  const edit = (range: Offsets, text: string): Pick<CompletionItem, 'textEdit'> => {
    const replace = view.range(range);
    if (!abilities.insertReplace) return { textEdit: TextEdit.replace(replace, text) };
    return { textEdit: InsertReplaceEdit.create(text, { start: replace.start, end: view.positions.position(Math.max(range.start, offset)) }, replace) };
  };
  const cursor = view.cursor(offset);
  if (cursor.place === 'comment') return ruleItems(view, offset, edit);
  const variables = variableItems(view, offset, edit);
  if (variables) return variables;
  const pattern = patternAt(cursor);
  if (pattern) return pathItems(view, pattern, offset, host, edit);
  switch (cursor.place) {
    case 'include':
      return keywordsHere(view, cursor, abilities, edit);
    case 'prefix':
      return cursor.prefix.kind === 'condition' ? conditionItems(view, cursor.prefix, edit) : [];
    case 'definition':
      return [];
    case 'words':
      break;
  }
  if (cursor.quoted) return [];
  if (cursor.index === 0 && cursor.written.startsWith('@')) return conditionItems(view, cursor.replace, edit);
  if (cursor.index === 0 && cursor.written.startsWith('~')) return abilities.snippets ? generatorItems(cursor.replace, edit) : [];
  if (cursor.index >= cursor.first) return valueItems(view, cursor, { tags: abilities.tags, edit });
  return keywordsHere(view, cursor, abilities, edit);
}

function keywordsHere(view: View, cursor: Cursor, abilities: Abilities, edit: (range: Offsets, text: string) => Pick<CompletionItem, 'textEdit'>): CompletionItem[] {
  if (cursor.context === undefined || cursor.list) return [];
  const siblings: readonly Node[] = cursor.blocks.at(-1)?.node.body.nodes ?? view.document.tree.nodes;
  const words = cursor.place === 'words' ? cursor : {
    place: 'words' as const, statement: undefined, index: 0, word: undefined, written: '', quoted: false, keyword: undefined, signature: undefined, first: 1,
    replace: cursor.place === 'include' ? cursor.item.keyword : { start: cursor.offset, end: cursor.offset },
  };
  return keywordItems(view, cursor.context, words, { snippets: abilities.snippets && view.settings.snippets, tags: abilities.tags, siblings, edit });
}

/** Completion; the documentation of an item is made when somebody looks at it. */
export const completion: Feature = {
  capabilities: () => ({ completionProvider: { triggerCharacters: [' ', '$', '@', '/'], resolveProvider: true } }),
  listen(session, connection) {
    connection.onCompletion(answering(session, (view, { position, context }): CompletionList => {
      const offset = view.offset(position);
      // A blank asks for values; at the beginning of a line it is indentation.
      const indenting = context?.triggerCharacter === ' ' && /(^|\n)[ \t]*$/.test(view.document.text.slice(Math.max(0, offset - 200), offset));
      return { isIncomplete: false, items: indenting ? [] : complete(view, offset, abilitiesOf(session.client), session.host) };
    }));
    connection.onCompletionResolve((item) => {
      const keyword = keywordOfData(item.data);
      if (!keyword) return item;
      const markdown = session.client.textDocument?.completion?.completionItem?.documentationFormat?.includes(MarkupKind.Markdown) !== false;
      const text = keywordMarkdown(keyword);
      return { ...item, detail: usage(keyword).slice(0, 200), documentation: markdown ? { kind: MarkupKind.Markdown, value: text } : plainText(text) };
    });
  },
};
