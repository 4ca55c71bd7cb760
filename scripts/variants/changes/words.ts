/** Words that keepalived takes for the same when they are quoted, or come out of a definition. */
import type { Random } from '../../random.ts';
import type { Change } from '../change.ts';
import { eachFile, topOf } from '../change.ts';
import { hasDirections, isDelicate, isForOldVersion, tokensOf, type Line, type LineFacts, type Variant } from '../lines.ts';

/** Their line is read once more by other rules: quotes have another meaning. */
const scripts = /^"?(?:script|misc_path|notify\w*|quorum_up|quorum_down|startup_script|shutdown_script|\w*notify_fifo_script|regex)"?(?:\s|$)/;

function isPlain(each: LineFacts | undefined): each is LineFacts {
  return each !== undefined && (each.kind === 'text' || each.kind === 'generator') && !isDelicate(each) && !/[`'\\]|\binclude/.test(each.code) && !each.glued;
}

/** Replaces words of a line; `undefined` leaves one as it is. The first word of a statement is not asked for. */
function rewriteWords(line: Line, each: LineFacts, replace: (word: string, apart: boolean) => string | undefined): Line {
  if (each.kind === 'generator') return line;
  const tokens = tokensOf(each.code);
  if (!tokens) return line;
  const prefix = each.conditional ? (/^@\S+[ \t]*/.exec(each.code)?.[0] ?? '') : '';
  const body = each.code.slice(prefix.length);
  let first = true;
  const out = body.replace(/\{|\}|"[^"]*"|(?:\$\{[^{}]*\}|[^ \t\r\v\f"{}])+/g, (word, at: number) => {
    if (word === '{' || word === '}') { first = true; return word; }
    if (first) { first = false; return word; }
    return replace(word, /^(?:[ \t]|$)/.test(body.slice(at + word.length))) ?? word;
  });
  return { ...line, text: line.text.replace(each.code, () => prefix + out) };
}

const quoted: Change = {
  name: 'quoted words',
  exact: true,
  apply: (variant, random) => eachFile(variant, (lines, facts) => lines.map((line, index) => {
    const each = facts[index];
    if (!isPlain(each) || scripts.test(each.code) || /["$]|^@/.test(each.code)) return line;
    return rewriteWords(line, each, (word) => (random.chance(0.6) ? `"${word}"` : undefined));
  })),
};

/** What may become the value of a definition and be replaced without a change of meaning. */
function maySubstitute(word: string): boolean {
  return !/[$#!{}@~\\]/.test(word);
}

function withDefinitions(lines: readonly Line[], facts: readonly LineFacts[], definitions: readonly Line[]): readonly Line[] {
  const top = topOf(facts);
  return [...lines.slice(0, top), ...definitions, ...lines.slice(top)];
}

/** Rewrites lines, and defines at the top of their file what they put aside. */
function aside(variant: Variant, prefix: string, rewrite: (line: Line, facts: LineFacts | undefined, define: (value: string) => string) => Line): Variant | undefined {
  let count = 0;
  return eachFile(variant, (lines, facts) => {
    if (isForOldVersion(lines) || hasDirections(lines)) return undefined;
    const definitions: Line[] = [];
    const out = lines.map((line, index) => rewrite(line, facts[index], (value) => {
      const name = `${prefix}${++count}`;
      definitions.push({ text: `$${name}=${value}`, from: line.from });
      return name;
    }));
    return definitions.length === 0 ? undefined : withDefinitions(out, facts, definitions);
  });
}

/** @param apartOnly this kind of reference needs a blank behind it */
function substituted(name: string, reference: (name: string) => string, apartOnly = false): Change {
  return {
    name,
    exact: true,
    apply: (variant: Variant, random: Random) => aside(variant, 'V', (line, each, define) => {
      if (!isPlain(each) || each.code.includes('~')) return line;
      return rewriteWords(line, each, (word, apart) => (maySubstitute(word) && random.chance(0.5) && (apart || !apartOnly) ? reference(define(word)) : undefined));
    }),
  };
}

/** Whole statements out of definitions. */
const statements: Change = {
  name: 'statements out of definitions',
  exact: true,
  apply: (variant, random) => aside(variant, 'S', (line, each, define) => {
    if (!isPlain(each) || each.kind !== 'text' || each.conditional || !maySubstitute(each.code) || !random.chance(0.3)) return line;
    const variable = define(each.code);
    return { ...line, text: line.text.replace(each.code, () => random.one([`$${variable}`, `\${${variable}}`])) };
  }),
};

export const wordChanges: readonly Change[] = [
  quoted,
  substituted('values $NAME', (name) => `$${name}`, true),
  substituted('values ${NAME}', (name) => `\${${name}}`),
  statements,
];
