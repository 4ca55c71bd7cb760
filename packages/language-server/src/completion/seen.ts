import { type Keyword, type Part } from '@kaconf/schema';
import { walk, type Configuration, type Directive, type Item, type Place } from '@kaconf/semantics';
import { withoutSecrets } from 'kalint';

const mentions = new WeakMap<Keyword, ReadonlySet<string>>();

/** Names of the value types that a keyword takes; asked once for each keyword. */
function typesOf(keyword: Keyword): ReadonlySet<string> {
  let known = mentions.get(keyword);
  if (!known) {
    const types = new Set<string>();
    collect(keyword.signature, types);
    if (keyword.items) collect(keyword.items, types);
    known = types;
    mentions.set(keyword, known);
  }
  return known;
}

function collect(part: Part, into: Set<string>): void {
  switch (part.kind) {
    case 'value': into.add(part.type); break;
    case 'optional': case 'repeat': collect(part.part, into); break;
    case 'sequence': case 'choice': for (const each of part.parts) collect(each, into); break;
    case 'option': collect(part.args, into); break;
    case 'options': for (const each of [...part.options, ...part.others]) collect(each, into); break;
    default:
  }
}

const memo = new WeakMap<Configuration, Map<string, readonly string[]>>();

/** Words of a type that a configuration holds, in order of appearance. */
export function seenOfType(configuration: Configuration, type: string): readonly string[] {
  return remember(configuration, `type ${type}`, () => wordsOf(configuration, (keyword) => typesOf(keyword).has(type), (part) => part.kind === 'value' && part.type === type));
}

/** Words that a configuration holds for one keyword (and its items), of one type. */
export function seenAt(configuration: Configuration, path: string, type: string): readonly string[] {
  return remember(configuration, `at ${path} ${type}`, () => wordsOf(configuration, (keyword) => keyword.path === path, (part) => part.kind === 'value' && part.type === type));
}

function remember(configuration: Configuration, key: string, find: () => readonly string[]): readonly string[] {
  const known = memo.get(configuration) ?? new Map<string, readonly string[]>();
  memo.set(configuration, known);
  let words = known.get(key);
  if (!words) known.set(key, (words = find()));
  return words;
}

function wordsOf(configuration: Configuration, keywords: (keyword: Keyword) => boolean, parts: (part: Part) => boolean): readonly string[] {
  const found = new Set<string>();
  for (const each of walk(configuration.directives)) {
    if (!keywords(each.keyword)) continue;
    for (const word of wordsOfOne(each, parts)) found.add(word);
  }
  return [...found];
}

function wordsOfOne(owner: Directive | Item, parts: (part: Part) => boolean): readonly string[] {
  return owner.match().args.flatMap(({ part, word, state }) => {
    const written = owner.argumentWords[word];
    return parts(part) && state === 'known' && written && !written.dynamic && !tells(owner.document, written) ? [written.text] : [];
  });
}

/** Whether a word shows a password, itself or by the definition that it came from: a command may hold one. */
function tells(document: Place['document'], { start, end, definition }: Directive['words'][number]): boolean {
  const isHidden = (within: Place['document'], from: number, to: number): boolean => withoutSecrets(within, from, to) !== within.text.slice(from, to);
  if (isHidden(document, start, end)) return true;
  if (!definition) return false;
  const { text } = definition.document;
  const lineEnd = text.indexOf('\n', definition.range.end);
  return isHidden(definition.document, definition.range.end, lineEnd < 0 ? text.length : lineEnd);
}
