import { reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';

/** A quote must end on its line; what is behind it is lost, comments and braces included. */
export default defineRule({
  id: 'syntax/unterminated-quote',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Each quote is closed on its line.',
  details: 'keepalived drops a word whose quote is not closed on the same line. The rest of the line belongs to that word: a comment is none, braces do not count. In `misc_path` keepalived crashes. Inside script commands a single quote must be closed as well.',
  messages: {
    default: 'This quote is not closed on its line; keepalived drops the word.',
    crash: 'This quote is not closed on its line; keepalived crashes while it reads misc_path.',
    single: 'This single quote is not closed; keepalived cannot read the command.',
    close: 'Close the quote at the end of the line',
  },
  needs: ['fact:unterminated-quote'],
  keepalived: 'yes',
  fixable: 'suggestion',
  *check(configuration) {
    for (const fact of configuration.factsOf('unterminated-quote')) {
      const { path, text } = fact.document;
      let { end } = fact.range;
      while (end > fact.range.start && /\s/.test(text[end - 1] ?? '')) end--;
      const single = text[fact.range.start] === "'";
      const message = single ? 'single' : /\bmisc_path[ \t]+$/.test(text.slice(Math.max(0, fact.range.start - 40), fact.range.start)) ? 'crash' : 'default';
      yield { at: fact, message, reported: reportedBy(fact), derails: true, suggestions: [{ title: 'close', safe: false, edits: [{ path, start: end, end, text: single ? "'" : '"' }] }] };
    }
  },
});
