/**
 * Proof that the fixes fix: over every real file and every bad example, `kalint --fix` leaves a file that parses and that
 * a second run does not change, and the real keepalived no longer says what it said of the fixed findings, nor anything
 * new. What a fix only uncovers (a block that is read at last) is named.
 *
 *   npm run fix-truth -- [--only SUBSTRING] [--unsafe-fixes] [--verbose] [--out FOLDER]
 *
 * Asking keepalived needs root; without it that part says SKIPPED. Ends with 1 when anything is wrong, but not for
 * unsafe fixes: these are shown for information.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { decode, encode, parse, type Encoding } from '@kaconf/syntax';
import type { SourceDocument } from '@kaconf/semantics';
import { root } from './conformance/paths.ts';
import { appearedErrors, compareVerdicts, type Remark, type Texts } from './fix-truth/compare.ts';
import { fixSubject, type FixedSubject } from './fix-truth/fixing.ts';
import { catalogueSubjects, corpusSubjects, fixtureSubjects, type FixSubject } from './fix-truth/subjects.ts';
import { findKeepalived, judgeLive, whyNotLive } from './live/lab.ts';
import { surroundingsOf } from './live/surroundings.ts';

const { values: given } = parseArgs({ options: { only: { type: 'string' }, 'unsafe-fixes': { type: 'boolean', default: false }, verbose: { type: 'boolean', short: 'v', default: false }, out: { type: 'string' } } });
const unsafe = given['unsafe-fixes'];
const shared = join(root, '..', 'shared');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Placed extends FixedSubject {
  /** Folders of the two states; of one length, as messages may name them. */
  readonly folders: { readonly before: string; readonly after: string };
}

const textOf = (bytes: Buffer | undefined): { text: string; encoding: Encoding } => {
  const { text, encoding } = decode(bytes ?? Buffer.alloc(0));
  return { text, encoding };
};

function write(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [path, bytes] of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

/** Writes a subject, fixes it, and writes what came out beside it. */
function place(subject: FixSubject, work: string, index: number): Placed {
  const folders = { before: join(work, 'old', String(index)), after: join(work, 'new', String(index)) };
  write(folders.before, subject.files);
  const fixed = fixSubject(subject, folders.before, version, unsafe);
  const files = new Map([...subject.files].map(([path, bytes]) => {
    const text = fixed.texts.get(path);
    return [path, text === undefined ? bytes : encode(text, textOf(bytes).encoding)];
  }));
  if (fixed.texts.size > 0) write(folders.after, files);
  if (given.out !== undefined && fixed.texts.size > 0) write(join(given.out, subject.name), files);
  return { ...fixed, folders };
}

function textsOf({ subject, texts }: FixedSubject): Texts {
  return new Map([...subject.files].map(([path, bytes]) => {
    const { text } = textOf(bytes);
    return [path, { before: text, after: texts.get(path) ?? text }];
  }));
}

async function ask(changed: readonly Placed[]): Promise<void> {
  const documents = changed.flatMap(({ subject }) => [...subject.files].map(([path, bytes]): SourceDocument => {
    const { text, encoding } = textOf(bytes);
    return { path, text, encoding, tree: parse(text, { encoding }) };
  }));
  const jobs = changed.flatMap((placed) => placed.subject.roots.map((path) => ({ placed, path })));
  const verdicts = await judgeLive(jobs.flatMap(({ placed, path }) => [join(placed.folders.before, path), join(placed.folders.after, path)]), surroundingsOf(documents));
  const count: Record<Remark['kind'], number> = { stays: 0, new: 0, uncovered: 0 };
  let [fixed, gone, unjudged, quiet] = [0, 0, 0, 0];
  jobs.forEach(({ placed, path }, index) => {
    const [before, after] = [verdicts[2 * index], verdicts[2 * index + 1]];
    const name = placed.subject.name.endsWith(path) ? placed.subject.name : `${placed.subject.name}/${path}`;
    if (!before || !after || before.exit >= 124 || after.exit >= 124) {
      unjudged++;
      say(`not judged: ${name}: keepalived ends with ${before?.exit ?? '-'} before, ${after?.exit ?? '-'} after`);
      // A fix must not lead into a crash.
      if (before && after && before.exit < 124 && after.exit >= 124) count.new++;
      return;
    }
    const comparison = compareVerdicts(placed, path, before, after, textsOf(placed));
    fixed += comparison.fixed;
    gone += comparison.gone;
    if (after.exit === 0) quiet++;
    for (const { kind, text } of comparison.remarks) {
      count[kind]++;
      say(`${kind}: ${name}: ${text}`);
    }
    if (given.verbose) say(`${name}: exit ${before.exit} before, ${after.exit} after; ${before.messages.length} messages, now ${after.messages.length}`);
  });
  say(`keepalived ${version}, ${jobs.length} files asked before and after: ${fixed} fixed findings, ${gone} messages gone with them, ${count.stays} stay, ${count.new} new, ${count.uncovered} uncovered; ${quiet} files are accepted now; ${unjudged} not judged (crash or no end)`);
  if (!unsafe && count.stays + count.new > 0) process.exitCode = 1;
}

const obstacle = whyNotLive();
const version = obstacle === undefined ? (/v(\d+\.\d+\.\d+)/.exec(spawnSync(findKeepalived() ?? '', ['--version'], { encoding: 'utf8' }).stderr)?.[1] ?? '2.2.7') : '2.2.7';
const real = corpusSubjects(join(shared, 'corpus'));
if (real.length === 0) say('SKIPPED: the real files are not here; own examples only');
const subjects = [...real, ...catalogueSubjects(join(shared, 'rules', 'rules.json')), ...fixtureSubjects(join(root, 'fixtures', 'rules'))].filter(({ name }) => given.only === undefined || name.includes(given.only));
const work = mkdtempSync(join(tmpdir(), 'fix-truth-'));
try {
  const placed = subjects.map((subject, index) => place(subject, work, index));
  const changed = placed.filter(({ texts }) => texts.size > 0);
  const left = placed.flatMap(({ subject, after }) => after.filter(({ fixable }) => fixable).map((finding) => `${subject.name} ${finding.path}:${finding.line} ${finding.rule}`));
  for (const each of left) say(`fix not applied: ${each}`);
  for (const { subject, again, damaged } of placed) {
    if (again > 0) say(`a second run changes it: ${subject.name}`);
    if (damaged.length > 0) say(`does not parse as well as before: ${subject.name} ${damaged.join(' ')}`);
    if (again > 0 || damaged.length > 0) process.exitCode = 1;
  }
  for (const each of changed) for (const { path, line, rule, message } of appearedErrors(each, textsOf(each))) say(`error of kalint behind the fix: ${each.subject.name} ${path}:${line} ${rule}: ${message}`);
  const rules = new Map<string, number>();
  for (const { before } of placed) for (const finding of before) if (finding.fixable) rules.set(finding.rule, (rules.get(finding.rule) ?? 0) + 1);
  say(`${subjects.length} subjects with ${subjects.reduce((sum, { files }) => sum + files.size, 0)} files${unsafe ? ', unsafe fixes too' : ''}: ${placed.reduce((sum, { applied }) => sum + applied, 0)} fixes in ${changed.reduce((sum, { texts }) => sum + texts.size, 0)} files; ${left.length} findings keep their fix`);
  say(`  ${[...rules].sort((a, b) => b[1] - a[1]).map(([rule, found]) => `${rule} ${found}`).join(', ')}`);
  if (obstacle === undefined) await ask(changed);
  else say(`SKIPPED: asking keepalived (${obstacle})`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
