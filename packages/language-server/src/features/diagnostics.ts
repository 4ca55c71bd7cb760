import type { LintedFile } from 'kalint';
import { DocumentDiagnosticReportKind, LSPErrorCodes, ResponseError, type DocumentDiagnosticReport, type WorkspaceDiagnosticReport, type WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { toDiagnostics, tooLarge } from '../diagnostics.ts';
import type { Feature } from '../feature.ts';
import type { Project } from '../project.ts';
import type { Session } from '../session.ts';

const ids = new WeakMap<readonly unknown[], string>();
let count = 0;

/** Names a state of a file's findings: the same findings have the same name. */
function resultId(file: LintedFile): string {
  let id = ids.get(file.diagnostics);
  if (id === undefined) {
    id = String(++count);
    ids.set(file.diagnostics, id);
  }
  return id;
}

function report(file: LintedFile, project: Project, session: Session, previous: string | undefined): DocumentDiagnosticReport {
  const id = resultId(file);
  if (id === previous) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
  return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: toDiagnostics(file, project, session) };
}

/** Diagnostics for clients that ask for them; `publisher.ts` sends them to the others. */
export const diagnostics: Feature = {
  capabilities: () => ({ diagnosticProvider: { identifier: 'kalint', interFileDependencies: true, workspaceDiagnostics: true } }),
  listen(session, connection) {
    connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }): Promise<DocumentDiagnosticReport> => {
      session.publisher?.pulled();
      const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: session.buffers.get(uri)?.tooLarge === true ? [tooLarge(session.projectOf(uri))] : [] };
      const view = await session.view(uri, { whole: true });
      const file = view?.settings.validate === true ? view.snapshot.lintedFile(view.document) : undefined;
      if (!view || !file) return nothing;
      const { snapshot, project } = view;
      const own = report(file, project, session, previousResultId);
      if (session.client.textDocument?.diagnostic?.relatedDocumentSupport !== true) return own;
      const component = snapshot.componentOf(view.document);
      const related = (component ? snapshot.judge(component) : []).filter((each) => each !== file);
      return { ...own, relatedDocuments: Object.fromEntries(related.map((each) => [project.uriOf(each.document), report(each, project, session, undefined)])) };
    });
    connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, progress, partial): Promise<WorkspaceDiagnosticReport> => {
      session.publisher?.pulled();
      const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      progress.begin('keepalived');
      for (const project of session.projects) {
        await project.searched;
        const { snapshot } = project;
        if (!snapshot || !project.settings.validate) continue;
        for (const component of snapshot.components) {
          if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
          const own = snapshot.judge(component).map((file): WorkspaceDocumentDiagnosticReport => {
            const uri = project.uriOf(file.document);
            return { ...report(file, project, session, previous.get(uri)), uri, version: session.buffers.get(uri)?.version ?? null } as WorkspaceDocumentDiagnosticReport;
          });
          // Who wants it gets each part when it is ready.
          if (partial) partial.report({ items: own });
          else items.push(...own);
          await session.host.pause();
        }
      }
      progress.done();
      return { items };
    });
  },
};
