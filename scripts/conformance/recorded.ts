/** What keepalived said about the files of ../shared, as it was recorded. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';

export const shared = join(root, '..', 'shared');

export const versions = ['2.2.7', '2.4.3'] as const;
export type RecordedVersion = (typeof versions)[number];

/** Classes of messages that are about the configuration itself; the others are about the machine or the scripts on it. */
export const judgedClasses = ['syntax', 'unknown-keyword', 'value', 'semantic', 'deprecated'] as const;

export interface RecordedMessage {
  readonly class?: string;
  readonly line?: number | null;
  readonly text: string;
  /** The included file that it is about. */
  readonly in?: string;
}

export interface Verdict {
  /** Null where the test did not end. */
  readonly exit: number | null;
  readonly messages: readonly RecordedMessage[];
}

export interface RecordedFile {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  readonly kind: string;
  readonly verdicts: Readonly<Record<RecordedVersion, Verdict>>;
  readonly configId?: string;
  readonly includeCheck?: boolean;
}

export const sharedIsHere = existsSync(join(shared, 'corpus', 'expected.json'));

function data(path: string): unknown {
  return JSON.parse(readFileSync(join(shared, path), 'utf8'));
}

/** The files of the corpus that are no templates. */
export function corpus(): readonly RecordedFile[] {
  const entries = Object.entries(data('corpus/expected.json') as Record<string, { kind: string; verdict?: Record<RecordedVersion, Verdict> }>);
  return entries.flatMap(([name, { kind, verdict }]) => (kind === 'template' || !verdict ? [] : [{ path: join(shared, 'corpus', name), name, kind, verdicts: verdict }]));
}

/** The id with which the language cases were run. */
export const caseConfigId = 'node1';

/** Messages about what is (not) on the machine; those that end the test with an error show in its exit status. */
const environment = /^Config files missing|^Some config files missing|^Configuration file '|interface \S+ for vrrp_instance \S+ doesn't exist|^Non-existent interface|^\(\S+\) tracked interface/;

function classify(verdict: Verdict): Verdict {
  return { ...verdict, messages: verdict.messages.map((message) => ({ ...message, in: (message as { file?: string }).file, class: environment.test(message.text) ? 'environment' : 'syntax' }) as RecordedMessage) };
}

interface RawCase {
  readonly file: string;
  readonly args: readonly string[];
  readonly rule: string;
  readonly v227: Verdict;
  readonly v243: Verdict;
}

/** The probe cases of the language, each with what it proves. */
export function languageCases(): readonly (RecordedFile & { readonly rule: string })[] {
  return (data('language/cases.json') as RawCase[]).map((each) => ({
    path: join(shared, 'language', each.file),
    name: each.file,
    kind: 'case',
    rule: each.rule,
    configId: caseConfigId,
    includeCheck: each.args.includes('-e'),
    verdicts: { '2.2.7': classify(each.v227), '2.4.3': classify(each.v243) },
  }));
}

/** Why a verdict says nothing about the configuration as such; undefined where it does. */
export function leftOut(verdict: Verdict, path: string): string | undefined {
  if (verdict.exit === 143) return 'ended itself (143)';
  if (verdict.exit === 124) return 'did not end (124)';
  if (verdict.exit === null) return 'did not end';
  if (verdict.exit < 0 || verdict.exit >= 128) return `crashed (${verdict.exit})`;
  // An unknown network namespace ends the test with 0 before any check.
  if (verdict.exit === 0 && /^[ \t]*(?:@\S+[ \t]+)?net_namespace\b/m.test(readFileSync(path, 'latin1'))) return 'cut short by net_namespace';
  if (verdict.messages.length > 0 && verdict.exit !== 0 && verdict.messages.every((message) => message.class === 'environment' || message.class === 'info')) return 'environment only';
  return undefined;
}
