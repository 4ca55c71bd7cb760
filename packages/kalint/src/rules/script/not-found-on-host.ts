import { commandsOf, userOf } from '../../vrrp/commands.ts';
import { defineRule } from '../../rule.ts';

/** Looks at the host that will run the configuration. */
export default defineRule({
  id: 'script/not-found-on-host',
  scope: 'configuration',
  severity: 'error',
  tier: 'host',
  summary: 'Commands exist on the host, can be executed, and their accounts exist.',
  details: 'Needs `--host-root`. keepalived switches a command off that it cannot find or execute: the instances of a `vrrp_script` run without it, and a real server whose `MISC_CHECK` is gone counts as up for ever. The config test reports it for `vrrp_script` only.',
  messages: {
    missing: '{keyword}: {program} does not exist on the host; keepalived switches the command off.',
    folder: '{keyword}: {program} is a folder on the host.',
    executable: '{keyword}: {program} is not executable on the host; keepalived switches the command off.',
    user: '{keyword}: the account {user} does not exist on the host; keepalived drops the command.',
  },
  keepalived: 'sometimes',
  *check(configuration, { host }) {
    if (!host) return;
    for (const command of commandsOf(configuration)) {
      const program = command.argv[0] ?? '';
      const data = { keyword: command.directive.name, program };
      const user = userOf(configuration, command);
      if (user !== undefined && !/^\d+$/.test(user) && !host.hasUser(user)) yield { at: command.directive, message: 'user', data: { ...data, user } };
      if (!program.startsWith('/')) continue;
      let file = host.file(program);
      for (let step = 0; file?.kind === 'link' && file.target !== undefined && step < 20; step++) file = host.file(file.target.startsWith('/') ? file.target : `${program.slice(0, program.lastIndexOf('/'))}/${file.target}`);
      if (!file) yield { at: command.at, message: 'missing', data };
      else if (file.kind === 'folder') yield { at: command.at, message: 'folder', data };
      else if (!file.executable) yield { at: command.at, message: 'executable', data };
    }
  },
});
