import type { LintResult } from '../lint-types.ts';
import { regionOf } from '../render/position.ts';
import { xml } from '../render/xml.ts';

/** The XML of Checkstyle, which Jenkins and many other tools read. */
export default function checkstyle(result: LintResult): string {
  const files = result.files.map(({ document, diagnostics }) => {
    const errors = diagnostics.map((diagnostic) => {
      const { line, column } = regionOf(diagnostic.place);
      return `    <error line="${line}" column="${column}" severity="${diagnostic.severity}" message="${xml(diagnostic.message)}" source="kalint.${xml(diagnostic.rule)}"/>\n`;
    });
    return `  <file name="${xml(document.path)}">\n${errors.join('')}  </file>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${files.join('')}</checkstyle>\n`;
}
