import { diffArrays } from 'diff';

/** The lines of the other state that a line stands for; one, or those of the piece that replaced it. */
export interface Span {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** The line is the same in both. */
  readonly same: boolean;
}

/** Where each line of one text is in another: [forth, back], both by 1-based line. */
export function mapLines(before: string, after: string): readonly [forth: (line: number) => Span, back: (line: number) => Span] {
  const forth: Span[] = [];
  const back: Span[] = [];
  let [old, now] = [1, 1];
  let [removed, added] = [0, 0];
  const flush = (): void => {
    for (let line = old; line < old + removed; line++) forth[line] = { from: now, to: now + added, same: false };
    for (let line = now; line < now + added; line++) back[line] = { from: old, to: old + removed, same: false };
    [old, now, removed, added] = [old + removed, now + added, 0, 0];
  };
  for (const piece of diffArrays(before.split('\n'), after.split('\n'))) {
    if (piece.removed) removed += piece.count;
    else if (piece.added) added += piece.count;
    else {
      flush();
      for (let index = 0; index < piece.count; index++) {
        forth[old] = { from: now, to: now + 1, same: true };
        back[now] = { from: old, to: old + 1, same: true };
        old++;
        now++;
      }
    }
  }
  flush();
  const other = (table: readonly Span[], end: number) => (line: number): Span => table[line] ?? { from: end, to: end + 1, same: false };
  return [other(forth, now), other(back, old)];
}
