import type { SourceDocument } from '@kaconf/semantics';
import { positionAt } from '@kaconf/syntax';
import type { ReportedDiagnostic, Severity } from '../diagnostic.ts';
import { docsAddress, rulePage } from '../docs-address.ts';
import type { LintResult } from '../lint-types.ts';
import { tellsSecret } from '../secrets.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

/** Reviewdog Diagnostic Format; its columns count bytes of UTF-8. */
export default function rdjson(result: LintResult): string {
  const report = {
    source: { name: 'kalint', ...(docsAddress === '' ? {} : { url: docsAddress }) },
    diagnostics: result.files.flatMap(({ diagnostics }) => diagnostics.map(diagnosticOf)),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function diagnosticOf(diagnostic: ReportedDiagnostic): object {
  const { place, related, fix } = diagnostic;
  const page = rulePage(diagnostic.rule);
  // A suggestion belongs to the file of its finding; one that changes other files cannot be shown.
  const edits = fix?.edits.every((edit) => edit.path === place.document.path && !tellsSecret(edit, place.document)) ? fix.edits : [];
  return {
    message: diagnostic.message,
    location: { path: place.document.path, range: rangeOf(place.document, place.range.start, place.range.end) },
    severity: severities[diagnostic.severity],
    code: { value: diagnostic.rule, ...(page === undefined ? {} : { url: page }) },
    ...(edits.length > 0 ? { suggestions: edits.map(({ start, end, text }) => ({ range: rangeOf(place.document, start, end), text })) } : {}),
    ...(related.length > 0
      ? { relatedLocations: related.map((each) => ({ message: each.message, location: { path: each.place.document.path, range: rangeOf(each.place.document, each.place.range.start, each.place.range.end) } })) }
      : {}),
  };
}

function rangeOf(document: SourceDocument, start: number, end: number): object {
  return { start: position(document, start), end: position(document, end) };
}

function position(document: SourceDocument, offset: number): object {
  const { line, column } = positionAt(document.tree, offset, 'utf-8');
  return { line: line + 1, column: column + 1 };
}
