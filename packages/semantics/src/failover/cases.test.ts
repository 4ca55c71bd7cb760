import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseVersion } from '@kaconf/schema';
import type { Fault } from './model.ts';
import { simulate } from './scenarios.ts';
import { clusterFromText } from './support/plain-from-text.ts';

interface Case {
  readonly id: string;
  readonly title: string;
  readonly versions: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly interfaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly scenarios: readonly {
    readonly name: string;
    readonly faults: readonly Fault[];
    readonly expect: Readonly<Record<string, readonly string[] | Readonly<Record<string, readonly string[]>>>>;
    readonly verdicts: readonly string[];
  }[];
}

const path = fileURLToPath(new URL('../../../../../shared/cluster/failover-cases.json', import.meta.url));
const available = existsSync(path);
const cases = available ? (JSON.parse(readFileSync(path, 'utf8')) as { cases: readonly Case[] }).cases : [];
const checks = cases.flatMap((item) => item.versions.map((version) => ({ id: item.id, title: item.title, version, item })));

(available ? describe : describe.skip)('worked cases that were observed on daemons', () => {
  if (!available) test('SKIPPED: the worked cases are not here', () => undefined);
  else test.each(checks)('$id $title ($version)', ({ item, version }) => {
    const cluster = clusterFromText(parseVersion(version) ?? 0, item.files, item.interfaces);
    const results = simulate(cluster, item.scenarios);
    const seen = results.map((result) => ({ name: result.name, masters: Object.fromEntries(result.masters), undecidable: result.undecidable, verdicts: result.verdicts }));
    const wanted = item.scenarios.map((scenario) => ({
      name: scenario.name,
      masters: Object.fromEntries(Object.entries(scenario.expect).map(([key, value]) => [key, Array.isArray(value) ? value : (value as Record<string, readonly string[]>)[version]])),
      undecidable: [], verdicts: scenario.verdicts,
    }));
    // A case may describe some instances only; and where it names no verdict for a version that splits, the split is one all the same.
    for (const [at, scenario] of wanted.entries()) {
      expect(seen[at]?.masters).toMatchObject(scenario.masters);
      const split = Object.values(scenario.masters).some((masters) => (masters?.length ?? 0) > 1);
      expect(seen[at]?.verdicts).toEqual(split ? ['failover/split-brain'] : scenario.verdicts);
      expect(seen[at]?.undecidable).toEqual([]);
    }
  });
});
