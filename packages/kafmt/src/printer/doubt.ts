import type { Tree } from '@kaconf/syntax';
import type { Line } from './lines.ts';

/**
 * Lines behind a definition of which keepalived's versions and processes disagree whether they still belong to it
 * (lexical facts, section 5.2): the definition ends with a backslash, and what follows is a line of blanks or of a comment.
 * Nothing may be put between these lines, nothing taken away. An empty line ends the doubt and has to stay, too.
 */
export function doubtfulLines(tree: Tree, lines: readonly Line[]): ReadonlySet<Line> {
  const doubtful = new Set<Line>();
  let doubt = false;
  for (const line of lines) {
    const first = line.items[0];
    if (!doubt) {
      if (line.items[line.items.length - 1]?.kind === 'definition') doubt = continues(tree, line);
      continue;
    }
    doubtful.add(line);
    if (first?.kind === 'blank') doubt = line.end > line.start;
    else if (first !== undefined) doubt = continues(tree, line);
  }
  return doubtful;
}

/** The text or (for keepalived before 2.4) the comment of a line ends with a backslash. */
function continues(tree: Tree, line: Line): boolean {
  const last = line.items[line.items.length - 1];
  const text = last ? tree.text.slice(last.start, last.end) : '';
  const comment = line.comment ? tree.text.slice(line.comment.start, line.comment.end) : '';
  return text.endsWith('\\') || comment.endsWith('\\');
}
