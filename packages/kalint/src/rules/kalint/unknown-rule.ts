import { closest } from '../../closest.ts';
import { defineRule } from '../../rule.ts';
import { suppressionsOf } from '../../suppressions.ts';
import { ruleIds } from '../ids.ts';

/** A misspelt name in a suppressing comment would silently suppress nothing. */
export default defineRule({
  id: 'kalint/unknown-rule',
  scope: 'document',
  severity: 'error',
  tier: 1,
  summary: 'Suppressing comments name rules that exist.',
  details: 'A comment such as `# kalint-disable-next-line RULE` names one or more rules by their id (`category/name`) or a whole category. A name that is none of these suppresses nothing.',
  messages: {
    default: 'There is no rule "{name}".',
    suggest: 'There is no rule "{name}"; did you mean "{suggestion}"?',
    replace: 'Write "{suggestion}"',
  },
  keepalived: 'no',
  fixable: 'safe',
  *check(document) {
    for (const suppression of suppressionsOf(document)) {
      for (const { id, range } of suppression.rules) {
        if (ruleIds().some((known) => known === id || known.startsWith(`${id}/`))) continue;
        const suggestion = closest(id, ruleIds());
        const at = { document, range };
        if (suggestion === undefined) yield { at, message: 'default', data: { name: id } };
        else yield { at, message: 'suggest', data: { name: id, suggestion }, fix: { title: 'replace', safe: true, edits: [{ path: document.path, ...range, text: suggestion }] } };
      }
    }
  },
});
