import { blockName, reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';

/** keepalived only counts: it cannot say which block is open. */
export default defineRule({
  id: 'syntax/unbalanced-braces',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Each `{` has its `}`.',
  details: 'keepalived closes what is open at the end of the file and says how many braces are missing, not where. Until then everything behind the place is read inside the open block. A `}` too many closes the block around it, so that the rest of that block is read one level higher.',
  messages: {
    unclosed: 'The block {block} is never closed: its "}" is missing. keepalived reads what follows as a part of it.',
    brace: '{missing} "}" missing, or as many "{" too many.',
    close: 'This "}" closes nothing.',
    surplus: 'This "}" is one too many: it ends {block} early, and keepalived reads what follows one level higher.',
  },
  needs: ['fact:stray-close', 'fact:unclosed-block'],
  keepalived: 'yes',
  *check(configuration) {
    // What a sequence repeats stands once in the file.
    const told = new Set<string>();
    for (const fact of configuration.factsOf('unclosed-block')) {
      const message = fact.directive ? 'unclosed' : 'brace';
      const at = fact.directive ? { document: fact.directive.document, range: fact.directive.range } : fact;
      const place = `${at.range.start} ${at.document.path}`;
      if (told.has(place)) continue;
      told.add(place);
      yield { at, message, data: { block: fact.directive?.isBlock() ? blockName(fact.directive) : '', missing: fact.missing }, reported: reportedBy(fact), derails: true };
    }
    for (const fact of configuration.factsOf('stray-close')) yield { at: fact, message: fact.ends ? 'surplus' : 'close', data: { block: fact.ends ? blockName(fact.ends) : '' }, reported: reportedBy(fact), derails: true };
  },
});
