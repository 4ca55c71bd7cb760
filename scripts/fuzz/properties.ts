/** What must hold of every text. Each property throws where it does not. */
import { createWorkspace, expand, newest, parseVersion, type IncludeResolver, type SourceDocument, type Version } from '@kaconf/semantics';
import { format, type FormatOptions } from 'kafmt';
import { fixAll, lint, defaultLintConfig, topology, type LintConfig, type LintResult } from 'kalint';
import { parse, type Tree } from '@kaconf/syntax';
import { flaw } from '../../packages/syntax/src/soup.ts';

/** How often each part has worked on a text. */
export const counts = { parse: 0, format: 0, lint: 0, fix: 0, lsp: 0 };
export type Target = keyof typeof counts;

/**
 * Anything slower than this is a find: far above what a busy machine does to a linear algorithm. A generator may make
 * thousands of lines of one, so what reads them has longer.
 */
const milliseconds = { plain: 3_000, expanded: 60_000, perCharacter: 1 };

/** CPU time: what else runs on the machine does not count. */
export function timed<T>(text: string, work: () => T): T {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  const spent = (user + system) / 1_000;
  if (spent > (/~|\\/.test(text) ? milliseconds.expanded : milliseconds.plain) + text.length * milliseconds.perCharacter) throw new Error(`${Math.round(spent)} ms for ${text.length} characters`);
  return result;
}

function read(text: string, commentsContinue: boolean): Tree {
  counts.parse++;
  return parse(text, { commentsContinue });
}

/** Nothing is lost, everything has its place. */
export function parses(text: string): void {
  timed(text, () => {
    for (const commentsContinue of [false, true]) {
      const wrong = flaw(read(text, commentsContinue), text);
      if (wrong !== undefined) throw new Error(wrong);
    }
  });
}

const styles: readonly Partial<FormatOptions>[] = [{}, { useTabs: true, endOfLine: 'crlf', alignComments: true }, { tabWidth: 2, oneLineLists: true, endOfLine: 'auto', template: 'off' }];
const withoutBlanks = (text: string): string => text.replace(/[\s\uFEFF]+/g, '');

/** A formatted text has the same words, and formatting it again changes nothing. Braces move over comments, so their order is free. */
export function formats(text: string): void {
  timed(text, () => {
    for (const style of styles) {
      counts.format++;
      counts.parse += 2;
      const result = format(text, style);
      if (result.kind === 'refused') {
        if (result.refusals.length === 0) throw new Error('refused without a reason');
        continue;
      }
      const again = format(result.text, style);
      if (again.kind !== 'formatted' || again.text !== result.text) throw new Error(`not idempotent with ${JSON.stringify(style)}: ${JSON.stringify(again)}`);
      const [before, after] = [withoutBlanks(text), withoutBlanks(result.text)];
      if (before !== after && sorted(before) !== sorted(after)) throw new Error(`words differ with ${JSON.stringify(style)}`);
    }
  });
}

function sorted(text: string): string {
  return text.split('').sort().join('');
}

/** The files `a.conf` and `b.conf`, which may include each other and themselves. */
class Files implements IncludeResolver {
  readonly documents: readonly SourceDocument[];

  constructor(texts: readonly string[]) {
    this.documents = texts.map((text, index) => {
      counts.parse++;
      return { path: `${index === 0 ? 'a' : 'b'}.conf`, text, encoding: 'utf-8', tree: parse(text) };
    });
  }

  resolve(pattern: string): ReturnType<IncludeResolver['resolve']> {
    const documents = this.documents.filter(({ path }) => pattern === path || pattern === '*.conf');
    return { documents, problems: documents.length === 0 ? [{ problem: 'missing', path: pattern }] : [] };
  }
}

const targets: readonly Version[] = ['2.4.3', '2.2.7', '1.2.20'].map((version) => parseVersion(version) ?? newest);
const everything: LintConfig = { ...defaultLintConfig, preset: 'all' };

function judge(texts: readonly string[], target: Version, separate: boolean): LintResult {
  counts.lint++;
  const files = new Files(texts);
  return lint(createWorkspace(files.documents.map((document) => ({ document, target })), { includes: files, separate }), everything);
}

/** Every finding has a place in its file and words that say something; the same files give the same findings. */
export function lints(text: string, other = ''): void {
  timed(text + other, () => {
    for (const target of targets) {
      const result = judge([text, other], target, false);
      for (const { document, diagnostics } of result.files) {
        for (const { rule, message, place, fix, related } of diagnostics) {
          for (const { range, document: where } of [place, ...related.map((each) => each.place)]) {
            if (!(range.start >= 0 && range.start <= range.end && range.end <= where.text.length)) throw new Error(`${rule}: range ${range.start}-${range.end} of ${where.text.length}`);
          }
          if (message.trim() === '' || /(?<!\$)\{[a-zA-Z]+\}/.test(message) && !/\{[a-zA-Z]+\}/.test(document.text)) throw new Error(`${rule}: message "${message}"`);
          for (const edit of fix?.edits ?? []) if (!(edit.start >= 0 && edit.start <= edit.end && edit.end <= (edit.path === 'a.conf' ? text : other).length)) throw new Error(`${rule}: edit ${edit.start}-${edit.end}`);
        }
      }
    }
    const files = new Files([text, other]);
    const [document] = files.documents;
    if (document === undefined) return;
    expand(document, { target: newest, configId: 'lb1', includes: files });
    topology(createWorkspace(files.documents.map((each) => ({ document: each, target: newest })), { includes: files }));
  });
}

/** Fixes come to an end, and what they leave can be read and judged. */
export function fixes(text: string, other = ''): void {
  timed(text + other, () => {
    const run = (texts: ReadonlyMap<string, string>): LintResult => {
      counts.fix++;
      return judge([texts.get('a.conf') ?? text, texts.get('b.conf') ?? other], newest, false);
    };
    for (const unsafe of [false, true]) {
      const outcome = fixAll(run(new Map()), run, { unsafe, mayChange: () => true });
      const once = [outcome.texts.get('a.conf') ?? text, outcome.texts.get('b.conf') ?? other];
      const again = fixAll(run(outcome.texts), (texts) => run(new Map([...outcome.texts, ...texts])), { unsafe, mayChange: () => true });
      if (again.texts.size > 0) throw new Error(`fixes go on: ${JSON.stringify(once)} becomes ${JSON.stringify([...again.texts.values()])}`);
    }
  });
}
