import { overlap } from '@kaconf/syntax';
import type { Edit } from './diagnostic.ts';

/** Edits of one file that can be applied together, in order of position: a file may have a hundred thousand fixes. */
export class ChosenEdits {
  readonly #edits: Edit[] = [];

  get all(): readonly Edit[] {
    return this.#edits;
  }

  /** Whether an edit meets one that is chosen. */
  meets(edit: Edit): boolean {
    const at = this.#from(edit.start);
    const before = this.#edits[at - 1];
    if (before && touches(edit, before)) return true;
    for (let index = at; index < this.#edits.length; index++) {
      const next = this.#edits[index];
      if (!next || next.start > edit.end) return false;
      if (touches(edit, next)) return true;
    }
    return false;
  }

  /** Chooses an edit that meets none of the others. */
  add(edit: Edit): void {
    this.#edits.splice(this.#from(edit.start), 0, edit);
  }

  /** Index of the first edit that starts at or behind an offset. */
  #from(offset: number): number {
    let low = 0;
    let high = this.#edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#edits[middle]?.start ?? Infinity) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Edits of two fixes must not meet: which insert at one place comes first would be chance. */
export function touches(one: Edit, other: Edit): boolean {
  return overlap(one, other) || one.start === other.start || (one.start === one.end && (one.start === other.end || one.end === other.start));
}
