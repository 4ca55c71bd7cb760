import type { SourceDocument } from '@kaconf/semantics';
import type { Diagnostic, Fix, Severity } from './diagnostic.ts';
import { render } from './messages.ts';
import { hideValues } from './secrets.ts';
import type { Finding, FixTemplate, MessageData, RuleDefinition } from './rule.ts';

/** That keepalived complains at these lines, by the judgement of a rule. */
export interface Claim {
  readonly rule: string;
  readonly document: SourceDocument;
  readonly start: number;
  readonly lines: readonly number[];
}

/** Says a message in another language, with its values filled in; undefined: not translated, the rule's own text is used. */
export type Translate = (rule: string, message: string, data?: MessageData) => string | undefined;

export function findingToDiagnostic(rule: RuleDefinition, finding: Finding, nodes: readonly string[], severity: Severity | 'off', translate: Translate | undefined): Diagnostic {
  const documents = new Set([finding.at.document, ...(finding.related ?? []).map((related) => related.at.document)]);
  const say = (message: string, given: MessageData | undefined): string => {
    const data = hideValues(given, documents);
    return translate?.(rule.id, message, data) ?? render(rule.messages[message] ?? message, data);
  };
  const toFix = (template: FixTemplate): Fix => ({ title: say(template.title, template.data ?? finding.data), safe: template.safe, edits: template.edits });
  const { reported = 'silent' } = finding;
  return {
    rule: rule.id,
    severity,
    message: say(finding.message, finding.data),
    place: { document: finding.at.document, range: finding.at.range },
    nodes,
    related: (finding.related ?? []).map((related) => ({ place: { document: related.at.document, range: related.at.range }, message: say(related.message, related.data ?? finding.data) })),
    fix: finding.fix ? toFix(finding.fix) : undefined,
    suggestions: (finding.suggestions ?? []).map(toFix),
    reportedByKeepalived: reported !== 'silent',
    keepalivedLines: typeof reported === 'number' ? (reported > 0 ? [reported] : []) : Array.isArray(reported) ? reported : [],
    consequences: [],
    derails: finding.derails ?? false,
  };
}
