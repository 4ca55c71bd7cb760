/** Where braces stand: at the end of their line, on one of their own, in the middle of others. */
import type { Change } from '../change.ts';
import { eachFile } from '../change.ts';
import { factsOf, hasDirections, isDelicate, tokensOf, trimBlanks, type Line, type LineFacts } from '../lines.ts';

/** A line whose words may be taken apart at braces. */
function isOpenToSplit(each: LineFacts): boolean {
  return each.kind === 'text' && !each.conditional && !isDelicate(each) && !/[@~]|\$[A-Za-z_]\w*=|include/.test(each.code);
}

function pieces(each: LineFacts): readonly string[] | undefined {
  const result: string[] = [];
  let rest = each.code;
  // Whatever is between two braces is taken as it was written.
  while (rest !== '') {
    const tokens = tokensOf(rest);
    if (!tokens) return undefined;
    const brace = tokens.findIndex(({ kind }) => kind !== 'word');
    const at = brace < 0 ? rest.length : offsetOf(rest, brace);
    if (at > 0) result.push(trimBlanks(rest.slice(0, at)));
    if (brace >= 0) result.push(rest.slice(at, at + 1));
    rest = trimBlanks(rest.slice(at + 1));
  }
  return result;
}

/** Where the token of this number starts. */
function offsetOf(code: string, number: number): number {
  for (let at = 0; at < code.length; at++) if (/[{}]/.test(code[at] ?? '') && code[at - 1] !== '$' && tokensOf(code.slice(0, at))?.length === number) return at;
  return code.length;
}

const ownLines: Change = {
  name: 'braces on lines of their own',
  exact: false,
  hidesBraces: true,
  apply: (variant, random) => eachFile(variant, (lines, facts) => {
    if (hasDirections(lines)) return undefined;
    return lines.flatMap((line, index): readonly Line[] => {
      const each = facts[index];
      if (!each || !isOpenToSplit(each) || !random.chance(0.7)) return [line];
      const parts = pieces(each);
      if (!parts || parts.length < 2) return [line];
      return parts.map((part, number) => ({ from: line.from, text: number === parts.length - 1 ? `${part} ${each.comment}`.trimEnd() : part }));
    });
  }),
};

function mayJoin(before: Line | undefined, definition: boolean, line: Line, each: LineFacts, chance: boolean): before is Line {
  if (!before || definition || !chance || each.code === '' || !isOpenToSplit(each)) return false;
  const [own] = factsOf([before]);
  if (!own || own.code === '' || own.comment !== '' || own.conditional || own.kind !== 'text' || isDelicate(own) || /\$|include|~/.test(own.code)) return false;
  if (before.text.length + line.text.length > 500) return false;
  const last = tokensOf(own.code)?.at(-1)?.kind;
  const first = tokensOf(each.code)?.[0]?.kind;
  return last !== undefined && first !== undefined && (last !== 'word' || first !== 'word');
}

const joined: Change = {
  name: 'braces in the line before',
  exact: false,
  hidesBraces: true,
  apply: (variant, random) => eachFile(variant, (lines, facts) => {
    if (hasDirections(lines)) return undefined;
    const result: Line[] = [];
    lines.forEach((line, index) => {
      const before = result.at(-1);
      const each = facts[index];
      if (each && mayJoin(before, facts[index - 1]?.inDefinition === true, line, each, random.chance(0.4))) result[result.length - 1] = { text: `${before.text.replace(/[ \t]+$/, '')}${random.one([' ', '', '  '])}${trimBlanks(line.text)}`, from: [...before.from, ...line.from] };
      else result.push(line);
    });
    return result.length < lines.length ? result : undefined;
  }),
};

export const braceChanges: readonly Change[] = [ownLines, joined];
