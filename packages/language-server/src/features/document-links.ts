import { splitScript, type Range as Offsets } from '@kaconf/syntax';
import type { DocumentLink } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import type { Feature } from '../feature.ts';
import type { Host } from '../host.ts';
import { isDirective, ownersIn, type Owner } from '../owners.ts';
import { isAbsolute } from '../paths.ts';
import type { View } from '../view.ts';

function* includeLinks(view: View): Generator<DocumentLink> {
  const { document, project } = view;
  for (const item of document.tree.items) {
    if (item.kind !== 'include') continue;
    const pattern = document.text.slice(item.pattern.start, item.pattern.end);
    const documents = pattern.includes('$') ? [] : (project.loader?.resolve(pattern, document).documents ?? []);
    const [first] = documents;
    if (!first) continue;
    yield { range: view.range(item.pattern), target: project.uriOf(first), ...(documents.length > 1 ? { tooltip: `${first.path}, the first of ${documents.length} files` } : {}) };
  }
}

/** Scripts, certificates, tracked files: whatever is written as an absolute path. */
function* pathLinks(view: View, host: Host): Generator<DocumentLink> {
  const seen = new Set<number>();
  for (const configuration of view.configurations) {
    for (const owner of ownersIn(configuration, view.document)) {
      if (!isDirective(owner) || !takesPath(owner)) continue;
      for (const { part, word, state } of owner.match().args) {
        const written = owner.argumentWords[word];
        if (part.kind !== 'value' || (part.type !== 'path' && part.type !== 'script') || state !== 'known' || !written || written.definition) continue;
        const { path, range } = part.type === 'script' ? program(owner, written.text, written) : { path: written.text, range: written };
        if (path === undefined || !isAbsolute(path) || seen.has(range.start) || range.end <= range.start) continue;
        seen.add(range.start);
        yield { range: view.range(range), target: host.uriOf(view.project.located(path, view.document)) };
      }
    }
  }
}

const paths = new WeakMap<Owner['keyword'], boolean>();

function takesPath({ keyword }: Owner): boolean {
  let takes = paths.get(keyword);
  if (takes === undefined) paths.set(keyword, (takes = /(?:<|:)(?:path|script)\b/.test(keyword.notation)));
  return takes;
}

/** The program of a command, without its arguments. */
function program(owner: Owner, text: string, whole: Offsets): { readonly path: string | undefined; readonly range: Offsets } {
  const base = owner.words[0]?.start ?? 0;
  const [first] = owner.words.some((word) => word.definition ?? word.dynamic) ? [] : splitScript(owner.raw, owner.target).command;
  if (!first) return { path: /^\S+/.exec(text)?.[0], range: whole };
  return { path: first.text, range: { start: base + first.start, end: base + first.end } };
}

/** Links to included files, scripts and other files that are named. */
export const documentLinks: Feature = {
  capabilities: () => ({ documentLinkProvider: { resolveProvider: false } }),
  listen(session, connection) {
    connection.onDocumentLinks(answering(session, (view) => [...includeLinks(view), ...pathLinks(view, session.host)]));
  },
};
