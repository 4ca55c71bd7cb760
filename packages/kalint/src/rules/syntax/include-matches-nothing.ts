import { defineRule } from '../../rule.ts';
import { reportedBy } from '../../facts.ts';

/** keepalived goes on without a file that is not there, and `keepalived -t` exits 0. */
export default defineRule({
  id: 'syntax/include-matches-nothing',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Each include finds its files.',
  details: '`include` of a file that does not exist is only logged: `keepalived -t` exits 0, and keepalived runs without what the file was to bring. `includem`, `includew`, `includea` or `include_check` make it an error. The name is the rest of the line: quotes are not removed, blanks are a part of it.',
  messages: {
    missing: 'No file "{pattern}"; keepalived goes on without it.',
    pattern: 'No file matches "{pattern}".',
    quoted: 'No file {pattern}: quotes around the name of an include are taken for a part of it.',
    partial: 'Not every alternative of "{pattern}" names a file.',
    regular: '"{pattern}" is no regular file; keepalived skips it.',
    executable: '"{pattern}" is executable; keepalived skips it.',
    unreadable: '"{pattern}" cannot be read.',
    outside: '"{pattern}" is outside the folder of this configuration and was not followed (--allow-include-outside).',
    cycle: '"{pattern}" includes itself; keepalived reads it again and again until it runs out of files.',
    deep: 'Includes are nested too deeply here, or bring the same file too often; they were not followed further.',
  },
  needs: ['fact:include'],
  keepalived: 'sometimes',
  *check(configuration) {
    for (const fact of configuration.factsOf('include')) {
      const base = { at: fact, data: { pattern: fact.pattern }, reported: reportedBy(fact) } as const;
      const strict = fact.reported ? { severity: 'error' as const } : {};
      switch (fact.problem) {
        case 'missing':
          yield { ...base, ...strict, message: /^["']/.test(fact.pattern) ? 'quoted' : 'missing' };
          break;
        case 'no-match':
          yield { ...base, message: 'pattern', severity: fact.reported ? 'error' : 'info' };
          break;
        case 'partial':
          yield { ...base, ...strict, message: 'partial' };
          break;
        case 'not-regular':
          yield { ...base, ...strict, message: 'regular' };
          break;
        case 'executable':
          yield { ...base, ...strict, message: 'executable' };
          break;
        case 'unreadable':
          yield { ...base, ...strict, message: 'unreadable' };
          break;
        case 'outside':
          yield { ...base, message: 'outside', severity: 'info' };
          break;
        case 'cycle':
          yield { ...base, message: 'cycle', severity: 'error' };
          break;
        case 'too-deep':
          yield { ...base, message: 'deep' };
          break;
        case 'unresolved':
          break; // nobody could look
      }
    }
  },
});
