import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const batches = 4;
const runs = 12;

/** CPU time of all programs that have ended, in milliseconds; Linux only. */
function spent(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /s, '').split(' ');
  // Fields 16 and 17 of proc(5), in hundredths of a second; two went with the name.
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

/** CPU time of one run, in milliseconds: the best of some batches, since other work on the machine only adds to it. */
function cost(program: string, args: readonly string[]): number {
  let best = Infinity;
  for (let batch = 0; batch < batches; batch++) {
    const before = spent();
    for (let count = 0; count < runs; count++) spawnSync(program, args, { stdio: 'ignore' });
    best = Math.min(best, (spent() - before) / runs);
  }
  return best;
}

/** What it costs to start the executable, beside an empty program in the Node that it is made of. */
export function startUp(root: string, folder: string, node: string): string {
  if (process.platform !== 'linux') return '';
  const file = join(root, 'fixtures/clusters/classic-pair/lb1.conf');
  const empty = cost(node, ['-e', '0']);
  return ['kalint', 'kafmt'].map((name) => {
    const own = cost(join(folder, name), [file]);
    return `${name} on a small file: ${own.toFixed(0)} ms of CPU time, ${(own / empty).toFixed(1)} x an empty program in Node (${empty.toFixed(0)} ms)\n`;
  }).join('');
}
