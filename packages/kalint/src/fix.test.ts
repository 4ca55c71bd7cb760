import fc from 'fast-check';
import type { SourceDocument } from '@kaconf/semantics';
import { applyEdits, parse } from '@kaconf/syntax';
import type { Edit, ReportedDiagnostic } from './diagnostic.ts';
import { choose, fixAll, type FixOptions } from './fix.ts';
import type { LintResult } from './lint-types.ts';

const document = (path: string, text: string): SourceDocument => ({ path, text, encoding: 'utf-8', tree: parse(text) });
const fix = (where: SourceDocument, edits: readonly Edit[], safe = true): ReportedDiagnostic => ({
  rule: 'a/b', severity: 'error', message: '', place: { document: where, range: { start: 0, end: 0 } }, nodes: [], related: [], fix: { title: '', safe, edits },
  suggestions: [], reportedByKeepalived: false, keepalivedLines: [], consequences: [], derails: false,
});
const result = (...files: [SourceDocument, ReportedDiagnostic[]][]): LintResult => ({ files: files.map(([where, diagnostics]) => ({ document: where, diagnostics, includedBy: [], accepts: true, suppressed: [] })), clusters: [], target: undefined });
const options: FixOptions = { unsafe: false, mayChange: () => true };

/** Finds each word and would write another for it. */
function replacing(words: Readonly<Record<string, string>>, safe = true) {
  return (texts: ReadonlyMap<string, string>): LintResult => {
    const where = document('a.conf', texts.get('a.conf') ?? '');
    return result([where, Object.entries(words).flatMap(([word, other]) => [...where.text.matchAll(new RegExp(word, 'g'))].map((match) => fix(where, [{ path: 'a.conf', start: match.index, end: match.index + word.length, text: other }], safe)))]);
  };
}

test('applies fixes until nothing is left', () => {
  const judge = replacing({ one: 'two', two: 'three' });
  const outcome = fixAll(judge(new Map([['a.conf', 'one two one\n']])), judge, options);
  expect([outcome.texts.get('a.conf'), outcome.applied, outcome.result.files[0]!.diagnostics.length]).toEqual(['three three three\n', 5, 0]);
});

test('fixes that undo each other come to an end', () => {
  const judge = replacing({ one: 'two', two: 'one' });
  expect(fixAll(judge(new Map([['a.conf', 'one\n']])), judge, options).applied).toBe(10);
});

test('an unsafe fix waits for permission', () => {
  const judge = replacing({ one: 'two' }, false);
  const first = judge(new Map([['a.conf', 'one\n']]));
  expect(fixAll(first, judge, options).texts.size).toBe(0);
  expect(fixAll(first, judge, { ...options, unsafe: true }).texts.get('a.conf')).toBe('two\n');
});

test('a fix that would leave an open brace or quote is not applied', () => {
  const judge = replacing({ '}': '' });
  expect(fixAll(judge(new Map([['a.conf', 'a {\n}\n']])), judge, options).texts.size).toBe(0);
});

test('of two fixes that meet, one waits; the same fix twice is one', () => {
  const a = document('a.conf', '0123456789\n');
  const edit = (start: number, end: number, text: string): Edit => ({ path: 'a.conf', start, end, text });
  const chosen = choose(result([a, [fix(a, [edit(0, 3, 'x')]), fix(a, [edit(2, 5, 'y')]), fix(a, [edit(0, 3, 'x')]), fix(a, [edit(5, 5, 'i')]), fix(a, [edit(5, 5, 'j')]), fix(a, [edit(7, 8, '')])]]), options);
  expect(chosen.edits.get('a.conf')!.map(({ text }) => text)).toEqual(['x', 'i', '']);
});

test('a fix over several files is applied whole or not at all', () => {
  const [a, b] = [document('a.conf', 'aaa\n'), document('b.conf', 'bbb\n')];
  const both = fix(a, [{ path: 'a.conf', start: 0, end: 1, text: 'x' }, { path: 'b.conf', start: 0, end: 1, text: 'x' }]);
  expect(choose(result([a, [both]], [b, []]), { ...options, mayChange: ({ path }) => path !== 'b.conf' }).count).toBe(0);
  expect(choose(result([a, [fix(b, [{ path: 'b.conf', start: 0, end: 2, text: '' }]), both]], [b, []]), options).edits.has('a.conf')).toBe(false);
  expect(choose(result([a, [both]], [b, []]), options).edits.size).toBe(2);
  expect(choose(result([a, [both]]), options).count).toBe(0);
});

test('whatever is chosen can be applied', () => {
  const text = 'abcdefghij\n';
  const edit = fc.record({ start: fc.nat(13), length: fc.nat(4), text: fc.string({ maxLength: 3 }) }).map(({ start, length, text: inserted }) => ({ path: 'a.conf', start, end: start + length, text: inserted }));
  fc.assert(fc.property(fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (fixes) => {
    const where = document('a.conf', text);
    const { edits } = choose(result([where, fixes.map((each) => fix(where, each))]), options);
    applyEdits(text, edits.get('a.conf') ?? []);
  }));
});
