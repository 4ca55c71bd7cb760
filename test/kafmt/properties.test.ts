import fc from 'fast-check';
import { applyEdits, format, formatRange, formatRangeText, indentLine, minimalEdits, type FormatOptions } from 'kafmt';
import { fragments } from '../../packages/syntax/src/soup.ts';
import { configurations, templates } from './configurations.ts';
import { meaning } from './meaning.ts';

const options: fc.Arbitrary<Partial<FormatOptions>> = fc.record({
  tabWidth: fc.constantFrom(0, 2, 4, 8),
  useTabs: fc.boolean(),
  endOfLine: fc.constantFrom('lf', 'crlf', 'auto'),
  alignComments: fc.boolean(),
  oneLineLists: fc.boolean(),
  template: fc.constantFrom('off', 'auto', 'jinja2', 'erb', 'go'),
}, { requiredKeys: [] });

/** Random text that is mostly refused, and configurations that mostly are not. */
const texts = fc.oneof(fragments, configurations, configurations);
const runs = { numRuns: 1500 };

const squeezed = (text: string): string => [...text.replace(/[\s\uFEFF]+/g, '')].sort().join('');

test('formatting loses nothing, means the same, and is done after one pass', () => {
  let done = 0;
  fc.assert(
    fc.property(texts, options, (text, chosen) => {
      const result = format(text, chosen);
      if (result.kind === 'refused') {
        // What VT and FF do at the end of a condition is left to the proof at the end of formatting.
        if (!/[\v\f]/.test(text)) expect(result.refusals.map((refusal) => refusal.code)).not.toContain('not-proven');
        expect(result.refusals.length).toBeGreaterThan(0);
        return;
      }
      done += 1;
      expect(format(result.text, chosen)).toEqual(result);
      expect(squeezed(result.text)).toBe(squeezed(text));
      // What a tag becomes is not known; without tags the model of the reader tells.
      if (!/\{\{|\{%|<%|[\v\f]/.test(text)) expect(meaning(result.text)).toBe(meaning(text));
    }),
    runs,
  );
  expect(done).toBeGreaterThan(runs.numRuns / 4);
});

test('templates lose nothing, and are done after one pass', () => {
  const language = fc.constantFrom('auto', 'jinja2', 'erb', 'epp', 'go');
  fc.assert(
    fc.property(templates, language, fc.boolean(), (text, template, alignComments) => {
      const chosen: Partial<FormatOptions> = { template, alignComments };
      const result = format(text, chosen);
      if (result.kind === 'refused') {
        expect(result.refusals.map((refusal) => refusal.code)).not.toContain('not-proven');
        return;
      }
      expect(format(result.text, chosen)).toEqual(result);
      expect(squeezed(result.text)).toBe(squeezed(text));
    }),
    runs,
  );
});

test('every line has room in keepalived’s buffer, whatever its length was', () => {
  const long = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 980, max: 1022 }), fc.constantFrom('x', 'é', '界', 'x{', 'x#', '"y"')).map(
    ([depth, bytes, sign]) => {
      const count = Math.floor((bytes - (depth % 7)) / Buffer.byteLength(sign[0] ?? ''));
      const line = (sign[0] ?? '').repeat(Math.max(1, count - 2)) + sign.slice(1);
      return `${'a {\n'.repeat(depth)}${' '.repeat(depth % 7)}${line}\n${sign.endsWith('{') ? '}\n' : ''}${'}\n'.repeat(depth)}`;
    },
  );
  fc.assert(
    fc.property(long, options, (text, chosen) => {
      const result = format(text, chosen);
      if (result.kind === 'refused') return;
      for (const line of result.text.split('\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(1022);
      expect(format(result.text, chosen)).toEqual(result);
    }),
    { numRuns: 500 },
  );
});

test('minimal edits lead to the formatted text', () => {
  fc.assert(
    fc.property(texts, options, (text, chosen) => {
      const result = format(text, chosen);
      if (result.kind === 'refused') return;
      const edits = minimalEdits(text, result.text);
      expect(applyEdits(text, edits)).toBe(result.text);
      for (const [index, edit] of edits.entries()) expect(edit.start).toBeGreaterThanOrEqual(edits[index - 1]?.end ?? 0);
    }),
    runs,
  );
});

test('a formatted range means the same and changes nothing outside of its lines', () => {
  fc.assert(
    fc.property(configurations, fc.nat(400), fc.nat(200), (text, from, length) => {
      const range = { start: Math.min(from, text.length), end: Math.min(from + length, text.length) };
      const result = formatRangeText(text, range);
      const edits = formatRange(text, range);
      if (result.kind === 'refused' || edits.kind === 'refused') return;
      const first = range.start === 0 ? 0 : text.lastIndexOf('\n', range.start - 1) + 1;
      expect(result.text.startsWith(text.slice(0, first))).toBe(true);
      expect(meaning(result.text)).toBe(meaning(text));
    }),
    { numRuns: 1000 },
  );
});

test('the indentation of a typed line touches nothing but blanks', () => {
  fc.assert(
    fc.property(texts, fc.nat(300), (text, offset) => {
      for (const edit of indentLine(text, Math.min(offset, text.length))) expect(text.slice(edit.start, edit.end) + edit.text).toMatch(/^[ \t]*$/);
    }),
    runs,
  );
});
