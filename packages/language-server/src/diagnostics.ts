import { rulePage, type LintedFile, type ReportedDiagnostic } from 'kalint';
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver';
import { positionsOf } from './convert.ts';
import { phrase } from './phrases.ts';
import type { ConfigTrouble } from './project-config.ts';
import type { Project } from './project.ts';
import type { Session } from './session.ts';

const severities = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information } as const;

/** Rules whose findings an editor may show as struck out or faded. */
const tags = new Map<string, DiagnosticTag>([
  ['deprecated/keyword', DiagnosticTag.Deprecated],
  ['deprecated/removed-keyword', DiagnosticTag.Deprecated],
  ['kalint/unused-suppression', DiagnosticTag.Unnecessary],
  ['syntax/ignored-extra-words', DiagnosticTag.Unnecessary],
]);

/** One finding for the protocol. */
export function toDiagnostic(finding: ReportedDiagnostic, project: Project, session: Pick<Session, 'unit' | 'client'>): Diagnostic {
  const { rule, message, severity, place, related } = finding;
  const page = rulePage(rule);
  const tag = tags.get(rule);
  const known = session.client.textDocument?.publishDiagnostics ?? session.client.textDocument?.diagnostic;
  return {
    range: positionsOf(place.document, session.unit).range(place.range),
    severity: severities[severity],
    code: rule,
    source: 'kalint',
    message,
    ...(page === undefined || known?.codeDescriptionSupport !== true ? {} : { codeDescription: { href: page } }),
    ...(tag === undefined || known?.tagSupport?.valueSet.includes(tag) !== true ? {} : { tags: [tag] }),
    ...(related.length === 0 || known?.relatedInformation !== true ? {} : {
      relatedInformation: related.map(({ place: { document, range }, message: text }) => ({
        location: { uri: project.uriOf(document), range: positionsOf(document, session.unit).range(range) }, message: text,
      })),
    }),
  };
}

/** Nobody looks through more, and clients are overwhelmed by it. */
const mostFindings = 2_000;

/** All findings of a file; of very many the first. */
export function toDiagnostics({ diagnostics }: LintedFile, project: Project, session: Pick<Session, 'unit' | 'client'>): Diagnostic[] {
  const shown = diagnostics.slice(0, mostFindings).map((each) => toDiagnostic(each, project, session));
  const more = diagnostics.length - shown.length;
  return more === 0 ? shown : [...shown, { ...atTop, code: 'too-many', message: phrase(project.config?.lint.locale, '{0} more problems have been found in this file; they are not shown.', more) }];
}

const atTop = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, severity: DiagnosticSeverity.Information, source: 'kalint' } as const;

/** Said of a file that is not looked at. */
export function tooLarge(project: Project | undefined): Diagnostic {
  return { ...atTop, code: 'too-large', message: phrase(project?.config?.lint.locale, 'This file is larger than 32 MiB, so it is not analysed.') };
}

/** What is wrong with a configuration file of kalint. */
export function configDiagnostics({ errors }: ConfigTrouble): Diagnostic[] {
  return errors.map(({ message, line, column }) => {
    const start = { line: Math.max(0, line - 1), character: Math.max(0, column - 1) };
    return { range: { start, end: { ...start, character: start.character + 1 } }, severity: DiagnosticSeverity.Error, source: 'kalint', code: 'configuration', message };
  });
}
