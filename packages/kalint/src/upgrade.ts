import { formatVersion, type Version } from '@kaconf/schema';
import type { ReportedDiagnostic } from './diagnostic.ts';
import type { LintedFile, LintResult } from './lint-types.ts';

/** A finding that some of the compared versions have and others have not. */
export interface UpgradeChange {
  readonly diagnostic: ReportedDiagnostic;
  /** The versions for which it is found, in the order given. */
  readonly targets: readonly string[];
}

export interface UpgradeFile {
  readonly path: string;
  /** Whether each version accepts the file, by version; undefined for included files. */
  readonly accepts: ReadonlyMap<string, boolean | null> | undefined;
  readonly changes: readonly UpgradeChange[];
}

export interface UpgradeReport {
  readonly targets: readonly string[];
  readonly files: readonly UpgradeFile[];
  /** The last version refuses, or finds at level error, what the first did not. */
  readonly breaks: boolean;
}

/**
 * What differs between keepalived versions for the same files.
 *
 * @param results the same files judged for each version, in the order in which the versions were given
 */
export function compareTargets(results: readonly { readonly target: Version; readonly result: LintResult }[]): UpgradeReport {
  const targets = results.map(({ target }) => formatVersion(target));
  const paths = [...new Set(results.flatMap(({ result }) => result.files.map((file) => file.document.path)))];
  const files = paths.map((path): UpgradeFile => {
    const byTarget = results.map(({ result }, index) => ({ name: targets[index] ?? '', file: result.files.find((file) => file.document.path === path) }));
    return { path, accepts: acceptsOf(byTarget), changes: changesOf(byTarget) };
  });
  const last = targets.at(-1) ?? '';
  const first = targets[0] ?? '';
  const breaks = files.some(
    ({ accepts, changes }) =>
      (accepts?.get(first) === true && accepts.get(last) === false) || changes.some((change) => change.diagnostic.severity === 'error' && change.targets.includes(last) && !change.targets.includes(first)),
  );
  return { targets, files, breaks };
}

type ByTarget = readonly { readonly name: string; readonly file: LintedFile | undefined }[];

function acceptsOf(byTarget: ByTarget): ReadonlyMap<string, boolean | null> | undefined {
  if (byTarget.every(({ file }) => file?.accepts === undefined)) return undefined;
  return new Map(byTarget.map(({ name, file }) => [name, file?.accepts ?? null]));
}

/** Wording may differ from version to version (it names them), so place and rule tell whether it is the same finding. */
function changesOf(byTarget: ByTarget): readonly UpgradeChange[] {
  const found = new Map<string, { diagnostic: ReportedDiagnostic; targets: string[] }>();
  for (const { name, file } of byTarget) {
    for (const diagnostic of file?.diagnostics ?? []) {
      const key = `${diagnostic.rule} ${diagnostic.place.range.start} ${diagnostic.place.range.end} ${diagnostic.severity}`;
      const known = found.get(key);
      if (known) {
        if (!known.targets.includes(name)) known.targets.push(name);
      } else found.set(key, { diagnostic, targets: [name] });
    }
  }
  return [...found.values()].filter(({ targets }) => targets.length < byTarget.length).sort((a, b) => a.diagnostic.place.range.start - b.diagnostic.place.range.start);
}
