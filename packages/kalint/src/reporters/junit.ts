import type { ReportedDiagnostic } from '../diagnostic.ts';
import type { LintedFile, LintResult } from '../lint-types.ts';
import { regionOf } from '../render/position.ts';
import { xml } from '../render/xml.ts';

/**
 * JUnit XML: a test suite for each file, a test case for each finding. Errors are failures; warnings and infos are test
 * cases that pass and say something, since they do not fail the run either.
 */
export default function junit(result: LintResult): string {
  const failures = result.files.flatMap(({ diagnostics }) => diagnostics).filter(isFailure).length;
  const tests = result.files.reduce((sum, { diagnostics }) => sum + Math.max(1, diagnostics.length), 0);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kalint" tests="${tests}" failures="${failures}" errors="0">\n${result.files.map(suite).join('')}</testsuites>\n`;
}

function suite({ document, diagnostics }: LintedFile): string {
  const name = xml(document.path);
  const cases = diagnostics.length === 0 ? [`    <testcase name="${name}" classname="${name}" time="0"/>\n`] : diagnostics.map((diagnostic) => testCase(diagnostic, name));
  return `  <testsuite name="${name}" tests="${cases.length}" failures="${diagnostics.filter(isFailure).length}" errors="0" skipped="0" time="0">\n${cases.join('')}  </testsuite>\n`;
}

function testCase(diagnostic: ReportedDiagnostic, file: string): string {
  const { line, column } = regionOf(diagnostic.place);
  const head = `    <testcase name="${xml(`${diagnostic.rule} (${line}:${column})`)}" classname="${file}" time="0">\n`;
  const text = xml(`${diagnostic.place.document.path}:${line}:${column}: ${diagnostic.message}`);
  const body = isFailure(diagnostic)
    ? `      <failure message="${xml(diagnostic.message)}" type="${xml(diagnostic.rule)}">${text}</failure>\n`
    : `      <system-out>${diagnostic.severity}: ${text}</system-out>\n`;
  return `${head}${body}    </testcase>\n`;
}

function isFailure({ severity }: ReportedDiagnostic): boolean {
  return severity === 'error';
}
