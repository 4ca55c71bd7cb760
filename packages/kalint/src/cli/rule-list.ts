import picocolors from 'picocolors';
import type { RuleDefinition } from '../rule.ts';
import { rulePage } from '../docs-address.ts';
import { wrap } from '../render/terminal-text.ts';

const presetOf = { 1: 'recommended', 2: 'recommended', 3: 'strict', host: 'all' } as const;

/** One line for each rule, by category. */
export function listRules(rules: readonly RuleDefinition[], colour: boolean): string {
  const paint = picocolors.createColors(colour);
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const width = Math.max(0, ...sorted.map(({ id }) => id.length));
  const lines = sorted.map((rule) => `${paint.bold(rule.id.padEnd(width))}  ${rule.severity.padEnd(7)}  ${presetOf[rule.tier].padEnd(11)}  ${(rule.fixable === 'safe' ? 'fix' : (rule.fixable ?? '')).padEnd(10)}  ${paint.dim(rule.summary)}`);
  return `${lines.join('\n')}\n`;
}

/** What a rule is about, for the terminal. */
export function explainRule(rule: RuleDefinition, colour: boolean, columns: number | undefined): string {
  const paint = picocolors.createColors(colour);
  const width = Math.min(columns ?? 100, 100);
  const page = rulePage(rule.id);
  const facts = [
    `severity: ${rule.severity}`,
    `preset: ${presetOf[rule.tier]}${rule.tier === 'host' ? ' (needs --host-root)' : ''}`,
    `keepalived reports it too: ${rule.keepalived}`,
    ...(rule.fixable === undefined ? [] : [`fix: ${rule.fixable === 'safe' ? '--fix' : rule.fixable === 'unsafe' ? '--fix --unsafe-fixes' : 'suggested in the editor'}`]),
    ...Object.entries(rule.options ?? {}).map(([name, option]) => `option ${name} (${option.type}, default ${JSON.stringify(option.default)}): ${option.description}`),
    ...(page === undefined ? [] : [`page: ${page}`]),
  ];
  const styled = (text: string): string => text.replace(/`([^`\n]+)`/g, (_, code: string) => (colour ? paint.cyan(code) : `\`${code}\``)).replace(/\*\*([^*\n]+)\*\*/g, (_, word: string) => paint.bold(word));
  const lines = [
    paint.bold(rule.id),
    '',
    ...wrap(rule.summary, width),
    '',
    ...rule.details.split('\n').flatMap((line) => wrap(line, width)).map(styled),
    '',
    ...facts.flatMap((fact) => wrap(fact, width - 2).map((part, index) => `${index === 0 ? '- ' : '  '}${part}`)),
  ];
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}
