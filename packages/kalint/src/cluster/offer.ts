import type { Edit } from '../diagnostic.ts';
import type { Finding } from '../rule.ts';

/**
 * A change of behaviour that resolves a finding: a fix where it is clear which side is right, else a suggestion that a
 * person may choose.
 *
 * @param edits undefined: there is no place to edit, nothing is offered
 */
export function offer<M extends string>(title: M, edits: readonly Edit[] | undefined, decided: boolean): Pick<Finding<M>, 'fix' | 'suggestions'> {
  if (!edits || edits.length === 0) return {};
  return decided ? { fix: { title, safe: false, edits } } : { suggestions: [{ title, safe: false, edits }] };
}
