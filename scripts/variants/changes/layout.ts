/** Blanks, line ends and comments. */
import type { Change } from '../change.ts';
import { eachFile } from '../change.ts';
import { hasDirections, isDelicate, type Line, type LineFacts } from '../lines.ts';

const notes = ['# 1', '! as agreed with the network people', '# { not a block', '! }', '# "quoted', '#priority 10', '!!', "# it's so", '#\tvirtual_ipaddress {', '# größer als 50 % 中文'];

const indentation: Change = {
  name: 'indentation',
  hidesBraces: true,
  exact: true,
  apply: (variant, random) => eachFile(variant, (lines, facts) => lines.map((line, index) => {
    const { code, comment, inDefinition } = facts[index] ?? { code: '', comment: '', inDefinition: true };
    if ((code === '' && comment === '') || inDefinition || line.text.length > 900) return line;
    return { ...line, text: random.pick(['', ' ', '\t', '    ', '  \t ', '\t\t\t']) + line.text.replace(/^[ \t]+/, '') };
  })),
};

const trailingBlanks: Change = {
  name: 'trailing blanks',
  exact: true,
  apply: (variant, random) => eachFile(variant, (lines, facts) => lines.map((line, index) => {
    const each = facts[index];
    if (!each || isDelicate(each) || line.text.length > 900) return line;
    return { ...line, text: line.text + random.pick(['', ' ', '\t', '   ', ' \t']) };
  })),
};

/** Inserts lines before others, but not inside a definition of several lines. */
function between(name: string, made: (pick: (list: readonly string[]) => string) => string): Change {
  return {
    name,
    exact: true,
    hidesBraces: name === 'comment lines',
    apply: (variant, random) => eachFile(variant, (lines, facts) => {
      if (hasDirections(lines)) return undefined;
      return lines.flatMap((line, index): Line[] => {
        if (facts[index]?.inDefinition === true || !random.chance(0.5)) return [line];
        return [{ text: made((list) => random.one(list)), from: [] }, line];
      });
    }),
  };
}

function takesComment(each: LineFacts | undefined): boolean {
  return each !== undefined && !isDelicate(each) && each.comment === '' && each.code !== '' && !/^@\S+$/.test(each.code) && each.kind !== 'definition';
}

const lineComments: Change = {
  name: 'comments behind lines',
  exact: true,
  apply: (variant, random) => eachFile(variant, (lines, facts) => lines.map((line, index) =>
    takesComment(facts[index]) && random.chance(0.6) ? { ...line, text: `${line.text.replace(/[ \t]+$/, '')}${random.pick([' ', '\t', '   '])}${random.one(notes)}` } : line)),
};

const wordSpacing: Change = {
  name: 'blanks between words',
  exact: true,
  apply: (variant, random) => eachFile(variant, (lines, facts) => lines.map((line, index) => {
    const each = facts[index];
    if (each?.kind !== 'text' || isDelicate(each) || /["'\\@~$]/.test(each.code)) return line;
    return { ...line, text: line.text.replace(each.code, () => each.code.replace(/[ \t]+/g, () => random.one([' ', '  ', '\t', ' \t ']))) };
  })),
};

export const layoutChanges: readonly Change[] = [
  indentation,
  trailingBlanks,
  wordSpacing,
  between('blank lines', (pick) => pick(['', '', ' ', '\t'])),
  between('comment lines', (pick) => pick(['', '  ', '\t']) + pick(notes)),
  lineComments,
  { name: 'CRLF', exact: true, keepsTwins: true, apply: (variant) => ([...variant.files.values()].flat().some(({ text }) => text.length > 1000) ? undefined : { ...variant, lineEnd: '\r\n' }) },
  { name: 'no end of the last line', exact: false, apply: (variant) => ({ ...variant, ended: false }) },
];
