import type { SourceDocument } from '@kaconf/semantics';
import { parse } from '@kaconf/syntax';
import { compareWithBaseline, readBaseline, writeBaseline } from './baseline.ts';
import type { ReportedDiagnostic } from './diagnostic.ts';
import type { LintResult } from './lint-types.ts';

const finding = (where: SourceDocument, start: number, rule: string): ReportedDiagnostic => ({
  rule, severity: 'error', message: '', place: { document: where, range: { start, end: start + 1 } }, nodes: [], related: [], fix: undefined,
  suggestions: [], reportedByKeepalived: false, keepalivedLines: [], consequences: [], derails: false,
});
/** A finding at each `bad` of the text. */
function judge(text: string, rule = 'a/b', path = 'conf/a.conf'): LintResult {
  const document: SourceDocument = { path, text, encoding: 'utf-8', tree: parse(text) };
  return { files: [{ document, diagnostics: [...text.matchAll(/bad/g)].map(({ index }) => finding(document, index, rule)), includedBy: [], accepts: true, suppressed: [] }], clusters: [], target: undefined };
}
const naming = (path: string): string => path;
const left = (result: LintResult) => result.files[0]!.diagnostics.length;

test('a known finding is suppressed wherever its line moves to', () => {
  const entries = readBaseline(writeBaseline(judge('bad one\nbad two\n'), naming))!;
  const { result, baselined, gone } = compareWithBaseline(judge('# new\n\n    bad  two # x\nbad one\n  bad   two\nbad three\n'), entries, naming);
  expect([left(result), baselined.size, gone]).toEqual([2, 2, []]);
  expect(result.files[0]!.suppressed.length).toBe(2);
});

test('equal lines are counted', () => {
  const entries = readBaseline(writeBaseline(judge('bad\nbad\n'), naming))!;
  expect(entries).toMatchObject([{ rule: 'a/b', path: 'conf/a.conf', text: 'bad', count: 2 }]);
  expect(left(compareWithBaseline(judge('bad\nbad\nbad\n'), entries, naming).result)).toBe(1);
});

test('another rule or file is not known', () => {
  const entries = readBaseline(writeBaseline(judge('bad\n'), naming))!;
  expect(left(compareWithBaseline(judge('bad\n', 'a/c'), entries, naming).result)).toBe(1);
  expect(left(compareWithBaseline(judge('bad\n', 'a/b', 'other.conf'), entries, naming).result)).toBe(1);
});

test('what is gone is told, but only of files that were judged', () => {
  const entries = readBaseline(writeBaseline(judge('bad\n'), naming))!;
  expect(compareWithBaseline(judge('good\n'), entries, naming).gone).toMatchObject([{ text: 'bad' }]);
  expect(compareWithBaseline(judge('good\n', 'a/b', 'other.conf'), entries, naming).gone).toEqual([]);
});

test.each(['', '[]', '{}', '{"version":2,"findings":[]}', '{"version":1,"findings":[{}]}', '{"version":1,"findings":[null]}'])('%s is no baseline', (text) => {
  expect(readBaseline(text)).toBeUndefined();
});
