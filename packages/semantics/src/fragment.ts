import { contexts, isKnown, keywordsOf, lookup, type Version } from '@kaconf/schema';
import { passagesWith, type Directive, type Item } from '@kaconf/syntax';
import type { SourceDocument } from './document.ts';

/** Where the contents of a file belong that is no configuration of its own. */
export interface Fragment {
  /** Path of the block, or of the list, whose inside the file is. */
  readonly context: string;
  readonly by: 'comment' | 'keywords';
}

const comment = /^[#!]+[ \t]*kalint-context:?[ \t]+([A-Za-z_.]+)/;

/**
 * Tells the context of a fragment: from `# kalint-context virtual_server`, else from what its keywords allow.
 *
 * @returns undefined for a file that stands on its own (or may do so)
 */
export function fragmentOf(document: SourceDocument, target: Version): Fragment | undefined {
  if (document.text.includes('kalint-context')) {
    for (const item of document.tree.items) {
      const name = item.kind === 'comment' ? comment.exec(document.text.slice(item.start, item.end))?.[1] : undefined;
      const context = name === undefined ? undefined : findContext(name);
      if (context !== undefined) return { context, by: 'comment' };
    }
  }
  return byKeywords(document, target);
}

/** The path that a person means by `real_server` or by `virtual_server.real_server`. */
function findContext(name: string): string | undefined {
  if (contexts.includes(name)) return name;
  const path = contexts.find((each) => each.endsWith(`.${name}`));
  if (path !== undefined) return path;
  for (const each of contexts) if (lookup(each, name)?.kind === 'list') return each === '' ? name : `${each}.${name}`;
  return undefined;
}

/** All first words at the top are unknown there, and one block knows them all. */
function byKeywords(document: SourceDocument, target: Version): Fragment | undefined {
  const isText = (item: Item): boolean => item.kind === 'statement' || item.kind === 'open' || item.kind === 'close';
  const first = passagesWith(document.tree, isText).next().value?.find(isText);
  if (first?.kind !== 'statement') return undefined;
  const knows = (context: string, word: string): boolean => {
    const keyword = lookup(context, word);
    return keyword !== undefined && isKnown(keyword, target);
  };
  // Most files are decided by their first word; only the others are looked at whole.
  if (first.words[0] === undefined || knows('', first.words[0].text)) return undefined;
  const heads = document.tree.nodes.filter((node): node is Directive => node.kind === 'directive');
  if (heads.some((head) => head.heads.length === 0 || (head.body && head.body.closes.length === 0)) || document.tree.problems.length > 0) return undefined;
  const words = [...new Set(heads.flatMap((head) => head.heads.map((each) => each.words[0]?.text ?? '')))];
  if (words.some((word) => knows('', word) || word.includes('$'))) return undefined;
  const fitting = contexts.filter((context) => context !== '' && context !== '*' && words.every((word) => knows(context, word)) && heads.every((head) => (head.body !== undefined) === isBlockKeyword(context, head)));
  const [context] = fitting.sort((a, b) => a.split('.').length - b.split('.').length || keywordsOf(b).length - keywordsOf(a).length);
  return context === undefined ? undefined : { context, by: 'keywords' };
}

function isBlockKeyword(context: string, head: Directive): boolean {
  const keyword = lookup(context, head.heads[0]?.words[0]?.text ?? '');
  return keyword !== undefined && keyword.kind !== 'directive';
}
