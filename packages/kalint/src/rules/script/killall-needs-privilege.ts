import { commandsOf, programOf, userOf } from '../../vrrp/commands.ts';
import { defineRule } from '../../rule.ts';

/** Signal 0 needs the permission to send signals. */
export default defineRule({
  id: 'script/killall-needs-privilege',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Checks with signal 0 run as root or as the account of the service.',
  details: '`killall -0`, `pkill -0` and `kill -0` ask the kernel whether a signal could be sent. As another user than root they may do that for their own processes only: for the service of another account the check fails for ever, and the node stays in FAULT or at low priority. `pgrep -x`, `pidof` and `vrrp_track_process` need no such permission.',
  messages: {
    default: '{owner}: {program} -0 as {user} cannot reach processes of other accounts and fails for ever. Use pgrep -x, vrrp_track_process, or run it as the account of the service.',
  },
  keepalived: 'no',
  *check(configuration) {
    for (const command of commandsOf(configuration)) {
      const { name, args } = programOf(command.argv);
      if (!['killall', 'pkill', 'kill'].includes(name) || !(args.includes('-0') || (args[0] === '-s' && args[1] === '0'))) continue;
      const user = userOf(configuration, command);
      if (user === undefined || user === 'root' || user === '0') continue;
      // A service usually runs under an account of its own name.
      const service = args.filter((arg) => !arg.startsWith('-')).at(-1) ?? '';
      if (service === user || (user.length > 2 && service.startsWith(user))) continue;
      const { directive } = command;
      yield { at: command.at, message: 'default', data: { owner: directive.parent?.words[1]?.text ?? directive.name, program: name, user } };
    }
  },
});
