import { parseVersion, type Version } from '@kaconf/schema';
import type { SourceDocument } from '@kaconf/semantics';

const comment = /^[#!]+[ \t]*kalint-target[ \t]+(\S+)/;

/** The version that a comment `# kalint-target 2.2.7` names; the first one counts, one that is no version does not. */
export function targetComment(document: SourceDocument): Version | undefined {
  if (!document.text.includes('kalint-target')) return undefined;
  for (const item of document.tree.items) {
    if (item.kind !== 'comment') continue;
    const version = parseVersion(comment.exec(document.text.slice(item.start, item.end))?.[1] ?? '');
    if (version !== undefined) return version;
  }
  return undefined;
}
