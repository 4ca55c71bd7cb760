import type { Version } from '@kaconf/schema';
import type { Include } from '@kaconf/syntax';
import type { SourceDocument } from './document.ts';
import type { IncludeProblem } from './fact.ts';

/** What an include pattern leads to. Nothing here touches the host: `load.ts` (or an editor) answers. */
export interface IncludeResult {
  readonly documents: readonly SourceDocument[];
  /** What could not be read, and why; empty when all is well. */
  readonly problems: readonly { readonly problem: IncludeProblem; readonly path: string }[];
}

/** The one door through which included files are reached. */
export interface IncludeResolver {
  /**
   * @param pattern as keepalived would give it to glob(3), references replaced
   * @param from the document that holds the include
   */
  resolve(pattern: string, from: SourceDocument): IncludeResult;
}

/** Follows nothing: every include stays unresolved, and what would need it is silent. */
export const noIncludes: IncludeResolver = {
  resolve: (_pattern) => ({ documents: [], problems: [{ problem: 'unresolved', path: _pattern }] }),
};

/** Deeper nesting than this is taken for a cycle that keepalived would follow until it runs out of files. */
export const maxIncludeDepth = 32;
/** Files of one configuration; a glob over a whole file system ends here. */
export const maxIncludedFiles = 2_000;

/** Whether keepalived ends with an error for it (lexical facts 7.3); else it only says so, and exits 0. */
export function isIncludeError(problem: IncludeProblem, variant: Include['variant'], options: { readonly target: Version; readonly includeCheck?: boolean | undefined }): boolean {
  if (options.target < 2_002_000) return false;
  const all = variant === 'a' || options.includeCheck === true;
  switch (problem) {
    case 'missing':
      return all || variant === 'm' || variant === 'w';
    case 'no-match':
      return all || variant === 'w';
    case 'partial':
      return all || variant === 'b';
    case 'not-regular':
    case 'executable':
    case 'unreadable':
      return options.includeCheck === true || variant !== '';
    default:
      return false;
  }
}
