import { commandsOf, type Command } from '../../vrrp/commands.ts';
import { isPlain } from '../../vrrp/certain-edits.ts';
import { defineRule } from '../../rule.ts';

/** One word is the command; what follows is read as something else, or not at all. */
export default defineRule({
  id: 'script/unquoted-arguments',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Commands with arguments stand in quotes.',
  details: 'keepalived takes one word as the command. Behind it, notify and quorum commands take a user and a group: an argument is taken for a user, the user does not exist, and the command is dropped. `script` and `misc_path` ignore the words behind the first, so `script killall -0 nginx` runs `killall` alone. The config test shows neither. Put the command with its arguments in double quotes; a user and a group go behind the closing quote.',
  messages: {
    user: '{keyword}: "{word}" is taken for the account that runs {command}, not for an argument; the account does not exist, and keepalived drops the command. Put the whole command in quotes.',
    ignored: '{keyword} runs {command} without "{rest}": only the first word is the command. Put the whole command in quotes.',
    quote: 'Put the whole command in quotes',
  },
  keepalived: 'no',
  fixable: 'safe',
  *check(configuration) {
    for (const command of commandsOf(configuration)) {
      const { directive, rest, text, whole } = command;
      const word = rest[0];
      if (word === undefined || (command.takesUser && !isArgument(command))) continue;
      // Behind a quoted command of script or misc_path surplus words are reported as such.
      if (!command.takesUser && command.quoted) continue;
      const { document } = directive;
      const written = document.text.slice(whole.range.start, whole.range.end);
      const inner = written.trimEnd();
      const certain = isPlain(directive) && !command.quoted && !/["\\]/.test(inner) && !inner.includes('\n');
      yield {
        at: whole,
        message: command.takesUser ? 'user' : 'ignored',
        data: { keyword: directive.name, word, command: text, rest: rest.join(' ') },
        ...(certain ? { fix: { title: 'quote', safe: true, edits: [{ path: document.path, start: whole.range.start, end: whole.range.start + inner.length, text: `"${inner}"` }] } } : {}),
      };
    }
  },
});

/** Whether the words behind the command are no plausible account and group. */
function isArgument({ rest, quoted }: Command): boolean {
  const [user, group] = rest;
  if (user === undefined || user === 'root') return false;
  // Behind a quoted command an account and a group are plausible; that there is more is said of the surplus word.
  if (rest.length > 2 && !quoted) return true;
  return [user, group ?? 'group'].some((word) => !/^[a-z_][a-z0-9_.-]*\$?$|^\d+$/.test(word)) || /^(?:master|backup|fault|stop|start|restart|up|down)$/.test(user);
}
