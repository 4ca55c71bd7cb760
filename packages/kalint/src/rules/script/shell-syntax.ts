import { commandsOf, ownerOf, programOf, type Command } from '../../vrrp/commands.ts';
import { defineRule } from '../../rule.ts';

const shells = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash', 'busybox', 'su', 'ssh']);
/** Words that only a shell knows, at the place of the program. */
const builtins = /^(?:if|exit|cd|source|\.|while|for|until|!|case|export|set|trap|\(|\{)$|^[A-Za-z_]\w*=/;
/** Outside quotes these are signs of a shell, wherever they stand; `&` and `<` only as words of their own. */
const operators = /\|\|?|&&|&>|\d?>>?&?\d?|;;?(?=\s|$)|(?<=\s)&(?=\s|$)|(?<=\s)<<?|\$\(|`/;
const wildcards = /(?:^|\s)(~\/\S*|\/[^\s'"]*[*?][^\s'"]*|\S*\$\{?[A-Z_]+\}?\/\S*)/;

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
      // A leading "<" hands the line to system(); another rule knows about /dev/tcp.
      if (/^<\s*\//.test(command.text)) continue;
      const first = command.argv[0] ?? '';
      const program = programOf(command.argv).name;
      const data = { owner: ownerOf(command), program };
      const base = { at: command.at, ...suggestion(command) };
      const open = unquoted(command.text);
      const operator = operators.exec(open)?.[0];
      const wildcard = shells.has(program) ? undefined : wildcards.exec(open)?.[1];
      if (builtins.test(first)) yield { ...base, message: 'program', data: { ...data, text: first } };
      else if (operator !== undefined) yield { ...base, message: 'default', data: { ...data, text: operator } };
      else if (wildcard !== undefined) yield { ...base, message: 'wildcard', data: { ...data, text: wildcard } };
    }
  },
});

/** The command without what stands in quotes of its own: that was meant as it is. */
function unquoted(text: string): string {
  return text.replace(/'[^']*'|\\?"(?:[^"\\]|\\(?!"))*\\?"|\\./g, 'x');
}

function suggestion({ at, text, directive }: Command) {
  const written = at.document.text.slice(at.range.start, at.range.end);
  if (/['"\\]/.test(text) || (written !== `"${text}"` && written !== `'${text}'`)) return {};
  return { suggestions: [{ title: 'wrap' as const, safe: false, edits: [{ path: directive.document.path, ...at.range, text: `"/bin/sh -c '${text}'"` }] }] };
}
