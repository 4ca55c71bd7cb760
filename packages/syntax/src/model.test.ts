/**
 * keepalived has no lexer: it strips, decides and splits line by line. This test is a plain rendering of that procedure
 * (lexical facts, sections 3, 4 and 8, as of 2.4.3), and compares it with what the one-pass lexer makes of random text.
 */
import fc from 'fast-check';
import { parse } from './index.ts';
import { fragments } from './soup.ts';

type Logical = readonly string[];

const blank = /^[ \t]*/;

/** Section 3: where the comment starts, and whether a quote is still open at the end. */
function strip(line: string): string {
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === '"') quoted = !quoted;
    else if (!quoted && (line[at] === '#' || line[at] === '!')) return line.slice(0, at).replace(/[ \t]+$/, '');
  }
  return line.replace(/[ \t]+$/, '');
}

/** Section 8.2. */
function words(text: string): string[] {
  const found: string[] = [];
  let rest = text;
  for (;;) {
    rest = rest.replace(/^[ \t\v\f\r\n]+/, '');
    if (rest === '') return found;
    const quote = rest.startsWith('"') ? rest.indexOf('"', 1) : -2;
    const length = quote >= 0 ? quote + 1 : quote === -1 ? rest.length : plainLength(rest);
    found.push(rest.slice(0, length).replace(quote === -1 ? /[ \t\v\f\r]+$/ : /$^/, ''));
    rest = rest.slice(length);
  }
}

const braced = /^\$\{[A-Za-z_]\w*(?:[ \t][\w \t]*)?\}/;

/** Up to white space or a quote; a blank inside ${NAME PARAMETERS} does not count. */
function plainLength(text: string): number {
  let at = 0;
  while (at < text.length && !/[ \t\n\v\f\r"]/.test(text.charAt(at))) at += braced.exec(text.slice(at))?.[0].length ?? 1;
  return at;
}

/** Section 8.1: offset of the first brace outside double quotes; a reference keeps its braces. */
function firstBrace(text: string): number {
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') {
      if (!quoted && !text.includes('"', at + 1)) return -1;
      quoted = !quoted;
    } else if (!quoted) {
      const reference = braced.exec(text.slice(at));
      if (reference) at += reference[0].length - 1;
      else if (text[at] === '{' || text[at] === '}') return at;
    }
  }
  return -1;
}

/** Section 4. */
function model(text: string): Logical[] {
  const out: Logical[] = [];
  const lines = text.split('\n').map((line) => line.replace(/\r+$/, ''));
  for (let number = 0; number < lines.length; number++) {
    let rest = strip(lines[number] ?? '').replace(blank, '');
    let conditionAllowed = true;
    let prefix: string[] = [];
    const emit = (...logical: string[]): void => {
      if (logical.length > 0 || prefix.length > 0) out.push([...prefix, ...logical]);
      prefix = [];
    };
    while (rest !== '') {
      const condition = conditionAllowed ? /^@\^?[^ \t]*/.exec(rest)?.[0] : undefined;
      if (condition !== undefined) {
        rest = rest.slice(condition.length);
        prefix.push(condition.trimEnd());
        rest = rest.replace(blank, '');
        conditionAllowed = false;
        continue;
      }
      conditionAllowed = false;
      const definition = /^\$([A-Za-z_]\w*)=/.exec(rest);
      if (definition) {
        const pieces: string[] = [];
        let piece = rest.slice(definition[0].length).replace(blank, '');
        while (piece.endsWith('\\')) {
          pieces.push(piece.slice(0, -1).replace(/[ \t]+$/, ''));
          const next = strip(lines[number + 1] ?? '').replace(blank, '');
          piece = '';
          if (next === '') break;
          number++;
          piece = next;
        }
        if (piece !== '' || pieces.length === 0) pieces.push(piece);
        emit('definition', definition[1] ?? '', ...pieces);
        rest = '';
        break;
      }
      const generator = /^~(?:SEQ|LST)\w*(?:[ \t]*\((?:[^)]*\)|.*))?/s.exec(rest);
      if (generator) {
        prefix.push(generator[0].trimEnd());
        rest = rest.slice(generator[0].length).replace(blank, '');
        conditionAllowed = true;
        continue;
      }
      const include = /^(include[rmwba]?)[ \t\v\f\r]+(?=[^ \t\v\f\r])/.exec(rest);
      if (include) {
        emit(include[1] ?? '', rest.slice(include[0].length));
        rest = '';
        break;
      }
      const brace = firstBrace(rest);
      if (brace === 0) {
        emit(rest.charAt(0));
        rest = rest.slice(1).replace(blank, '');
        conditionAllowed = true;
        continue;
      }
      const found = words(brace < 0 ? rest : rest.slice(0, brace));
      // Only a VT or the like before the brace: no words, so what was written before it stands directly before the brace.
      if (found.length > 0) emit(...found);
      rest = brace < 0 ? '' : rest.slice(brace);
    }
    emit();
  }
  return out;
}

function fromTree(text: string): Logical[] {
  const out: Logical[] = [];
  for (const item of parse(text).items) {
    const prefixes = 'prefixes' in item ? item.prefixes.map(({ start, end }) => text.slice(start, end).trimEnd()) : [];
    switch (item.kind) {
      case 'statement':
        out.push([...prefixes, ...item.words.map(({ start, end }) => text.slice(start, end))]);
        break;
      case 'open':
      case 'close':
        out.push([...prefixes, item.kind === 'open' ? '{' : '}']);
        break;
      case 'definition': {
        const pieces = item.pieces.map(({ start, end }) => text.slice(start, end));
        out.push([...prefixes, 'definition', item.name, ...pieces]);
        break;
      }
      case 'include':
        out.push([...prefixes, `include${item.variant}`, text.slice(item.pattern.start, item.pattern.end)]);
        break;
      default:
    }
  }
  return out;
}

test.each([
  'a b { c "d e" } # f',
  '@a x {\n@b y {\n}',
  '$X=1 \\\n 2 \\ # c\n 3\nz',
  '$X=1 \\\n\nz',
  'script "a\\"b # c" d # e',
  '"a\\" # b',
  '@a\\"b c # d',
  '~SEQ(A, 1, 3) @b include x # y',
  '@a\v ~SEQ(A,2) b',
  '@a\v# c',
])('reads %j as keepalived does', (text) => {
  expect(fromTree(text)).toEqual(model(text));
});

test('reads random text as keepalived does', () => {
  fc.assert(fc.property(fragments, (text) => {
    expect(fromTree(text)).toEqual(model(text));
  }), { numRuns: 3000 });
});
