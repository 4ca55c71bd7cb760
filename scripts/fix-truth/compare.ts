import type { LiveMessage, LiveVerdict } from '../live/lab.ts';
import type { FixedSubject, Seen } from './fixing.ts';
import { mapLines, type Span } from './line-map.ts';

/** A message of keepalived that deserves to be named. */
export interface Remark {
  readonly kind: 'stays' | 'new' | 'uncovered';
  readonly text: string;
}

export interface Comparison {
  readonly remarks: readonly Remark[];
  /** Findings that the fixes took away, and how many messages of keepalived with them. */
  readonly fixed: number;
  readonly gone: number;
}

export type Texts = ReadonlyMap<string, { readonly before: string; readonly after: string }>;

/** Numbers in a message may be of lines, which a fix moves, or of processes. */
const shape = (text: string): string => text.replace(/\b(line|Line) \d+/g, '$1 N').replace(/keepalived\.conf\.\d+/g, 'keepalived.conf.N');

/** Findings because of which keepalived does not read a directive or block, or takes it for another. */
const hides = ({ rule }: Seen): boolean => /^syntax\/|^deprecated\/removed-keyword$|^xref\//.test(rule);

const within = (line: number, { from, to }: Span): boolean => line >= from && line < Math.max(to, from + 1);

const sameRule = (one: Seen, other: Seen): boolean => one.path === other.path && one.rule === other.rule;

const wording = (message: LiveMessage): string => `${message.in === undefined ? '' : `${message.in} `}${message.line ?? '-'} ${message.text}`;

/** Errors of kalint itself that stand in the fixed files only. */
export function appearedErrors({ before, after }: FixedSubject, texts: Texts): readonly Seen[] {
  const backs = new Map([...texts].map(([path, text]) => [path, mapLines(text.before, text.after)[1]]));
  return after.filter((finding) => {
    const span = backs.get(finding.path)?.(finding.line) ?? { from: finding.line, to: finding.line + 1, same: true };
    return finding.error && !before.some((other) => sameRule(other, finding) && within(other.line, span));
  });
}

/**
 * Compares what keepalived says of one root before and after the fixes.
 *
 * @param texts of each file of the subject
 */
export function compareVerdicts(fixed: FixedSubject, root: string, before: LiveVerdict, after: LiveVerdict, texts: Texts): Comparison {
  const maps = new Map([...texts].map(([path, text]) => [path, mapLines(text.before, text.after)]));
  const forth = (path: string, line: number): Span => maps.get(path)?.[0](line) ?? { from: line, to: line + 1, same: true };
  const back = (path: string, line: number): Span => maps.get(path)?.[1](line) ?? { from: line, to: line + 1, same: true };
  const pathOf = (message: LiveMessage): string => [...texts.keys()].find((path) => message.in !== undefined && (message.in === path || message.in.endsWith(`/${path}`))) ?? root;

  const remains = (finding: Seen): boolean => fixed.after.some((other) => sameRule(finding, other) && within(other.line, forth(finding.path, finding.line)));
  const taken = fixed.before.filter((finding) => !remains(finding));
  const claimedBy = (findings: readonly Seen[], message: LiveMessage): Seen[] => findings.filter(({ path, lines }) => message.line !== undefined && path === pathOf(message) && lines.includes(message.line));

  const kept = (message: LiveMessage): boolean => after.messages.some((other) => shape(other.text) === shape(message.text) && pathOf(other) === pathOf(message) && (message.line === undefined || other.line === undefined ? message.line === other.line : within(other.line, forth(pathOf(message), message.line))));
  const known = (message: LiveMessage): boolean => before.messages.some((other) => shape(other.text) === shape(message.text) && pathOf(other) === pathOf(message) && (message.line === undefined || other.line === undefined ? message.line === other.line : within(other.line, back(pathOf(message), message.line))));

  const remarks: Remark[] = [];
  let gone = 0;
  for (const message of before.messages) {
    const causes = claimedBy(taken, message);
    if (causes.length === 0) continue;
    if (!kept(message)) gone++;
    else if (claimedBy(fixed.before, message).every((finding) => taken.includes(finding))) remarks.push({ kind: 'stays', text: `${wording(message)} (${causes.map(({ rule }) => rule).join(', ')})` });
  }
  for (const message of after.messages) {
    if (known(message)) continue;
    // Uncovered: kalint had found it before the fix, keepalived had not come as far; or both see it now that a directive is read at last.
    const claims = message.line === undefined ? fixed.after.filter(({ reported, lines, path }) => reported && lines.length === 0 && path === root) : claimedBy(fixed.after, message);
    const old = claims.filter((finding) => fixed.before.some((other) => sameRule(other, finding) && shape(other.message) === shape(finding.message)) || taken.some(hides));
    remarks.push({ kind: old.length > 0 ? 'uncovered' : 'new', text: `${wording(message)} (${claims.length === 0 ? 'kalint is silent' : claims.map(({ rule }) => rule).join(', ')})` });
  }
  return { remarks, fixed: taken.filter(({ path, fixable }) => fixable && path === root).length, gone };
}
