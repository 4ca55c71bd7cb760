import { builders } from 'prettier/doc';
import type { FormatOptions } from '../options.ts';
import type { Source } from '../source.ts';
import { byteLength, lineLimit } from './limit.ts';
import { rowText, type Row } from './row.ts';

const { hardline, indent, join, literalline } = builders;

type Doc = builders.Doc;

/** Deeper levels than this are never printed in full: the limit of a line cuts their indentation. */
const deepest = 1022;

/** Indentation that a line may have without becoming too long. */
function indentation(row: Row, text: string, options: FormatOptions): string {
  const unit = options.useTabs ? '\t' : ' '.repeat(options.tabWidth);
  const wanted = unit.repeat(Math.min(row.depth, deepest));
  const room = lineLimit(options) - byteLength(text, options);
  return room >= wanted.length ? wanted : wanted.slice(0, Math.max(0, room));
}

/** A text that may hold line ends of a template tag, which stay where they are. */
function verbatim(text: string): Doc {
  return text.includes('\n') ? join(literalline, text.split('\n')) : text;
}

/**
 * The document of the rows: blocks are indented by their depth. A line break is a literal one where the printer must not
 * touch the blanks around it: behind blanks that stay, before raw lines, and where a long line gets less indentation.
 */
export function rowsToDoc(rows: readonly Row[], source: Source, options: FormatOptions): Doc {
  const parts: Doc[][] = [[]];
  let exact = false;
  const push = (doc: Doc): void => {
    parts[parts.length - 1]?.push(doc);
  };
  const toDepth = (depth: number): void => {
    while (parts.length - 1 < depth) parts.push([]);
    while (parts.length - 1 > depth) {
      const inner = parts.pop();
      if (inner) push(indent(inner));
    }
  };
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'blank') {
      push(exact ? literalline : hardline);
      exact = false;
      continue;
    }
    const text = source.restore(rowText(row));
    const own = row.kind === 'raw' ? '' : indentation(row, text, options);
    const cut = own.length < (options.useTabs ? 1 : options.tabWidth) * row.depth;
    const literal = exact || row.kind === 'raw' || cut;
    toDepth(row.kind === 'raw' ? parts.length - 1 : Math.min(row.depth, deepest));
    if (index > 0) push(literal ? literalline : hardline);
    if (literal) push(own);
    push(verbatim(text + row.tail));
    exact = row.tail !== '' || row.kind === 'raw';
  }
  toDepth(0);
  if (rows.length > 0) push(exact ? literalline : hardline);
  return parts[0] ?? '';
}
