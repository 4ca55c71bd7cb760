/**
 * What is found in an example is found in whatever way it is written: with other blanks, comments, braces, quotes, definitions,
 * includes, conditions, names, orders. `npx tsx scripts/variants.ts` tries all changes; here each example gets a few.
 */
import { jest } from '@jest/globals';
import { Random } from '../scripts/random.ts';
import { isFair } from '../scripts/variants/change.ts';
import { changes } from '../scripts/variants/changes.ts';
import { differences, judge, plainVariant, textOf } from '../scripts/variants/judge.ts';
import { excuse } from '../scripts/variants/known.ts';
import { caseSpecimens, catalogueSpecimens, fixtureSpecimens, type Specimen } from '../scripts/variants/specimen.ts';

jest.setTimeout(120_000);

const changesEach = 3;

/** Texts of variants that are judged otherwise than their example, with what differs. */
function trials(specimens: readonly Specimen[], seed: number): { readonly made: number; readonly wrong: readonly string[] } {
  const random = new Random(seed);
  const wrong: string[] = [];
  let made = 0;
  for (const specimen of specimens) {
    const plain = plainVariant(specimen);
    const target = random.one(specimen.targets);
    const before = judge(plain, target);
    const fair = random.shuffled(changes).filter((change) => isFair(change, before) && excuse(specimen.name, change.name) === undefined);
    let tried = 0;
    for (const change of fair) {
      const variant = tried < changesEach ? change.apply(plain, random, specimen) : undefined;
      if (!variant) continue;
      tried++;
      made++;
      const found = differences(before, judge(variant, target), change, specimen.rule);
      if (found.length > 0) wrong.push(`${specimen.name} (${target}), ${change.name}:\n${found.join('\n')}\n${[...variant.files].map(([path, lines]) => `--- ${path}\n${textOf(variant, lines)}`).join('')}`);
    }
  }
  return { made, wrong };
}

const catalogue = catalogueSpecimens();

describe('variants of the examples are judged as the examples are', () => {
  test.each([['fixtures of the rules', fixtureSpecimens(), 11], ['cases', caseSpecimens(), 12]] as const)('%s', (_, specimens, seed) => {
    const { made, wrong } = trials(specimens, seed);
    expect(wrong).toEqual([]);
    expect(made).toBeGreaterThan(specimens.length);
  });

  (catalogue.length > 0 ? test : test.skip)('examples of the catalogue (../shared/rules)', () => {
    expect(trials(catalogue, 13).wrong).toEqual([]);
  });
});

test('a rule that is lost is noticed', () => {
  const [specimen] = fixtureSpecimens().filter(({ name }) => name === 'vrrp/vrid-missing bad');
  const plain = plainVariant(specimen!);
  const before = judge(plain, '2.4.3');
  const after = { ...before, found: before.found.slice(1) };
  expect(differences(before, after, { exact: true }, undefined)).toHaveLength(1);
  expect(differences(after, before, { exact: true }, undefined)).toHaveLength(1);
});
