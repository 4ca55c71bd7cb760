import type { LinkedEditingRanges } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import type { Feature } from '../feature.ts';
import { nameAt, usesOf } from '../names.ts';

/** Where a name is written while its uses in the same file follow: only where all of them are in this file. */
export const linkedEditing: Feature = {
  capabilities: () => ({ linkedEditingRangeProvider: true }),
  listen(session, connection) {
    connection.languages.onLinkedEditingRange(answering(session, (view, { position }): LinkedEditingRanges | null => {
      const named = nameAt(view, view.offset(position));
      if (!named) return null;
      const uses = usesOf(view.nodes, named);
      if (uses.length < 2 || uses.some(({ document, literal }) => document !== view.document || !literal) || !uses.some(({ role }) => role === 'def')) return null;
      return { ranges: uses.map(({ range }) => view.range(range)), wordPattern: '[^\\s{}"#!$]+' };
    }));
  },
};
