/** Pixels that a character takes; the text is stretched to it, whatever font the reader has. */
const width = 8.4;
const height = 19;
const margin = 16;

/** Colours of the SGR codes that the commands use. */
const colours: Readonly<Record<number, string>> = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 34: '#79c0ff', 35: '#d2a8ff', 36: '#56d4dd', 90: '#8b949e' };

interface Style {
  readonly colour: string | undefined;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly underline: boolean;
}

interface Span {
  readonly text: string;
  readonly style: Style;
}

const usual: Style = { colour: undefined, bold: false, dim: false, underline: false };

/** Columns of the terminal. */
const terminal = 104;

/** A line that is too long goes on in the next, as a terminal does it. */
function wrapped(line: readonly Span[]): readonly (readonly Span[])[] {
  const rows: Span[][] = [[]];
  let column = 0;
  for (const { text, style } of line) {
    for (let at = 0; at < text.length;) {
      const piece = text.slice(at, at + terminal - column);
      rows.at(-1)?.push({ text: piece, style });
      at += piece.length;
      column += piece.length;
      if (column < terminal) continue;
      rows.push([]);
      column = 0;
    }
  }
  return rows;
}

/** What a terminal prints as an SVG picture. */
export function terminalPicture(output: string): string {
  const lines = output.split('\n').map(spans).flatMap(wrapped);
  const columns = Math.max(...lines.map((line) => line.reduce((sum, { text }) => sum + text.length, 0)));
  const size = { x: Math.ceil(columns * width + 2 * margin), y: lines.length * height + 2 * margin };
  const text = lines.flatMap((line, row) => {
    let column = 0;
    // Each word has its own place: blanks at an edge would be lost.
    return line.flatMap(({ text: written, style }) => written.split(/( +)/).map((word) => {
      const x = margin + column * width;
      column += word.length;
      return drawn({ text: word, style }, x, margin + row * height + 14);
    }));
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.x}" height="${size.y}" viewBox="0 0 ${size.x} ${size.y}">`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">`,
    ...text.filter((each) => each !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawn({ text, style }: Span, x: number, y: number): string {
  if (text.trim() === '') return '';
  const attributes = [
    `x="${x.toFixed(1)}"`, `y="${y}"`, `textLength="${(text.length * width).toFixed(1)}"`,
    ...(style.colour === undefined ? [] : [`fill="${style.colour}"`]),
    ...(style.bold ? ['font-weight="bold"'] : []), ...(style.dim ? ['opacity="0.65"'] : []), ...(style.underline ? ['text-decoration="underline"'] : []),
  ];
  return `<text ${attributes.join(' ')}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`;
}

/** The stretches of a line that look alike. */
function spans(line: string): Span[] {
  let style = usual;
  return line.split(/(\x1b\[[\d;]*m)/).flatMap((piece) => {
    const codes = /^\x1b\[([\d;]*)m$/.exec(piece)?.[1];
    if (codes === undefined) return piece === '' ? [] : [{ text: piece, style }];
    for (const code of codes.split(';').map(Number)) style = changed(style, code);
    return [];
  });
}

function changed(style: Style, code: number): Style {
  if (code === 0) return usual;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 4) return { ...style, underline: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 24) return { ...style, underline: false };
  return { ...style, colour: colours[code] };
}
