import type { Directive, Item } from '@kaconf/syntax';
import type { FormatOptions } from '../options.ts';
import type { Source } from '../source.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Line } from './lines.ts';
import type { Placement } from './placement.ts';
import { displayWidth } from './width.ts';
import { wordsText } from './words.ts';

/** The keywords of the blocks around a directive, from the outermost to its own. */
function pathOf(directive: Directive, places: ReadonlyMap<Item, Placement>): string[] {
  const path: string[] = [];
  for (let at: Directive | undefined = directive; at !== undefined;) {
    const head: Item | undefined = at.heads[0];
    path.unshift(head?.kind === 'statement' ? (head.words[0]?.text ?? '') : '');
    at = head && places.get(head)?.parent;
  }
  return path;
}

/** A list of values on one line that may stay there: `virtual_ipaddress { 192.0.2.1 }`. */
export function isOneLineList(source: Source, line: Line, places: ReadonlyMap<Item, Placement>, options: FormatOptions, vocabulary: Vocabulary): boolean {
  if (!options.oneLineLists) return false;
  const [head, open, ...rest] = line.items;
  const close = rest.pop();
  const [entry, ...more] = rest;
  if (head?.kind !== 'statement' || open?.kind !== 'open' || close?.kind !== 'close' || more.length > 0) return false;
  if (entry !== undefined && entry.kind !== 'statement') return false;
  const place = places.get(head);
  if (place?.directive === undefined || places.get(close)?.directive !== place.directive) return false;
  if (!vocabulary.isList(pathOf(place.directive, places))) return false;
  const texts = [head, entry].map((statement) => (statement ? wordsText(source, statement, vocabulary) : ''));
  const width = place.depth * options.tabWidth + displayWidth(texts.join(' { '), options.tabWidth) + ' }'.length;
  return width <= options.printWidth;
}
