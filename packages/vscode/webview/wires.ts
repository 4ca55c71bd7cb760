import { shape } from './elements.ts';

/** Draws a line from each virtual router to its instance on each node, as the cards stand now. */
export function drawWires(canvas: SVGSVGElement, area: HTMLElement): void {
  const origin = area.getBoundingClientRect();
  canvas.setAttribute('width', String(area.scrollWidth));
  canvas.setAttribute('height', String(area.scrollHeight));
  const lines: SVGPathElement[] = [];
  for (const router of area.querySelectorAll<HTMLElement>('.router')) {
    const from = router.getBoundingClientRect();
    for (const member of area.querySelectorAll<HTMLElement>('.member')) {
      if (member.dataset['router'] !== router.dataset['router']) continue;
      const to = (member.closest('.node') ?? member).getBoundingClientRect();
      const holds = member.classList.contains('holds');
      lines.push(shape('path', { d: curve(from, to, origin), class: holds ? 'wire holds' : 'wire' }));
    }
  }
  // What holds is drawn last, above the others.
  canvas.replaceChildren(...lines.sort((a, b) => a.classList.length - b.classList.length));
}

function curve(from: DOMRect, to: DOMRect, origin: DOMRect): string {
  const [x1, y1] = [from.left + from.width / 2 - origin.left, from.bottom - origin.top];
  const [x2, y2] = [to.left + to.width / 2 - origin.left, to.top - origin.top];
  const middle = (y1 + y2) / 2;
  return `M${x1} ${y1} C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
}
