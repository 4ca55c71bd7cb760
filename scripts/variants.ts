/**
 * Writes each example in other ways that mean the same, and tells where the findings are not the same:
 * `npx tsx scripts/variants.ts [--seeds 3] [--from 1] [--only SPECIMEN] [--change NAME] [--twice] [--show]`.
 * With `--twice` a second change, picked at random, follows each.
 */
import { parseArgs } from 'node:util';
import { Random } from './random.ts';
import { isFair, mayFollow } from './variants/change.ts';
import { changes } from './variants/changes.ts';
import { differences, judge, plainVariant, textOf } from './variants/judge.ts';
import { excuse } from './variants/known.ts';
import { caseSpecimens, catalogueSpecimens, fixtureSpecimens } from './variants/specimen.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '2' }, from: { type: 'string', default: '1' }, only: { type: 'string' }, change: { type: 'string' }, twice: { type: 'boolean', default: false }, show: { type: 'boolean', default: false } } });
const specimens = [...catalogueSpecimens(), ...fixtureSpecimens(), ...caseSpecimens()].filter(({ name }) => values.only === undefined || name.includes(values.only));
const chosen = changes.filter(({ name }) => values.change === undefined || name.includes(values.change));
const counts = new Map<string, number>();
const failures = new Map<string, number>();
let variants = 0;
const started = performance.now();

for (const specimen of specimens) {
  const plain = plainVariant(specimen);
  for (const target of specimen.targets) {
    const before = judge(plain, target);
    for (const change of chosen) {
      if (!isFair(change, before) || excuse(specimen.name, change.name) !== undefined) continue;
      for (let seed = Number(values.from); seed < Number(values.from) + Number(values.seeds); seed++) {
        const random = new Random(seed);
        const once = change.apply(plain, random, specimen);
        if (!once) continue;
        const second = values.twice ? random.pick(changes.filter((each) => each !== change && isFair(each, before) && mayFollow(change, each) && excuse(specimen.name, each.name) === undefined)) : undefined;
        const variant = second?.apply(once, random, specimen) ?? once;
        variants++;
        counts.set(change.name, (counts.get(change.name) ?? 0) + 1);
        const wrong = differences(before, judge(variant, target), second ? { exact: false, movesFindings: change.movesFindings === true || second.movesFindings === true, doubles: change.doubles === true || second.doubles === true } : change, specimen.rule);
        if (wrong.length === 0) continue;
        failures.set(change.name, (failures.get(change.name) ?? 0) + 1);
        process.stdout.write(`${specimen.name} (${target}), ${change.name}${second ? ` + ${second.name}` : ''}, seed ${seed}\n${wrong.map((each) => `    ${each}\n`).join('')}`);
        if (values.show) for (const [path, lines] of variant.files) process.stdout.write(`--- ${path}\n${textOf(variant, lines)}`);
      }
    }
  }
}
process.exitCode = failures.size > 0 ? 1 : 0;
for (const [name, count] of counts) process.stdout.write(`${name}: ${count} variants, ${failures.get(name) ?? 0} judged otherwise\n`);
process.stdout.write(`${specimens.length} specimens, ${variants} variants, ${[...failures.values()].reduce((sum, each) => sum + each, 0)} judged otherwise, ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
