import type { Configuration } from '@kaconf/semantics';
import type { Edit } from '../../diagnostic.ts';
import { firstLine } from '../../edits.ts';
import { commandsOf, type Command } from '../../vrrp/commands.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Without the check a script that anybody may change is run by root. */
export default defineRule({
  id: 'script/security-not-enabled',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Configurations that run commands set enable_script_security.',
  details: 'With `enable_script_security` in `global_defs` keepalived refuses to run a command as root that somebody else could have changed. Without it every command is run, keepalived prints SECURITY VIOLATION, and the config test ends with exit status 6, whatever else is right. Set `script_user` as well: with script security on, commands without an account of their own run as `keepalived_script`, and not at all where that account does not exist.',
  messages: {
    default: 'Commands are run ({keyword} in line {line}), but global_defs does not set enable_script_security; the config test ends with exit status 6.',
    none: 'Commands are run ({keyword} in line {line}), but there is no global_defs with enable_script_security; the config test ends with exit status 6.',
    first: 'The first command.',
    insert: 'Add enable_script_security',
  },
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, context) {
    if (!configuration.complete || configuration.global('enable_script_security')) return;
    // A misspelt line is reported as that.
    if (configuration.asRead !== undefined && configuration.factsOf('unknown-keyword').some((fact) => /script_sec|script_user/.test(fact.keyword))) return;
    const command = commandsOf(configuration).find((each) => isChecked(configuration, each));
    if (!command) return;
    const globals = configuration.blocks('global_defs').find((block) => block.open !== undefined);
    const data = { keyword: command.directive.name, line: command.directive.line };
    const edit: Edit | undefined = globals && configuration.global('script_user') ? firstLine(globals, 'enable_script_security') : undefined;
    yield {
      at: globals ?? command.directive,
      message: globals ? 'default' : 'none',
      data,
      related: [{ at: command.directive, message: 'first' }],
      reported: reportedFrom(context.target, 1_003_000, 'no-line'),
      ...(edit ? { fix: { title: 'insert', safe: true, edits: [edit] } } : {}),
    };
  },
});

/** Whether the command is among those that keepalived looks at: those of VRRP only where there is an instance. */
function isChecked(configuration: Configuration, command: Command): boolean {
  if (/^<\s*\//.test(command.text)) return false;
  const outer = command.directive.parent?.name;
  if (outer === 'vrrp_script' || outer === 'vrrp_sync_group') return configuration.blocks('vrrp_instance').length > 0;
  return true;
}
