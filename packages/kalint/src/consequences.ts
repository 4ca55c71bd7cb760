import type { SourceDocument } from '@kaconf/semantics';
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
  const causes = new Causes(result);
  const added = new Map<number, Set<number>>();
  for (const claim of claims) {
    const path = claim.document.path;
    const lines = claim.lines.filter((line) => !covered.has(key(path, line)));
    if (lines.length === 0) continue;
    const index = causes.of(claim);
    if (index === undefined) continue;
    const consequences = added.get(index) ?? new Set();
    added.set(index, consequences);
    // Line numbers are those of the finding's own file; an included file leads keepalived astray in others, too.
    const isOwn = result[index]?.place.document === claim.document;
    for (const line of lines) {
      if (isOwn) consequences.add(line);
      covered.add(key(path, line));
    }
  }
  for (const [index, lines] of added) {
    const cause = result[index];
    if (cause) result[index] = { ...cause, reportedByKeepalived: true, consequences: [...lines].sort((a, b) => a - b) };
  }
  return result;
}

/** The findings that lead keepalived astray, by file, in order of position. */
class Causes {
  readonly #byDocument = new Map<SourceDocument, { readonly start: number; readonly index: number }[]>();
  readonly #firstError = new Map<SourceDocument, number>();
  #first: number | undefined;

  constructor(diagnostics: readonly Diagnostic[]) {
    diagnostics.forEach(({ derails, severity, place }, index) => {
      if (severity === 'error' && !this.#firstError.has(place.document)) this.#firstError.set(place.document, index);
      if (!derails) return;
      this.#first ??= index;
      const known = this.#byDocument.get(place.document);
      if (known) known.push({ start: place.range.start, index });
      else this.#byDocument.set(place.document, [{ start: place.range.start, index }]);
    });
  }

  /** The last one before the claim; else the first one of the file, else any, else an error of the file. */
  of({ document, start }: Claim): number | undefined {
    const list = this.#byDocument.get(document) ?? [];
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle]?.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return list[low - 1]?.index ?? list[0]?.index ?? this.#first ?? this.#firstError.get(document);
  }
}

function key(path: string, line: number): string {
  return `${line}:${path}`;
}
