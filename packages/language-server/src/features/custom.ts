import { rulePage, rules, type RuleDefinition } from 'kalint';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Feature } from '../feature.ts';
import { answering } from '../answering.ts';
import { plainText } from '../plain-text.ts';
import { methods, serverCommands, type DocumentParams, type ExplainRuleParams } from '../protocol.ts';
import type { Session } from '../session.ts';
import { syntaxTreeText } from '../syntax-tree.ts';
import { failoverOf, topologyOf } from '../topology.ts';

const presets = { 1: 'recommended', 2: 'recommended', 3: 'strict', host: 'all, with `hostRoot`' } as const;

/** The page of a rule, as Markdown. */
export function ruleMarkdown({ id, summary, details, severity, tier, keepalived, fixable, options }: RuleDefinition): string {
  const page = rulePage(id);
  return [
    `# ${id}`, '', `**${summary}**`, '', details, '',
    `- Severity: ${severity}`,
    `- Preset: ${presets[tier]}`,
    `- keepalived reports it too: ${keepalived}`,
    ...(fixable === undefined ? [] : [`- Fix: ${fixable === 'safe' ? 'yes' : fixable === 'unsafe' ? 'yes, may change behaviour' : 'a suggestion'}`]),
    ...Object.entries(options ?? {}).map(([name, option]) => `- Option \`${name}\` (${option.type}, default \`${JSON.stringify(option.default)}\`): ${option.description}`),
    ...(page === undefined ? [] : ['', page]),
    '',
  ].join('\n');
}

function ruleText(rule: unknown): string | null {
  const found = rules.all.find(({ id }) => id === rule);
  return found ? ruleMarkdown(found) : null;
}

/** What fails and what follows, in a few lines. */
async function failoverText(session: Session, uri: unknown): Promise<string | null> {
  const view = typeof uri === 'string' ? await session.view(uri, { whole: true }) : undefined;
  if (!view) return null;
  const lines = view.snapshot.workspace.clusters.filter((cluster) => cluster.nodes.some((node) => view.nodes.includes(node))).flatMap((cluster) =>
    (view.snapshot.failoverOf(cluster)?.instances ?? []).flatMap(({ key, healthy, faults }) => [
      `${key}: ${healthy?.join(' + ') ?? '?'} while all is well`,
      ...faults.filter(({ verdicts }) => verdicts.length > 0).map(({ text, verdicts }) => `  ${text} (${verdicts.join(', ')})`),
    ]));
  return lines.length === 0 ? 'This file belongs to no cluster.' : lines.join('\n');
}

/** Requests and commands of this server alone. */
export const custom: Feature = {
  capabilities: () => ({ executeCommandProvider: { commands: Object.values(serverCommands) } }),
  listen(session, connection) {
    connection.onRequest(methods.syntaxTree, answering<DocumentParams, string>(session, (view) => syntaxTreeText(view.document)));
    connection.onRequest(methods.topology, answering<DocumentParams, unknown>(session, topologyOf, { whole: true }));
    connection.onRequest(methods.failover, answering<DocumentParams, unknown>(session, failoverOf, { whole: true }));
    connection.onRequest(methods.explainRule, (params: Partial<ExplainRuleParams> | null) => ruleText(params?.rule));
    connection.onExecuteCommand(async ({ command, arguments: given }) => {
      if (!Object.values<string>(serverCommands).includes(command)) throw new ResponseError(ErrorCodes.InvalidParams, `no such command: ${command}`);
      const [first]: readonly unknown[] = given ?? [];
      const text = command === serverCommands.explainRule ? ruleText(first) : command === serverCommands.failover ? await failoverText(session, first) : null;
      if (text !== null) session.show(plainText(text));
      return text;
    });
  },
};
