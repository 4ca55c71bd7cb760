import type { Version } from '@kaconf/schema';
import type { Range } from '@kaconf/syntax';
import type { Replacement } from './definitions.ts';
import type { Place } from './document.ts';
import type { FactDetail } from './fact.ts';
import { insideQuotes } from './line-text.ts';

/** What is wrong with the references of a line. */
export interface ReplacementFact {
  readonly range: Range;
  readonly detail: FactDetail;
  readonly reported: boolean;
  readonly origin?: Place | undefined;
}

export function replacementFacts(result: Replacement, target: Version): readonly ReplacementFact[] {
  const { span, undefined: missing, badParameters, loop } = result;
  if (missing.length === 0 && badParameters.length === 0 && !loop) return nothing;
  const facts: ReplacementFact[] = missing.map(({ name, braced, start, end }) => ({
    range: span.origin(start, end), detail: { code: 'undefined-variable', name, braced, quoted: insideQuotes(span.text, start) }, reported: false, origin: span.definition(start, end),
  }));
  for (const { name, start, end } of badParameters) facts.push({ range: span.origin(start, end), detail: { code: 'bad-parameters', name }, reported: target >= 2_004_000 });
  if (loop) facts.push({ range: loop, detail: { code: 'definition-loop', name: loop.name }, reported: false });
  return facts;
}

const nothing: readonly ReplacementFact[] = [];
