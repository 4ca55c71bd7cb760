import type { Cluster, SourceDocument, VrrpInstance } from '@kaconf/semantics';
import { formatVersion, newest } from '@kaconf/schema';
import type { ReportedDiagnostic, Fix } from '../diagnostic.ts';
import type { LintResult } from '../lint-types.ts';
import { region, regionOf } from '../render/position.ts';
import { tellsSecret } from '../secrets.ts';
import { summarize } from '../summary.ts';

/** The format that tools build on; its schema is `kalint-report.schema.json`. */
export default function json(result: LintResult): string {
  const documents = new Map(result.files.map(({ document }) => [document.path, document]));
  const { files, errors, warnings, infos, fixable } = summarize(result);
  const report = {
    version: 1,
    target: formatVersion(result.target ?? newest),
    files: result.files.map((file) => ({
      path: file.document.path,
      ...(file.includedBy.length > 0 ? { includedBy: file.includedBy.map(({ path }) => path) } : { keepalived: { accepts: file.accepts ?? null } }),
      diagnostics: file.diagnostics.map((diagnostic) => diagnosticOf(diagnostic, documents)),
    })),
    clusters: result.clusters.map(clusterOf),
    summary: { files, errors, warnings, infos, fixable },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function diagnosticOf(diagnostic: ReportedDiagnostic, documents: ReadonlyMap<string, SourceDocument>): object {
  const { rule, severity, message, place, nodes, reportedByKeepalived, keepalivedLines, consequences, related, fix } = diagnostic;
  return {
    rule,
    severity,
    message,
    ...regionOf(place),
    nodes,
    reportedByKeepalived,
    keepalivedLines,
    consequences,
    related: related.map((each) => ({ path: each.place.document.path, ...regionOf(each.place), message: each.message })),
    ...(fix && !fix.edits.some((edit) => tellsSecret(edit, documents.get(edit.path))) ? { fix: fixOf(fix, documents) } : {}),
  };
}

function fixOf(fix: Fix, documents: ReadonlyMap<string, SourceDocument>): object {
  const edits = fix.edits.flatMap(({ path, start, end, text }) => {
    const document = documents.get(path);
    return document ? [{ path, ...region(document, start, end), text }] : [];
  });
  return { title: fix.title, safe: fix.safe, edits };
}

function clusterOf(cluster: Cluster): object {
  return {
    name: cluster.name,
    nodes: cluster.nodes.map(({ name }) => name),
    instances: cluster.instances.map(({ name, family, members }) => ({ name, family, members: members.map(memberOf) })),
  };
}

function memberOf(instance: VrrpInstance): object {
  return { node: instance.node.name, instance: instance.name, vrid: instance.vrid.value ?? null, priority: instance.priority.value ?? null };
}
