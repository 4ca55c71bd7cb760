import type { DefinitionTable } from './definition-table.ts';
import { referencesIn, type WrittenReference } from './definitions.ts';

/** What cannot change how a line is divided: no blank, quote, brace, backslash, comment or reference. */
const plain = /^[\w.:/+][\w.:/+-]*$/;

/** Values within values: more than anybody writes. */
const maxDepth = 8;

/** How much longer a line may become while its references are replaced, in UTF-16 units. */
export interface Room {
  left: number;
}

/**
 * The value of a reference with what it refers to itself, if it is plain and begins with what stands in its definition.
 * Undefined where the line has to be read in full: the value is unknown, of several lines, or may divide the line otherwise, or
 * there may be no room for it.
 *
 * @param room for what is put in on the way, names that are replaced in turn included
 */
export function plainValueOf({ name, braced }: WrittenReference, definitions: DefinitionTable, room: Room, depth = 0): string | undefined {
  const definition = definitions.get(name);
  if (definition?.pieces.length !== 1 || definition.dynamic) return undefined;
  const value = definition.pieces[0] ?? '';
  room.left -= value.length;
  if (room.left < 0) return undefined;
  if (plain.test(value)) return value;
  if (depth > maxDepth || !value.includes('$') || value.startsWith('$')) return undefined;
  let text = '';
  let from = 0;
  for (const inner of referencesIn(value)) {
    // `$NAME` ends where the line tells, and that goes on behind `${...}`.
    const open = braced && !inner.braced && inner.end === value.length;
    const part = inner.parameters === '' && !open ? plainValueOf(inner, definitions, room, depth + 1) : undefined;
    if (part === undefined) return undefined;
    text += value.slice(from, inner.start) + part;
    from = inner.end;
  }
  text += value.slice(from);
  return plain.test(text) ? text : undefined;
}
