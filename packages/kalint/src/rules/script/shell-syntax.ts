import { commandsOf, ownerOf, programOf, type Command } from '../../vrrp/commands.ts';
import { defineRule } from '../../rule.ts';

const shells = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash', 'busybox', 'su', 'ssh']);
/** Their arguments have a language of their own, in which some of these signs are at home. */
const interpreters = new Set(['awk', 'gawk', 'perl', 'python', 'python3', 'sed', 'grep', 'egrep', 'find', 'jq', 'psql', 'mysql', 'redis-cli', 'mongo', 'mongosh']);
/** Operators stand apart or hang on words; a substitution may stand anywhere. */
const operators = /^(?:\|\|?|&&?|;|[012]?>>?|<|2>&1|&>)$|^[012]?>>?(?:[/&]|\w+\.)|^&>|\$\(|`|[^;];$|^;/;

/** Commands are executed, not interpreted. */
export default defineRule({
  id: 'script/shell-syntax',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Commands do not use shell syntax.',
  details: 'keepalived starts commands with execve(2), without a shell: `|`, `&&`, `;`, `>`, `$(…)`, backticks, `~` and wildcards reach the program as plain arguments. The exit status then has nothing to do with what was meant, and nothing reports it. Write `"/bin/sh -c \'…\'"`, or put the command into a script file.',
  messages: {
    default: '{owner}: "{text}" is shell syntax, but keepalived runs the command without a shell; {program} gets it as an argument. Use sh -c \'…\' or a script file.',
    wildcard: '{owner}: "{text}" is not expanded, since keepalived runs the command without a shell. Use sh -c \'…\' or a script file.',
    program: '{owner}: "{text}" is shell syntax, but keepalived runs the command without a shell; there is no such program. Use sh -c \'…\' or a script file.',
    wrap: 'Run it with sh -c',
  },
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    for (const command of commandsOf(configuration)) {
      const { argv, at } = command;
      // A leading "<" hands the line to system(); another rule knows about /dev/tcp.
      if (/^<\s*\//.test(command.text)) continue;
      const program = programOf(argv);
      const data = { owner: ownerOf(command), program: program.name, text: '' };
      const base = { at, ...suggestion(command) };
      const builtin = /^(?:if|\[|\[\[|test|exit|cd|source|\.|while|for|!|case|export|\(|\{)$/.exec(argv[0] ?? '');
      const assignment = /^[A-Za-z_]\w*=/.test(argv[0] ?? '');
      if ((builtin && builtin[0] !== 'test' && builtin[0] !== '[') || assignment) {
        yield { ...base, message: 'program', data: { ...data, text: argv[0] ?? '' } };
        continue;
      }
      const interpreted = shells.has(program.name) || interpreters.has(program.name);
      const found = argv.slice(1).find((word) => (interpreted ? /^(?:\|\|?|&&|;|2>&1|[012]?>>?(?:\/dev\/null)?)$/ : operators).test(word));
      if (found !== undefined && !(interpreted && quotedInside(command, found))) {
        yield { ...base, message: 'default', data: { ...data, text: found } };
        continue;
      }
      const wildcard = shells.has(program.name) ? undefined : argv.find((word) => /^~\/|^\/[^\s'"]*[*?]|\$\{?[A-Z_]+\}?\//.test(word));
      if (wildcard !== undefined && !quotedInside(command, wildcard)) yield { ...base, message: 'wildcard', data: { ...data, text: wildcard } };
    }
  },
});

/** An argument in quotes of its own was meant as it stands. */
function quotedInside(command: Command, word: string): boolean {
  return command.text.includes(`'${word}'`) || command.text.includes(`"${word}"`);
}

function suggestion({ at, text, directive }: Command) {
  const written = at.document.text.slice(at.range.start, at.range.end);
  if (text.includes("'") || text.includes('"') || text.includes('\\') || (written !== `"${text}"` && written !== `'${text}'`)) return {};
  return { suggestions: [{ title: 'wrap' as const, safe: false, edits: [{ path: directive.document.path, ...at.range, text: `"/bin/sh -c '${text}'"` }] }] };
}
