/**
 * Compares kalint with the real keepalived on mutants of real and own files:
 * `npm run conformance:live [-- --count N] [--seed N] [--out FOLDER] [--verbose]`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { decode, parse } from '@kaconf/syntax';
import type { SourceDocument } from '@kaconf/semantics';
import { globSync } from 'tinyglobby';
import { judge } from './conformance/judge.ts';
import { root } from './conformance/paths.ts';
import { corpus, sharedIsHere } from './conformance/recorded.ts';
import { findKeepalived, judgeLive, whyNotLive, type LiveVerdict } from './live/lab.ts';
import { mutate } from './live/mutate.ts';
import { Random } from './random.ts';
import { surroundingsOf } from './live/surroundings.ts';

const { values: options } = parseArgs({ options: { count: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' }, out: { type: 'string' }, verbose: { type: 'boolean' }, 'own-only': { type: 'boolean' } } });

/** Messages about the machine, which say nothing about the file. */
const environment = /IPVS|ipvs|ip_vs|iptables not supported|ipset|SNMP|Netlink|DBus|nl80211|^Unable to|doesn't exist$|Non-existent interface|cannot use a loopback|since not found|due to insecure|Config files missing|No such file|realpath|Invalid smtp server|cannot be accessed/;

function bases(): readonly SourceDocument[] {
  const own = globSync(['fixtures/**/*.conf', '!fixtures/hostile/**'], { cwd: root, absolute: true });
  const others = sharedIsHere && !options['own-only'] ? corpus().filter((file) => file.kind !== 'include-set').map((file) => file.path) : [];
  return [...own, ...others].flatMap((path) => {
    const { text, encoding, problem } = decode(readFileSync(path));
    // What runs commands, never ends, depends on other files or on namespaces is no base; long files are slow.
    if (problem || /config_save_dir|net_namespace|\binclude|^[ \t]*\$\w+=.*\$|startup_script|PING_CHECK/m.test(text) || text.length > 8_000 || text.includes('\0')) return [];
    return [{ path, text, encoding, tree: parse(text, { encoding }) }];
  });
}

async function main(): Promise<void> {
  const reason = whyNotLive();
  if (reason !== undefined) {
    process.stdout.write(`skipped: ${reason}\n`);
    return;
  }
  const version = /v(\d+\.\d+\.\d+)/.exec(spawnSync(findKeepalived() ?? '', ['--version'], { encoding: 'utf8' }).stderr)?.[1] ?? '2.2.7';
  const folder = mkdtempSync(join(tmpdir(), 'kaconf-mutants-'));
  const random = new Random(Number(options.seed));
  const documents = bases();
  const mutants: { readonly path: string; readonly kind: string; readonly base: string }[] = [];
  while (mutants.length < Number(options.count)) {
    const base = random.pick(documents);
    const mutant = base && mutate(base.text, random);
    if (!mutant) continue;
    const path = join(folder, `${mutants.length}.conf`);
    writeFileSync(path, mutant.text);
    mutants.push({ path, kind: mutant.kind, base: base.path });
  }
  const verdicts = await judgeLive(mutants.map((mutant) => mutant.path), surroundingsOf(documents));
  report(mutants, verdicts, version);
  rmSync(folder, { recursive: true });
}

function report(mutants: readonly { readonly path: string; readonly kind: string; readonly base: string }[], verdicts: readonly LiveVerdict[], version: string): void {
  const byKind = new Map<string, { agreed: number; differed: number }>();
  const lines = { agreed: 0, missed: 0, invented: 0 };
  let leftOut = 0;
  mutants.forEach((mutant, index) => {
    const verdict = verdicts[index];
    // 143 and crashes say nothing about the file; an environment message alone neither.
    if (!verdict || verdict.exit >= 124) {
      leftOut++;
      return;
    }
    const messages = verdict.messages.filter((message) => !environment.test(message.text));
    if (verdict.exit !== 0 && messages.length === 0) {
      leftOut++;
      return;
    }
    const judgement = judge(mutant.path, version, dirname(mutant.path));
    const accepted = verdict.exit === 0;
    const tally = byKind.get(mutant.kind) ?? { agreed: 0, differed: 0 };
    byKind.set(mutant.kind, tally);
    const agrees = judgement.accepts === accepted || judgement.accepts === null;
    if (agrees) tally.agreed++;
    else tally.differed++;
    const recorded = new Set(messages.filter((message) => message.in === undefined && message.line !== undefined && message.line > 0).map((message) => message.line));
    const all = new Set(verdict.messages.map((message) => message.line));
    const missed = [...recorded].filter((line) => !judgement.lines.has(line ?? 0));
    const invented = [...judgement.lines].filter((line) => !all.has(line));
    lines.agreed += recorded.size - missed.length;
    lines.missed += missed.length;
    lines.invented += invented.length;
    if (agrees && missed.length === 0 && invented.length === 0) return;
    const note = [
      `# ${mutant.kind} of ${mutant.base.slice(mutant.base.lastIndexOf('/') + 1)}: ${agrees ? 'lines differ' : `kalint accepts ${String(judgement.accepts)}, keepalived exits ${verdict.exit}`}; missed ${missed.join(' ')}; invented ${invented.join(' ')}`,
      ...verdict.messages.map((message) => `#   keepalived: ${String(message.line ?? '-')} ${message.text}`),
      ...judgement.diagnostics.filter((each) => each.reportedByKeepalived).map((each) => `#   kalint: ${each.keepalivedLines.join(' ')} / ${each.consequences.join(' ')} ${each.rule}: ${each.message}`),
    ].join('\n');
    if (options.verbose) process.stdout.write(`${mutant.path}\n${note}\n`);
    if (options.out !== undefined) {
      mkdirSync(options.out, { recursive: true });
      writeFileSync(join(options.out, `${agrees ? 'lines' : 'verdict'}-${index}.conf`), `${readFileSync(mutant.path, 'latin1')}\n${note}\n`, 'latin1');
    }
  });
  const agreed = [...byKind.values()].reduce((sum, tally) => sum + tally.agreed, 0);
  const differed = [...byKind.values()].reduce((sum, tally) => sum + tally.differed, 0);
  const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`);
  process.stdout.write(`live comparison with keepalived ${version}: ${agreed + differed} mutants judged, ${leftOut} left out (crash, time, environment)\n`);
  for (const [kind, tally] of [...byKind].sort()) process.stdout.write(`  ${kind.padEnd(26)} agree ${String(tally.agreed).padStart(5)}  differ ${String(tally.differed).padStart(4)}  ${percent(tally.agreed, tally.agreed + tally.differed)}\n`);
  process.stdout.write(`  accept/reject agreement ${percent(agreed, agreed + differed)}; lines claimed ${percent(lines.agreed, lines.agreed + lines.missed)}, invented ${lines.invented}\n`);
}

await main();
