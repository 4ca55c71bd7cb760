import { formatVersion } from '@kaconf/schema';
import { crashesOf } from '../../crashes.ts';
import { defineRule } from '../../rule.ts';
import { unknownKeywords } from '../../unknown-keyword.ts';

/** Text that ends keepalived itself instead of giving a message. */
export default defineRule({
  id: 'syntax/crashes-keepalived',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Nothing in the file makes keepalived crash.',
  details: [
    'Some texts make keepalived of the target version crash or read random memory while it reads the configuration, in the config test as well. It then says nothing, or something that has no meaning.',
    'Related: a missing word after which keepalived crashes (`syntax/missing-argument`), an unclosed quote in `misc_path` (`syntax/unterminated-quote`), a definition that refers to itself (`syntax/definition-loop`), an HTTP check without a url in 2.2.7 (`lvs/http-check-incomplete`).',
  ].join('\n\n'),
  messages: {
    mark: 'A line that starts with "{name}" is taken for an internal mark; keepalived crashes or loses count of its lines. Put the text into double quotes, or write a comment without the backslash.',
    random: '{name} makes keepalived {target} divide by zero and crash: the second number is one less than the first.',
    randomText: 'Text directly behind {name} is garbled by keepalived {target}. Define a name for it, or put it at the end of a word.',
    environment: '{name} names no variable; keepalived {target} crashes. Write ${_ENV NAME}.',
    generator: '{name} is also a definition of several lines; keepalived reads random memory behind each value. Give the variable of the sequence another name.',
    condition: 'The condition "{name}" comes out of a definition; keepalived {target} garbles the line or crashes. Write the condition in front of the reference.',
    header: 'keepalived {target} crashes here: "{name}" has no valid address and no opening brace behind it.',
  },
  keepalived: 'yes',
  *check(configuration) {
    const target = formatVersion(configuration.target);
    const marks = new Map([...unknownKeywords(configuration, 'mark')].map(({ fact }) => [fact.range.start, fact.line]));
    for (const { at, reason, name } of crashesOf(configuration)) {
      // The word behind such a mark is reported as unknown before the crash.
      const line = reason === 'mark' ? marks.get(at.range.start) : undefined;
      yield { at, message: reason, data: { name, target }, reported: line ?? (reason === 'condition' ? 'silent' : 'no-line') };
    }
  },
});
