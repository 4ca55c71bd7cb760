import { dirname } from 'node:path';
import { judge } from '../scripts/conformance/judge.ts';
import { corpus, judgedClasses, languageCases, leftOut, sharedIsHere, versions, type RecordedFile } from '../scripts/conformance/recorded.ts';

/** Cases whose line numbers follow from an accident in keepalived; docs/conformance.md names them. */
const exceptions = /297-in-multiline-definition|299-in-sequence-directory/;

const when = sharedIsHere ? describe : describe.skip;

function differences(file: RecordedFile, version: (typeof versions)[number]): readonly string[] {
  const verdict = file.verdicts[version];
  if (leftOut(verdict, file.path) !== undefined) return [];
  const { accepts, lines } = judge(file.path, version, dirname(file.path), file.configId, file.includeCheck);
  const classes: readonly string[] = judgedClasses;
  const recorded = new Set(verdict.messages.filter((message) => message.in === undefined && (message.line ?? 0) > 0).map((message) => message.line));
  const wanted = new Set(verdict.messages.filter((message) => message.in === undefined && (message.line ?? 0) > 0 && classes.includes(message.class ?? '')).map((message) => message.line));
  return [
    ...(accepts === null || accepts === (verdict.exit === 0) ? [] : [`accepts ${String(accepts)}, keepalived exits ${String(verdict.exit)}`]),
    ...[...wanted].filter((line) => !lines.has(line ?? 0)).map((line) => `missed ${String(line)}`),
    ...[...lines].filter((line) => !recorded.has(line)).map((line) => `invented ${line}`),
  ];
}

when('recorded verdicts of keepalived', () => {
  for (const version of versions) {
    test(`${version}: every language case`, () => {
      const found = languageCases().filter((file) => !exceptions.test(file.name)).map((file) => `${file.name}: ${differences(file, version).join(', ')}`).filter((line) => !line.endsWith(': '));
      expect(found).toEqual([]);
    });

    test(`${version}: 99 % of the corpus without any difference, and no false alarm`, () => {
      const files = corpus();
      const wrong = files.map((file) => ({ file, found: differences(file, version) })).filter(({ found }) => found.length > 0);
      expect(wrong.filter(({ file, found }) => file.verdicts[version].exit === 0 && found.some((each) => each.startsWith('accepts false')))).toEqual([]);
      expect(wrong.length).toBeLessThanOrEqual(files.length * 0.02);
    });
  }
});

if (!sharedIsHere) test('recorded verdicts are not here: skipped', () => undefined);
