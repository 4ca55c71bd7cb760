/**
 * Compares kalint with what keepalived says: `npm run conformance [-- --verbose] [--only SUBSTRING]`.
 * Figures per version and class of message: lines in agreement, missed, invented; and the files judged rightly.
 */
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { judge } from './conformance/judge.ts';
import { corpus, judgedClasses, languageCases, leftOut, sharedIsHere, versions, type RecordedFile, type RecordedVersion } from './conformance/recorded.ts';

const { values: options } = parseArgs({ options: { verbose: { type: 'boolean', short: 'v' }, only: { type: 'string' }, cases: { type: 'boolean' }, corpus: { type: 'boolean' } } });

interface Tally {
  agreed: number;
  missed: number;
}

interface Figures {
  readonly byClass: Map<string, Tally>;
  claimed: number;
  invented: number;
  right: number;
  wrong: number;
  unknown: number;
  left: string[];
  falseAlarms: string[];
}

function compare(files: readonly RecordedFile[], version: RecordedVersion): Figures {
  const figures: Figures = { byClass: new Map(judgedClasses.map((name) => [name, { agreed: 0, missed: 0 }])), claimed: 0, invented: 0, right: 0, wrong: 0, unknown: 0, left: [], falseAlarms: [] };
  for (const file of files) {
    if (options.only !== undefined && !file.name.includes(options.only)) continue;
    const verdict = file.verdicts[version];
    const reason = leftOut(verdict, file.path);
    const judgement = judge(file.path, version, dirname(file.path), file.configId, file.includeCheck);
    const notes: string[] = [];
    if (reason === undefined) {
      const expected = verdict.exit === 0;
      if (judgement.accepts === expected) figures.right++;
      else if (judgement.accepts === null) {
        figures.unknown++;
        notes.push(`accepts unknown, keepalived exits ${verdict.exit}`);
      } else {
        figures.wrong++;
        notes.push(`accepts ${String(judgement.accepts)}, keepalived exits ${verdict.exit}${expected ? '' : `: ${verdict.messages.map((message) => `${message.line ?? '-'} ${message.text}`).slice(0, 4).join(' | ')}`}`);
        if (expected) figures.falseAlarms.push(file.name);
      }
    } else {
      figures.left.push(`${file.name}: ${reason}`);
    }
    if (reason === undefined || reason === 'environment only') {
      lines(file, version, undefined, judgement.lines, figures, notes);
      for (const [path, claimed] of judgement.included) lines(file, version, path, claimed, figures, notes);
    }
    if (options.verbose && notes.length > 0) process.stdout.write(`${version} ${file.name}\n${notes.map((note) => `    ${note}\n`).join('')}`);
  }
  return figures;
}

function lines(file: RecordedFile, version: RecordedVersion, included: string | undefined, claimed: ReadonlySet<number>, figures: Figures, notes: string[]): void {
  const messages = file.verdicts[version].messages.filter((message) => message.line !== undefined && message.line !== null && message.line > 0 && message.in === included);
  const seen = new Set<string>();
  for (const message of messages) {
    const tally = figures.byClass.get(message.class ?? '') ?? (message.class === undefined ? figures.byClass.get('syntax') : undefined);
    const key = `${message.class ?? ''} ${String(message.line)}`;
    if (!tally || seen.has(key)) continue;
    seen.add(key);
    if (claimed.has(message.line ?? 0)) tally.agreed++;
    else {
      tally.missed++;
      notes.push(`missed ${included ?? ''}:${String(message.line)} [${message.class ?? ''}] ${message.text}`);
    }
  }
  const recorded = new Set(messages.map((message) => message.line));
  for (const line of claimed) {
    figures.claimed++;
    if (recorded.has(line)) continue;
    figures.invented++;
    notes.push(`invented ${included ?? ''}:${line}`);
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`;
}

function print(title: string, files: readonly RecordedFile[]): void {
  for (const version of versions) {
    const figures = compare(files, version);
    const all = [...figures.byClass.values()];
    const agreed = all.reduce((sum, tally) => sum + tally.agreed, 0);
    const missed = all.reduce((sum, tally) => sum + tally.missed, 0);
    process.stdout.write(`\n${title}, keepalived ${version}\n`);
    for (const [name, tally] of figures.byClass) process.stdout.write(`  ${name.padEnd(16)} lines claimed ${String(tally.agreed).padStart(5)}  missed ${String(tally.missed).padStart(4)}  ${percent(tally.agreed, tally.agreed + tally.missed)}\n`);
    process.stdout.write(`  ${'all classes'.padEnd(16)} lines claimed ${String(agreed).padStart(5)}  missed ${String(missed).padStart(4)}  ${percent(agreed, agreed + missed)}\n`);
    process.stdout.write(`  claimed lines ${figures.claimed}, without a recorded message ${figures.invented} (${percent(figures.claimed - figures.invented, figures.claimed)} right)\n`);
    process.stdout.write(`  accepts: right ${figures.right}, wrong ${figures.wrong}, unknown ${figures.unknown} (${percent(figures.right, figures.right + figures.wrong + figures.unknown)}); false alarms ${figures.falseAlarms.length}; left out ${figures.left.length}\n`);
  }
}

if (!sharedIsHere) process.stdout.write('skipped: the recorded verdicts (../shared) are not here\n');
else {
  if (!options.corpus) print('language cases', languageCases());
  if (!options.cases) print('corpus', corpus());
}
