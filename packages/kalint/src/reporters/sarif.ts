import type { SourceDocument } from '@kaconf/semantics';
import type { ReportedDiagnostic, Fix, Severity } from '../diagnostic.ts';
import { docsAddress, rulePage } from '../docs-address.ts';
import { fingerprints } from '../fingerprint.ts';
import type { LintResult } from '../lint-types.ts';
import { tellsSecret } from '../secrets.ts';
import { region, regionOf, type Region } from '../render/position.ts';
import type { RuleDefinition } from '../rule.ts';
import { plainText } from '../render/markdown.ts';
import type { ReportContext } from './reporter.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0 (OASIS), for code scanning services. */
export default function sarif(result: LintResult, context: ReportContext): string {
  const documents = new Map(result.files.map(({ document }) => [document.path, document]));
  const all = result.files.flatMap(({ diagnostics, suppressed }) => [...diagnostics, ...suppressed]);
  const named = fingerprints(all);
  const used = new Set(all.map(({ rule }) => rule));
  const rules = context.rules.filter(({ id }) => used.has(id));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const suppressed = new Set(result.files.flatMap((file) => file.suppressed));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'kalint', version: context.version, semanticVersion: context.version, ...(docsAddress === '' ? {} : { informationUri: docsAddress }), rules: rules.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true }],
        results: all.map((diagnostic) => ({
          ruleId: diagnostic.rule,
          ...(indexes.has(diagnostic.rule) ? { ruleIndex: indexes.get(diagnostic.rule) } : {}),
          level: levels[diagnostic.severity],
          message: { text: diagnostic.message },
          locations: [locationOf(diagnostic.place.document, regionOf(diagnostic.place))],
          ...relatedOf(diagnostic),
          ...fixesOf(diagnostic, documents),
          ...(suppressed.has(diagnostic) ? { suppressions: [{ kind: context.baselined.has(diagnostic) ? 'external' : 'inSource' }] } : {}),
          partialFingerprints: { 'kalint/v1': named.get(diagnostic) ?? '' },
          properties: { reportedByKeepalived: diagnostic.reportedByKeepalived, nodes: diagnostic.nodes },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(rule: RuleDefinition): object {
  const page = rulePage(rule.id);
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|[/-])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.summary },
    fullDescription: { text: plainText(rule.details) || rule.summary },
    help: { text: `${rule.summary}\n\n${plainText(rule.details)}`.trim(), markdown: `**${rule.summary}**\n\n${rule.details}`.trim() },
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { tags: ['keepalived', rule.id.split('/')[0] ?? ''] },
  };
}

function relatedOf({ related }: ReportedDiagnostic): object {
  if (related.length === 0) return {};
  return { relatedLocations: related.map(({ place, message }, id) => ({ id, ...locationOf(place.document, regionOf(place)), message: { text: message } })) };
}

function fixesOf({ fix, suggestions }: ReportedDiagnostic, documents: ReadonlyMap<string, SourceDocument>): object {
  const open = [...(fix ? [fix] : []), ...suggestions].filter(({ edits }) => !edits.some((edit) => tellsSecret(edit, documents.get(edit.path))));
  const fixes = open.flatMap((each) => fixOf(each, documents));
  return fixes.length === 0 ? {} : { fixes };
}

function fixOf({ title, edits }: Fix, documents: ReadonlyMap<string, SourceDocument>): readonly object[] {
  const changes = [...new Set(edits.map(({ path }) => path))].flatMap((path) => {
    const document = documents.get(path);
    if (!document) return [];
    const replacements = edits.filter((edit) => edit.path === path).map(({ start, end, text }) => ({ deletedRegion: regionOfSarif(region(document, start, end)), insertedContent: { text } }));
    return [{ artifactLocation: { uri: uriOf(path) }, replacements }];
  });
  return changes.length === 0 ? [] : [{ description: { text: title }, artifactChanges: changes }];
}

function locationOf(document: SourceDocument, at: Region): object {
  return { physicalLocation: { artifactLocation: { uri: uriOf(document.path) }, region: regionOfSarif(at) } };
}

function regionOfSarif({ line, column, endLine, endColumn }: Region): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A relative reference; a `:` in its first part would make that a scheme. */
function uriOf(path: string): string {
  return path.replace(/\p{Cs}/gu, '\uFFFD').split('/').map(encodeURIComponent).join('/');
}
