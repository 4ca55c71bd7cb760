import { minimalEdits } from 'kafmt';
import { fixAll, type Edit, type LintResult } from 'kalint';
import type { Snapshot } from '../snapshot.ts';
import type { View } from '../view.ts';

/**
 * The edits of all safe fixes of a file, one after another until nothing is left to fix.
 *
 * @param rule only the fixes of this rule
 */
export function fixAllEdits(view: View, rule?: string): readonly Edit[] {
  const { document, snapshot } = view;
  const judge = (texts: ReadonlyMap<string, string>): LintResult => resultOf(texts.size === 0 ? snapshot : snapshot.withTexts(texts), document.path, rule);
  const { texts } = fixAll(judge(new Map()), judge, { unsafe: false, mayChange: ({ path }) => path === document.path });
  const text = texts.get(document.path);
  if (text === undefined) return [];
  const single = firstRound(judge(new Map()), document.path);
  // Where one round is enough its edits are the smallest; else only the outcome is known.
  return applied(document.text, single) === text ? single : minimalEdits(document.text, text).map((edit) => ({ ...edit, path: document.path }));
}

/** The safe fixes that stand side by side, from the top. */
function firstRound({ files }: LintResult, path: string): readonly Edit[] {
  const fixes = files.flatMap(({ diagnostics }) => diagnostics.flatMap(({ fix }) => (fix?.safe === true && fix.edits.every((edit) => edit.path === path) ? [fix.edits] : [])));
  const taken: Edit[] = [];
  for (const edits of fixes) {
    if (!edits.some((edit) => taken.some((other) => edit.start <= other.end && other.start <= edit.end))) taken.push(...edits);
  }
  return taken.sort((a, b) => a.start - b.start);
}

function applied(text: string, edits: readonly Edit[]): string {
  let at = 0;
  const pieces: string[] = [];
  for (const { start, end, text: written } of edits) {
    pieces.push(text.slice(at, start), written);
    at = end;
  }
  return pieces.join('') + text.slice(at);
}

function resultOf(snapshot: Snapshot, path: string, rule: string | undefined): LintResult {
  const document = snapshot.document(path);
  const component = document && snapshot.componentOf(document);
  const files = component ? snapshot.judge(component) : [];
  const kept = rule === undefined ? files : files.map((file) => ({ ...file, diagnostics: file.diagnostics.filter((each) => each.rule === rule) }));
  return { files: kept, clusters: snapshot.workspace.clusters, target: snapshot.workspace.nodes[0]?.configuration.target };
}
