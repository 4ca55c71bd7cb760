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
  return text === undefined ? [] : minimalEdits(document.text, text).map((edit) => ({ ...edit, path: document.path }));
}

function resultOf(snapshot: Snapshot, path: string, rule: string | undefined): LintResult {
  const document = snapshot.document(path);
  const component = document && snapshot.componentOf(document);
  const files = component ? snapshot.judge(component) : [];
  const kept = rule === undefined ? files : files.map((file) => ({ ...file, diagnostics: file.diagnostics.filter((each) => each.rule === rule) }));
  return { files: kept, clusters: snapshot.workspace.clusters, target: snapshot.workspace.nodes[0]?.configuration.target };
}
