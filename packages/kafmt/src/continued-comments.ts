import type { Range } from '@kaconf/syntax';

const definitionStart = /^[ \t]*(?:@\S*[ \t]+)?\$[A-Za-z_]\w*=/;

/** Offset of the comment in a line as keepalived strips it (lexical facts, section 3); the length of the line without one. */
export function commentStart(line: string): number {
  let quoted = false;
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (character === '\\') index += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '#' || character === '!')) return index;
  }
  return line.length;
}

const trimBlanks = (text: string): string => text.replace(/^[ \t]+|[ \t]+$/g, '');

/**
 * Comments inside multi-line definitions that end with a backslash. To keepalived before 2.4 the definition goes on behind
 * them, to later versions it ends; printed as a part of the definition they mean the same as before to each.
 */
export function findContinuedComments(text: string): Range[] {
  const found: Range[] = [];
  if (!text.includes('\\\n')) return found;
  let inside = false;
  let offset = 0;
  for (const line of text.split('\n')) {
    if (inside || definitionStart.test(line)) {
      const comment = commentStart(line);
      const continues = comment < line.length && line.endsWith('\\');
      if (continues) found.push({ start: offset + comment, end: offset + line.length });
      inside = continues || trimBlanks(line.slice(0, comment)).endsWith('\\');
    }
    offset += line.length + 1;
  }
  return found;
}
