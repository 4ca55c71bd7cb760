import picocolors from 'picocolors';
import type { ReportedDiagnostic, Severity } from '../diagnostic.ts';
import type { LintedFile, LintResult } from '../lint-types.ts';
import { frame } from '../render/frame.ts';
import { regionOf } from '../render/position.ts';
import { cells, visible, wrap } from '../render/terminal-text.ts';
import { wordsFor, type Words } from '../render/words.ts';
import { summarize } from '../summary.ts';
import type { ReportContext } from './reporter.ts';

/** In a large cluster a finding may be related to every other node; a few show what is meant. */
const maxRelated = 4;

type Paint = ReturnType<typeof picocolors.createColors>;

/** Lines are cut at this width where there is no terminal to ask. */
const defaultWidth = 160;

/** For people: each finding with the words it is about, the place in the other file that it is related to, and a summary. */
export default function stylish(result: LintResult, context: ReportContext): string {
  const paint = picocolors.createColors(context.colour);
  const words = wordsFor(context.locale);
  const lines: string[] = [];
  for (const file of result.files) {
    if (file.diagnostics.length === 0) continue;
    lines.push(header(file, paint, words), '');
    for (const diagnostic of file.diagnostics) lines.push(...finding(diagnostic, paint, words, context.columns), '');
  }
  lines.push(summary(result, paint, words));
  return `${lines.join('\n')}\n`;
}

function header(file: LintedFile, paint: Paint, words: Words): string {
  const name = paint.bold(paint.underline(visible(file.document.path)));
  return file.includedBy.length === 0 ? name : `${name}  ${paint.dim(words.includedBy(file.includedBy.map((document) => visible(document.path)).join(', ')))}`;
}

function finding(diagnostic: ReportedDiagnostic, paint: Paint, words: Words, columns: number | undefined): readonly string[] {
  const { place, related, fix, suggestions, severity } = diagnostic;
  const { line, column } = regionOf(place);
  const start = `${line}:${column}`;
  const level = words.severity[severity];
  const indent = 2 + cells(start) + 2 + cells(level) + 2;
  const text = [...wrap(visible(diagnostic.message), columns === undefined ? Number.POSITIVE_INFINITY : Math.max(40, columns - indent))];
  const rule = paint.dim(diagnostic.rule);
  const last = text.at(-1) ?? '';
  if (columns === undefined || indent + cells(last) + 2 + diagnostic.rule.length <= columns) text.splice(-1, 1, `${last}  ${rule}`);
  else text.push(rule);
  const lines = text.map((part, index) => (index === 0 ? `  ${paint.dim(start)}  ${colourOf(severity, paint)(level)}  ${part}` : `${' '.repeat(indent)}${part}`));

  const gutter = Math.max(...[place, ...related.map((each) => each.place)].map((each) => String(regionOf(each).endLine).length)) + 4;
  const options = { gutter, width: Math.max(20, (columns ?? defaultWidth) - gutter - 3), dim: paint.dim };
  lines.push(...frame(place, { ...options, head: true, mark: colourOf(severity, paint), underline: '^' }));
  const hint = (content: string): string => `${' '.repeat(gutter)} ${paint.dim('=')} ${content}`;
  for (const each of related.slice(0, maxRelated)) {
    const at = regionOf(each.place);
    lines.push(hint(`${paint.cyan(`${visible(each.place.document.path)}:${at.line}:${at.column}`)}  ${visible(each.message)}`));
    lines.push(...frame(each.place, { ...options, head: false, mark: paint.cyan, underline: '-' }));
  }
  if (related.length > maxRelated) lines.push(hint(words.more(related.length - maxRelated)));
  if (fix) lines.push(hint(paint.green(fix.safe ? words.fix(visible(fix.title)) : words.unsafeFix(visible(fix.title)))));
  for (const suggestion of suggestions) lines.push(hint(words.suggestion(visible(suggestion.title))));
  return lines;
}

function summary(result: LintResult, paint: Paint, words: Words): string {
  const { files, errors, warnings, infos, fixable, unsafelyFixable } = summarize(result);
  const scope = words.scope(files, result.clusters.map((cluster) => visible(cluster.name)));
  if (errors + warnings + infos === 0) return `${paint.green('✔')} ${words.clean} (${scope})`;
  const colour = colourOf(errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'info', paint);
  const fixes = words.fixable(fixable, unsafelyFixable);
  return [`${colour(paint.bold(`${errors > 0 ? '✖' : '⚠'} ${words.problems(errors, warnings, infos)}`))}  ${paint.dim(scope)}`, ...(fixes === '' ? [] : [`  ${fixes}`])].join('\n');
}

function colourOf(severity: Severity, paint: Paint): (text: string) => string {
  return severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.blue;
}
