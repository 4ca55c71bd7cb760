import type { ReportedDiagnostic } from './diagnostic.ts';
import { lineText, regionOf } from './render/position.ts';

/**
 * Names findings so that they keep their name when lines move: by rule, file and the text of the line. Equal ones in
 * one file are numbered in order.
 */
export function fingerprints(diagnostics: readonly ReportedDiagnostic[]): ReadonlyMap<ReportedDiagnostic, string> {
  const seen = new Map<string, number>();
  const result = new Map<ReportedDiagnostic, string>();
  for (const diagnostic of diagnostics) {
    const key = `${diagnostic.rule}\0${diagnostic.place.document.path}\0${sourceOf(diagnostic)}`;
    const number = seen.get(key) ?? 0;
    seen.set(key, number + 1);
    result.set(diagnostic, hash(number === 0 ? key : `${key}\0${number}`));
  }
  return result;
}

/** keepalived reads no longer line; what is behind would only cost time. */
const longest = 1_022;

/** The first line of a finding, blanks squeezed: indentation and alignment are not what it is about. */
export function sourceOf({ place }: ReportedDiagnostic): string {
  return lineText(place.document, regionOf(place).line - 1).slice(0, longest).trim().replace(/[ \t]+/g, ' ');
}

const mask = (1n << 64n) - 1n;

/** FNV-1a in two lanes, 128 bits as hexadecimal digits: a name, not a protection against forgery. */
export function hash(text: string): string {
  return [0xcbf29ce484222325n, 0x9ae16a3b2f90404fn].map((basis) => {
    let value = basis;
    for (let at = 0; at < text.length; at++) value = ((value ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n) & mask;
    return value.toString(16).padStart(16, '0');
  }).join('');
}
