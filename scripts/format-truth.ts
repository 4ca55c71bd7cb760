/**
 * Proof that formatting changes nothing: over every real file and over generated ones a second pass changes nothing, no
 * word and no comment is lost or changed, and the real keepalived dumps the same configuration before and after.
 *
 *   npm run format-truth -- [--sample N] [--generated N] [--seed N] [--parallel N] [--keepalived PROGRAM] [--verbose]
 *
 * The dump needs root, a C compiler and the dump script beside the project; without them that part says SKIPPED.
 * Ends with 1 when anything differs.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'kafmt';
import { root } from './conformance/paths.ts';
import { obstacle, Oracle, type Dump } from './format-truth/oracle.ts';
import { configIds, corpusSubjects, generatedSubjects, type Subject } from './format-truth/subjects.ts';

const { values: given } = parseArgs({
  options: {
    sample: { type: 'string' }, generated: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' },
    parallel: { type: 'string', default: '2' }, keepalived: { type: 'string', default: '/usr/sbin/keepalived' }, verbose: { type: 'boolean', default: false },
  },
});

const shared = join(root, '..', 'shared');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Words, braces and comments of a text, put together and sorted: a comment may change places with a brace. */
const pieces = (text: string): string => text.replace(/\s+/g, ' ').split(' ').join('').split('').sort().join('');

interface Formatted {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly refused: string | undefined;
  /** What is wrong with the text itself. */
  readonly defect: string | undefined;
}

function decode(bytes: Buffer): { text: string; encoding: 'utf-8' | 'latin1' } {
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? { text, encoding: 'utf-8' } : { text: bytes.toString('latin1'), encoding: 'latin1' };
}

/** Formats a subject with all its files; a file that is refused stays as it is. */
function formatSubject(subject: Subject): Formatted {
  const files = new Map<string, Buffer>();
  let refused: string | undefined;
  let defect: string | undefined;
  for (const [path, bytes] of subject.files) {
    const { text, encoding } = decode(bytes);
    const result = format(text, { encoding, filepath: path, template: 'off' });
    const written = result.kind === 'formatted' ? result.text : text;
    files.set(path, Buffer.from(written, encoding === 'latin1' ? 'latin1' : 'utf8'));
    if (path !== subject.root) continue;
    if (result.kind === 'refused') {
      const first = result.refusals[0];
      refused = first ? `${first.line}:${first.column}: ${first.message}` : 'refused without a reason';
      if (result.refusals.some((refusal) => refusal.code === 'not-proven')) defect = 'not proven';
      continue;
    }
    const again = format(written, { encoding, filepath: path, template: 'off' });
    if (again.kind === 'refused' || again.text !== written) defect = 'a second pass changes it';
    else if (pieces(written) !== pieces(text)) defect = 'a word or comment is lost or changed';
  }
  return { files, refused, defect };
}

/** Writes files below a folder, replacing what was there. */
function place(folder: string, files: ReadonlyMap<string, Buffer>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, bytes] of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), bytes, { mode: 0o644 });
  }
}

interface Verdict {
  readonly kind: 'same' | 'different' | 'unsteady' | 'no dump';
  readonly detail: string;
}

const sameDump = (a: Dump, b: Dump): boolean => a.complete === b.complete && a.text === b.text;

/** The first lines that differ. */
function firstDifference(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const at = old.findIndex((line, index) => line !== now[index]);
  return `line ${at + 1} of the dump: ${JSON.stringify(old[at])} became ${JSON.stringify(now[at])}`;
}

/** Compares the dumps of one subject for each config id. The path is the same before and after, since dumps name it. */
async function compareDumps(oracle: Oracle, folder: string, subject: Subject, formatted: Formatted): Promise<Verdict> {
  const path = join(folder, subject.root);
  let complete = false;
  for (const id of configIds(decode(subject.files.get(subject.root) ?? Buffer.alloc(0)).text)) {
    place(folder, subject.files);
    const before = await oracle.dump(path, id);
    place(folder, formatted.files);
    const after = await oracle.dump(path, id);
    complete ||= before.complete;
    if (sameDump(before, after)) continue;
    // A dump that differs from itself proves nothing: addresses of memory, races between processes.
    place(folder, subject.files);
    const once = await oracle.dump(path, id);
    if (sameDump(once, after)) continue;
    const kind = sameDump(once, before) ? 'different' : 'unsteady';
    return { kind, detail: `${id === undefined ? '' : `with id ${id}, `}${firstDifference(before.text, after.text)}` };
  }
  return { kind: complete ? 'same' : 'no dump', detail: '' };
}

/** Every n-th subject, so that a sample reaches all kinds. */
function sampled(subjects: readonly Subject[], count: number | undefined): readonly Subject[] {
  if (count === undefined || count >= subjects.length) return subjects;
  return subjects.filter((_, index) => Math.floor((index * count) / subjects.length) !== Math.floor(((index - 1) * count) / subjects.length));
}

const started = Date.now();
const real = corpusSubjects(join(shared, 'corpus'));
if (real.length === 0) say('SKIPPED: the real files are not here; generated ones only');
const sample = given.sample === undefined ? undefined : Number(given.sample);
const subjects = [...sampled(real, sample), ...generatedSubjects(sample === undefined ? Number(given.generated) : Math.min(sample, Number(given.generated)), Number(given.seed))];
const results = subjects.map((subject) => ({ subject, formatted: formatSubject(subject) }));
const defects = results.filter(({ formatted }) => formatted.defect !== undefined);
const refused = results.filter(({ formatted }) => formatted.refused !== undefined);
for (const { subject, formatted } of defects) say(`${subject.name}: ${formatted.defect ?? ''}`);
for (const { subject, formatted } of refused) say(`refused: ${subject.name}:${formatted.refused ?? ''}`);
say(`${subjects.length} files: ${subjects.length - refused.length} formatted, ${refused.length} refused, ${defects.length} not the same in a second pass or in their words`);

const reason = obstacle(join(shared, 'oracle'), given.keepalived);
const verdicts: Verdict[] = [];
if (reason === undefined) {
  const work = mkdtempSync(join(tmpdir(), 'format-truth-'));
  try {
    const oracle = new Oracle(join(shared, 'oracle'), join(work, 'oracle'), given.keepalived);
    const waiting = results.filter(({ formatted }) => formatted.refused === undefined);
    const worker = async (number: number): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const verdict = await compareDumps(oracle, join(work, `files-${number}`), next.subject, next.formatted);
        verdicts.push(verdict);
        if (verdict.kind !== 'same' || given.verbose) say(`${verdict.kind}: ${next.subject.name} ${verdict.detail}`);
      }
    };
    await Promise.all(Array.from({ length: Number(given.parallel) }, (_, index) => worker(index)));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const count = (kind: Verdict['kind']): number => verdicts.filter((verdict) => verdict.kind === kind).length;
  say(`dump of keepalived: ${count('same')} the same, ${count('different')} different, ${count('unsteady')} unsteady in itself, ${count('no dump')} without a dump before and after`);
} else say(`SKIPPED: the comparison of keepalived's dumps (${reason})`);
say(`${Math.round((Date.now() - started) / 1000)} s`);
if (defects.length > 0 || verdicts.some((verdict) => verdict.kind === 'different')) process.exitCode = 1;
