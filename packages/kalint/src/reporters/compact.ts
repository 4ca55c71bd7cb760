import type { LintResult } from '../lint-types.ts';
import { regionOf } from '../render/position.ts';
import { visible } from '../render/terminal-text.ts';

/** One line for each finding, in the form that compilers use: `path:line:column: severity: message [rule]`. */
export default function compact(result: LintResult): string {
  return result.files
    .flatMap(({ document, diagnostics }) =>
      diagnostics.map((diagnostic) => {
        const { line, column } = regionOf(diagnostic.place);
        return `${visible(document.path)}:${line}:${column}: ${diagnostic.severity}: ${visible(diagnostic.message)} [${diagnostic.rule}]\n`;
      }),
    )
    .join('');
}
