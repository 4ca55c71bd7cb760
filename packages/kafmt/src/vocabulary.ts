import { bodyContext, contextsOf, keywordsOf, lookup, type Keyword } from '@kaconf/schema';

/** What the printer has to know of keywords. */
export interface Vocabulary {
  /** Whether a directive of this name takes a command anywhere (`script`, `notify_master`, …). */
  isScript(keyword: string): boolean;
  /** Whether a block holds a list of values, one per line. `path` are the keywords from the outermost block to this one. */
  isList(path: readonly string[]): boolean;
}

const scripts = new Map<string, boolean>();

/** The keyword at the end of a path of blocks; undefined where the vocabulary does not know one of them. */
function follow(path: readonly string[]): Keyword | undefined {
  let context = '';
  let keyword: Keyword | undefined;
  for (const word of path) {
    keyword = lookup(context, word);
    if (keyword === undefined) return undefined;
    context = bodyContext(keyword);
  }
  return keyword;
}

/** The vocabulary of keepalived. */
export const keepalivedVocabulary: Vocabulary = {
  isScript(word) {
    let script = scripts.get(word);
    if (script === undefined) {
      script = contextsOf(word).some((keyword) => keyword.script);
      // Words of a file are no keywords for the most part: only those that are stay in memory.
      if (script) scripts.set(word, script);
    }
    return script;
  },
  isList(path) {
    const keyword = follow(path);
    if (keyword) return keyword.kind === 'list';
    // A fragment that is included somewhere inside a block: the name alone has to tell.
    const candidates = contextsOf(path[path.length - 1] ?? '');
    return candidates.length > 0 && candidates.every((candidate) => candidate.kind === 'list');
  },
};

let roots: ReadonlySet<string> | undefined;

/** Blocks that stand at the outermost level only: where a `}` is missing, they tell which block it belongs to. */
export function rootBlocks(): ReadonlySet<string> {
  roots ??= new Set(keywordsOf('').filter((keyword) => keyword.kind === 'block' && contextsOf(keyword.name).length === 1).map((keyword) => keyword.name));
  return roots;
}
