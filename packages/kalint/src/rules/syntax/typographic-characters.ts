import { lineAt, type FactOf, type Place } from '@kaconf/semantics';
import { valueOf } from '../../fact-words.ts';
import { defineRule } from '../../rule.ts';
import { unknownKeywords } from '../../unknown-keyword.ts';
import { reportedBy } from '../../facts.ts';
import { hasStrangeCharacter } from '../../mismatch.ts';

const characters: Readonly<Record<string, readonly [name: string, ascii: string]>> = {
  '\uFEFF': ['A byte order mark', ''],
  '\u00A0': ['A no-break space', ' '],
  '\u2007': ['A figure space', ' '],
  '\u202F': ['A narrow no-break space', ' '],
  '\u3000': ['An ideographic space', ' '],
  '\u2018': ['A typographic quote', "'"],
  '\u2019': ['A typographic quote', "'"],
  '\u201C': ['A typographic quote', '"'],
  '\u201D': ['A typographic quote', '"'],
  '\u2013': ['An en dash', '-'],
  '\u2014': ['An em dash', '-'],
};
const some = new RegExp(`[${Object.keys(characters).join('')}]`);
const every = new RegExp(some, 'g');

/** Characters that look like ASCII ones and are, to keepalived, letters like any other. */
export default defineRule({
  id: 'syntax/typographic-characters',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Quotes, dashes and blanks are the ASCII ones.',
  details: 'Text copied from a web page or a word processor often has typographic quotes, dashes or special blanks. keepalived compares byte by byte: such a character is part of a word, so the keyword is unknown, the quote does not quote, the number is invalid.',
  messages: {
    default: '{name} (U+{code}) is not the ASCII character that it looks like; keepalived takes it as a part of the word.',
    remove: '{name} (U+{code}) stands here; keepalived takes it as a part of the word.',
    fix: 'Replace it by the ASCII character',
  },
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration) {
    const unknown = new Map([...unknownKeywords(configuration, 'typographic')].map(({ fact }) => [`${fact.document.path}:${fact.line}`, fact]));
    const strange = configuration.factsOf('mismatch').filter(hasStrangeCharacter);
    const refused = new Map(strange.filter((fact) => fact.reported).map((fact) => [`${fact.document.path}:${fact.line}`, fact]));
    // A value out of a definition is named by keepalived where it is used.
    for (const fact of strange) {
      const definition = definitionOfValue(fact);
      const line = definition && definition.document === fact.document ? `${definition.document.path}:${lineAt(definition.document, definition.range.start)}` : undefined;
      if (line !== undefined && fact.reported && !refused.has(line)) refused.set(line, fact);
    }
    const told = new Set<string>();
    for (const document of configuration.documents) {
      if (!some.test(document.text)) continue;
      for (const item of document.tree.items) {
        if (item.kind === 'comment' || item.kind === 'blank') continue;
        const text = document.text.slice(item.start, item.end);
        const fact = unknown.get(`${document.path}:${item.line + 1}`);
        const value = refused.get(`${document.path}:${item.line + 1}`);
        // One finding for each item: the quote at the end belongs to the one at the beginning.
        const matches = [...text.matchAll(every)].filter((match) => !insideQuotes(text, match.index) || match[0] === '\uFEFF' || (value && item.start + match.index >= value.range.start && item.start + match.index < value.range.end));
        const first = matches[0];
        if (!first) continue;
        const start = item.start + first.index;
        told.add(`${document.path}:${item.line + 1}`);
        yield {
          at: { document, range: { start, end: start + 1 } },
          ...naming(first[0]),
          ...(fact ? { reported: reportedBy(fact), derails: fact.opensBlock } : value ? { reported: reportedBy(value) } : {}),
          fix: { title: 'fix', safe: true, edits: matches.map((match) => ({ path: document.path, start: item.start + match.index, end: item.start + match.index + 1, text: characters[match[0]]?.[1] ?? '' })) },
        };
      }
    }
    for (const fact of strange) if (!told.has(`${fact.document.path}:${fact.line}`)) yield* outOfDefinition(fact, told);
  },
});

/** A value out of a definition in which quotes hide the character. */
function* outOfDefinition(fact: FactOf<'mismatch'>, told: ReadonlySet<string>) {
  const definition = definitionOfValue(fact);
  if (definition && told.has(`${definition.document.path}:${lineAt(definition.document, definition.range.start)}`)) return;
  const character = some.exec(valueOf(fact))?.[0];
  if (character !== undefined) yield { at: fact, ...naming(character), reported: reportedBy(fact) };
}

/** The definition that brought a value in; of an entry of a list it is not known. */
function definitionOfValue(fact: FactOf<'mismatch'>): Place | undefined {
  return fact.item ? undefined : fact.directive.argumentWords[fact.mismatch.word]?.definition;
}

/** What is said of a character. */
function naming(character: string) {
  const [name, ascii] = characters[character] ?? ['', ''];
  const message: 'remove' | 'default' = ascii === '' ? 'remove' : 'default';
  return { message, data: { name, code: character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0') } };
}

function insideQuotes(text: string, offset: number): boolean {
  let quoted = false;
  for (let index = 0; index < offset; index++) if (text[index] === '"') quoted = !quoted;
  return quoted;
}
