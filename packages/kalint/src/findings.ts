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

type Words = Pick<Diagnostic, 'message' | 'related' | 'fix' | 'suggestions'>;

const unsaid: Words = { message: '', related: [], fix: undefined, suggestions: [] };

/** A finding in words, for the one who reads it; one that is switched off needs none. */
export function findingToDiagnostic(rule: RuleDefinition, finding: Finding, nodes: readonly string[], severity: Severity | 'off', translate: Translate | undefined): Diagnostic {
  const { reported = 'silent' } = finding;
  return {
    rule: rule.id,
    severity,
    ...(severity === 'off' ? unsaid : inWords(rule, finding, translate)),
    place: { document: finding.at.document, range: finding.at.range },
    nodes,
    reportedByKeepalived: reported !== 'silent',
    keepalivedLines: typeof reported === 'number' ? (reported > 0 ? [reported] : []) : Array.isArray(reported) ? reported : [],
    consequences: [],
    derails: finding.derails ?? false,
  };
}

function inWords(rule: RuleDefinition, finding: Finding, translate: Translate | undefined): Words {
  const { related = [], suggestions = [] } = finding;
  const documents = new Set([finding.at.document]);
  for (const { at } of related) documents.add(at.document);
  const own = hideValues(finding.data, documents);
  const say = (message: string, given: MessageData | undefined): string => {
    const data = given === undefined || given === finding.data ? own : hideValues(given, documents);
    return translate?.(rule.id, message, data) ?? render(rule.messages[message] ?? message, data);
  };
  const toFix = (template: FixTemplate): Fix => ({ title: say(template.title, template.data), safe: template.safe, edits: template.edits });
  return {
    message: say(finding.message, finding.data),
    related: related.map(({ at, message, data }) => ({ place: { document: at.document, range: at.range }, message: say(message, data) })),
    fix: finding.fix && toFix(finding.fix),
    suggestions: suggestions.map(toFix),
  };
}
