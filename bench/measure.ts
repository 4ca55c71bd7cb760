import { spawnSync } from 'node:child_process';

/** One command to be measured, whole process. */
export interface Candidate {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Exit codes that mean that the work was done. */
  readonly accept?: readonly number[];
}

export interface Measured {
  readonly name: string;
  /** Milliseconds: the least disturbed run and the middle one. */
  readonly best: number;
  readonly median: number;
}

/** Where it is set, `NODE_EXTRA_CA_CERTS` adds some 36 ms to every start of Node. */
function environment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  delete env.NODE_EXTRA_CA_CERTS;
  delete env.NODE_OPTIONS;
  return env;
}

function once(candidate: Candidate): number {
  const started = process.hrtime.bigint();
  const result = spawnSync(candidate.command, candidate.args, { env: environment(), stdio: ['ignore', 'ignore', 'ignore'], maxBuffer: 1 << 28 });
  const took = Number(process.hrtime.bigint() - started) / 1e6;
  if (result.error) throw result.error;
  if (!(candidate.accept ?? [0]).includes(result.status ?? -1)) throw new Error(`${candidate.name}: exit status ${String(result.status)}`);
  return took;
}

/** Runs all candidates in turn, round after round, so that a busy moment hits all of them alike. */
export function sideBySide(candidates: readonly Candidate[], rounds: number): readonly Measured[] {
  const times = candidates.map((candidate) => {
    once(candidate); // warms the file cache and the compile cache
    return [] as number[];
  });
  for (let round = 0; round < rounds; round++) candidates.forEach((candidate, index) => times[index]?.push(once(candidate)));
  return candidates.map(({ name }, index) => {
    const sorted = (times[index] ?? []).sort((a, b) => a - b);
    return { name, best: sorted[0] ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0 };
  });
}

/** Prints a table with the ratio of each to the first. */
export function table(title: string, measured: readonly Measured[]): void {
  const base = measured[0];
  process.stdout.write(`\n${title}\n`);
  for (const { name, best, median } of measured) {
    const ratio = base && base.median > 0 ? (median / base.median).toFixed(2) : '-';
    process.stdout.write(`  ${name.padEnd(44)} best ${best.toFixed(1).padStart(9)} ms   median ${median.toFixed(1).padStart(9)} ms   ${ratio.padStart(6)} x\n`);
  }
}
