import type { Severity } from '../diagnostic.ts';
import type { LintResult } from '../lint-types.ts';
import { regionOf } from '../render/position.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands of GitHub Actions: annotations at the lines of a change. */
export default function github(result: LintResult): string {
  return result.files
    .flatMap(({ document, diagnostics }) =>
      diagnostics.map((diagnostic) => {
        const { line, column, endLine, endColumn } = regionOf(diagnostic.place);
        // Columns of a range over several lines are refused there.
        const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : '';
        const related = diagnostic.related.map((each) => `\n${each.place.document.path}:${regionOf(each.place).line}: ${each.message}`).join('');
        return `::${commands[diagnostic.severity]} file=${property(document.path)},line=${line},endLine=${endLine}${columns},title=${property(diagnostic.rule)}::${data(diagnostic.message + related)}\n`;
      }),
    )
    .join('');
}

/** A command ends at the line end; `%` begins an escape. */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
