import type { Edit } from '../../diagnostic.ts';
import { gluedComments, isSecret, type GluedComment } from '../../glued-comments.ts';
import { defineRule } from '../../rule.ts';

/** `#` and `!` begin a comment anywhere in a line, also in the middle of a word. */
export default defineRule({
  id: 'syntax/comment-inside-value',
  scope: 'document',
  severity: 'error',
  tier: 1,
  summary: 'Values with `#` or `!` stand in double quotes.',
  details: [
    '`#` and `!` start a comment wherever they stand outside double quotes, also in the middle of a word (since 1.2.20). A password such as `pa#ss` is cut to `pa` without any message, and the nodes of a cluster disagree when one of them has it quoted. Single quotes do not protect.',
    'Where a comment is meant, a blank in front of it shows that it is none of the value.',
  ].join('\n\n'),
  messages: {
    value: '"{mark}" starts a comment here: the value of {keyword} is cut to "{value}". Put the whole value into double quotes.',
    secret: '"{mark}" starts a comment here: the password is cut to its first {length} characters. Put the whole password into double quotes.',
    number: '"{mark}" starts a comment here: {keyword} becomes "{value}".',
    definition: '"{mark}" starts a comment here: the definition {keyword} is cut to "{value}". Put its value into double quotes.',
    remark: 'A comment starts here, directly behind a word; put a blank in front of it, so that it shows.',
    quote: 'Put the value into double quotes',
    blank: 'Put a blank in front of the comment',
  },
  keepalived: 'no',
  fixable: 'safe',
  *check(document, { target }) {
    if (target < 1_002_020) return;
    for (const glued of gluedComments(document)) {
      const { comment, word, keyword, kind, cut } = glued;
      const data = { mark: document.text[comment.start] ?? '#', keyword, value: word.text, length: word.text.length };
      const at = { document, range: { start: word.start, end: cut.end } };
      if (kind === 'remark') {
        const edit = { path: document.path, start: comment.start, end: comment.start, text: ' ' };
        yield { at: { document, range: comment }, message: 'remark', severity: 'info', fix: { title: 'blank', safe: true, edits: [edit] } };
        continue;
      }
      const edits = quotes(document.path, glued);
      const numeric = /^[\d.:/]+$/.test(word.text) && !isSecret(keyword) && !glued.definition;
      const message = isSecret(keyword) ? 'secret' : glued.definition ? 'definition' : numeric ? 'number' : 'value';
      yield { at, message, data, ...(numeric || glued.definition ? {} : { fix: { title: 'quote', safe: true, edits } }) };
    }
  },
});

function quotes(path: string, { word, cut }: GluedComment): readonly Edit[] {
  return [
    { path, start: word.start, end: word.start, text: '"' },
    { path, start: cut.end, end: cut.end, text: '"' },
  ];
}
