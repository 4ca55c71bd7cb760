import { distance } from 'fastest-levenshtein';
import type { Configuration, FactOf } from '@kaconf/semantics';
import { Search } from '../../closest.ts';
import { reportedBy } from '../../facts.ts';
import { defineRule, type Finding } from '../../rule.ts';
import { interfaceArguments } from '../../vrrp/interface-arguments.ts';

/** A reference without a definition stays as text, braces and all. */
export default defineRule({
  id: 'syntax/undefined-variable',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'References name definitions that stand above them.',
  details: [
    '`$NAME` and `${NAME}` are replaced where `$NAME=value` stands above, in this file or one that was included before. There is no environment and no shell: only `${_ENV NAME}` (from 2.4.0 on) looks at the environment.',
    'What is not defined stays as text. The braces of an undefined `${NAME}` outside quotes then work as block braces.',
  ].join('\n\n'),
  messages: {
    default: '${name} is not defined above; keepalived keeps the text "{text}" as it stands.',
    braces: '${name} is not defined above; keepalived takes the braces of "{text}" for block braces.',
    through: '${name}, to which {use} leads, is not defined above; keepalived keeps the text "{text}" as it stands.',
    throughBraces: '${name}, to which {use} leads, is not defined above; keepalived takes the braces of "{text}" for block braces.',
    suggest: '${name} is not defined above; did you mean ${suggestion}?',
    spaced: 'A definition has no blank in front of its "=": write {definition}. keepalived takes {text} for an unknown keyword.',
    parameters: '{name} takes other parameters; keepalived does not replace it.',
    define: 'Write ${suggestion}',
    join: 'Write {definition}',
  },
  needs: ['fact:bad-parameters', 'fact:undefined-variable'],
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration) {
    const search = new Search();
    const names = [...configuration.definitions.keys()];
    for (const fact of configuration.factsOf('undefined-variable')) {
      const use = fact.document.text.slice(fact.range.start, fact.range.end);
      const text = fact.braced ? `\${${fact.name}}` : `$${fact.name}`;
      // The reference may stand in a definition that is used here.
      const written = use.includes(text);
      // It may be defined below.
      const near = search.closest(fact.name, configuration.definitions.has(fact.name) ? names.filter((name) => name !== fact.name) : names);
      // Names are short and free: one letter in three may differ.
      const suggestion = near !== undefined && distance(near, fact.name) * 3 <= fact.name.length ? near : undefined;
      const data = { name: fact.name, text, use, suggestion: suggestion ?? '' };
      const braces = fact.braced && !fact.quoted;
      const base = { at: fact, data, reported: reportedFor(configuration, fact), derails: true } as const;
      const blanks = blanksOfDefinition(fact);
      if (blanks) {
        const edits = [{ path: fact.document.path, ...blanks, text: '=' }];
        yield { ...base, data: { ...data, definition: `${text}=…` }, message: 'spaced', fix: { title: 'join', data: { definition: `${text}=…` }, safe: true, edits } };
      } else if (suggestion !== undefined) {
        const replacement = use.replace(text, text.replace(fact.name, suggestion));
        yield { ...base, message: 'suggest', ...(written ? { suggestions: [{ title: 'define', data, safe: false, edits: [{ path: fact.document.path, ...fact.range, text: replacement }] }] } : {}) };
      } else if (written) {
        yield { ...base, message: braces ? 'braces' : 'default' };
      } else {
        yield { ...base, message: braces ? 'throughBraces' : 'through' };
      }
    }
    for (const fact of configuration.factsOf('bad-parameters')) {
      // Without any parameter it makes keepalived crash, which another rule says.
      if (/^\$(?:_ENV|\{_ENV\})$/.test(fact.document.text.slice(fact.range.start, fact.range.end))) continue;
      yield { at: fact, message: 'parameters', data: { name: fact.name }, reported: reportedBy(fact) };
    }
  },
});

/** A line `$NAME = value`: from behind the name to the value. */
function blanksOfDefinition({ document, range, braced }: FactOf<'undefined-variable'>): { readonly start: number; readonly end: number } | undefined {
  const { text } = document;
  const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
  if (braced || text.slice(lineStart, range.start).trim() !== '') return undefined;
  const blanks = /^[ \t]+=[ \t]*(?=\S)/.exec(text.slice(range.end, range.end + 200))?.[0];
  return blanks === undefined ? undefined : { start: range.end, end: range.end + blanks.length };
}

/** The text of a reference is the name of no interface, and keepalived says so where it wants one. */
function reportedFor(configuration: Configuration, fact: FactOf<'undefined-variable'>): NonNullable<Finding['reported']> {
  const reported = reportedBy(fact);
  if (reported !== 'silent') return reported;
  const argument = interfaceArguments(configuration).find((each) => each.document === fact.document && each.range.start <= fact.range.start && fact.range.start < each.range.end);
  return argument?.line ?? reported;
}
