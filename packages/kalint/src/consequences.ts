import type { Diagnostic } from './diagnostic.ts';
import type { Claim } from './findings.ts';

/**
 * Compares what was meant with what keepalived reads after it was led astray: complaints that only keepalived's view
 * has are consequences of the finding that led it astray; findings that its view has not are none of its messages.
 */
export function attachConsequences(diagnostics: readonly Diagnostic[], claims: readonly Claim[]): readonly Diagnostic[] {
  const claimed = new Set(claims.flatMap((claim) => claim.lines.map((line) => key(claim.document.path, line))));
  const unplaced = new Set(claims.filter((claim) => claim.lines.length === 0).map((claim) => claim.rule));
  const result = diagnostics.map((diagnostic): Diagnostic => {
    if (!diagnostic.reportedByKeepalived) return diagnostic;
    const lines = diagnostic.keepalivedLines.filter((line) => claimed.has(key(diagnostic.place.document.path, line)));
    const stays = lines.length > 0 || diagnostic.derails || (diagnostic.keepalivedLines.length === 0 && unplaced.has(diagnostic.rule));
    return { ...diagnostic, keepalivedLines: lines, reportedByKeepalived: stays };
  });
  const covered = new Set(result.flatMap((diagnostic) => diagnostic.keepalivedLines.map((line) => key(diagnostic.place.document.path, line))));
  const same = new Map(result.map((diagnostic, index) => [`${diagnostic.rule} ${diagnostic.place.document.path} ${diagnostic.place.range.start}`, index]));
  for (const claim of claims) {
    // The same defect named at a further line (the last line of a file counts differently for one of the processes).
    const index = same.get(`${claim.rule} ${claim.document.path} ${claim.start}`);
    const diagnostic = index === undefined ? undefined : result[index];
    if (index === undefined || !diagnostic?.reportedByKeepalived) continue;
    result[index] = { ...diagnostic, keepalivedLines: [...new Set([...diagnostic.keepalivedLines, ...claim.lines])].sort((a, b) => a - b) };
    claim.lines.forEach((line) => covered.add(key(claim.document.path, line)));
  }
  for (const claim of claims) {
    const path = claim.document.path;
    const lines = claim.lines.filter((line) => !covered.has(key(path, line)));
    if (lines.length === 0) continue;
    const index = causeOf(result, claim);
    const cause = result[index];
    if (!cause) continue;
    result[index] = { ...cause, reportedByKeepalived: true, consequences: [...new Set([...cause.consequences, ...lines])].sort((a, b) => a - b) };
    lines.forEach((line) => covered.add(key(path, line)));
  }
  return result;
}

/** The last finding before the claim that leads keepalived astray; else the first one of the file, else any. */
function causeOf(diagnostics: readonly Diagnostic[], claim: Claim): number {
  const inFile = (diagnostic: Diagnostic): boolean => diagnostic.place.document === claim.document;
  const before = diagnostics.findLastIndex((diagnostic) => diagnostic.derails && inFile(diagnostic) && diagnostic.place.range.start <= claim.start);
  if (before >= 0) return before;
  const first = diagnostics.findIndex((diagnostic) => diagnostic.derails && inFile(diagnostic));
  if (first >= 0) return first;
  const anywhere = diagnostics.findIndex((diagnostic) => diagnostic.derails);
  return anywhere >= 0 ? anywhere : diagnostics.findIndex((diagnostic) => inFile(diagnostic) && diagnostic.severity === 'error');
}

function key(path: string, line: number): string {
  return `${line}:${path}`;
}
