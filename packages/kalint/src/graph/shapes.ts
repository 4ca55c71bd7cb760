import { xml } from '../render/xml.ts';
import { lineHeight, round, textLines, widest, type Line } from './svg-text.ts';

/** A box with lines of text. */
export interface Card {
  readonly lines: readonly Line[];
  readonly style: string;
  /** What a pointer that rests on it is told. */
  readonly hint: string;
}

const padding = { x: 12, y: 8 };

/** The room that a box takes. */
export function sizeOf({ lines }: Card): { readonly width: number; readonly height: number } {
  return { width: widest(lines) + 2 * padding.x, height: lines.length * lineHeight + 2 * padding.y - 2 };
}

/** A box as wide as its column. */
export function drawCard(card: Card, x: number, y: number, width: number, height = sizeOf(card).height): string {
  const hint = card.hint === '' ? '' : `<title>${xml(card.hint)}</title>`;
  return `<g>${hint}<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="8" class="${card.style}"/>${textLines(x + padding.x, y + padding.y, card.lines)}</g>`;
}

export type Point = readonly [x: number, y: number];

/** A line through some points with round corners and a tip at the end; all its parts are horizontal or vertical. */
export function connector(points: readonly Point[], kind: 'holds' | 'clash' | 'takes' | 'flow'): string {
  const [start, ...rest] = points;
  const last = rest.at(-1);
  if (!start || !last) return '';
  let path = `M${at(start)}`;
  let previous = start;
  rest.forEach((corner, index) => {
    const next = rest[index + 1];
    const radius = next ? Math.min(8, distance(previous, corner) / 2, distance(corner, next) / 2) : 0;
    path += next ? `L${at(towards(corner, previous, radius))}Q${at(corner)} ${at(towards(corner, next, radius))}` : `L${at(corner)}`;
    if (next) previous = corner;
  });
  const [dx, dy] = [Math.sign(last[0] - previous[0]), Math.sign(last[1] - previous[1])];
  const [x, y] = last;
  const tip = `M${at([x, y])}L${at([x - 8 * dx - 4.5 * dy, y - 8 * dy - 4.5 * dx])}L${at([x - 8 * dx + 4.5 * dy, y - 8 * dy + 4.5 * dx])}Z`;
  return `<path d="${path}" class="kg-${kind}"/><path d="${tip}" class="kg-tip-${kind}"/>`;
}

function at([x, y]: Point): string {
  return `${round(x)} ${round(y)}`;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
}

function towards(from: Point, to: Point, length: number): Point {
  return [from[0] + Math.sign(to[0] - from[0]) * length, from[1] + Math.sign(to[1] - from[1]) * length];
}
