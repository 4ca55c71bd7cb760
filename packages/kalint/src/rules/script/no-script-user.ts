import { commandsOf } from '../../vrrp/commands.ts';
import { firstLine } from '../../edits.ts';
import { defineRule } from '../../rule.ts';

/** With script security on there is no falling back to root. */
export default defineRule({
  id: 'script/no-script-user',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'enable_script_security comes with script_user.',
  details: 'With `enable_script_security` commands without an account of their own run as `keepalived_script`. Few hosts have that account; without it keepalived removes every such command: `vrrp_script` checks disappear and the instances run without them, notify commands never run. Say `script_user ACCOUNT` (`root` only if it has to be), or create the account.',
  messages: {
    default: 'enable_script_security without script_user: {keyword} (line {line}) runs as keepalived_script, and is dropped where that account does not exist. Add script_user.',
    command: 'This command has no account of its own.',
    insert: 'Add script_user root',
  },
  keepalived: 'sometimes',
  fixable: 'suggestion',
  *check(configuration) {
    const security = configuration.global('enable_script_security');
    if (!security || !configuration.complete || configuration.global('script_user')) return;
    if (configuration.factsOf('unknown-keyword').some((fact) => fact.context === 'global_defs' && /user/.test(fact.keyword))) return;
    const command = commandsOf(configuration).find((each) => (each.takesUser ? each.rest.length === 0 : !each.directive.parent?.has('user')));
    if (!command) return;
    const block = security.parent;
    const edit = block ? firstLine(block, 'script_user root') : undefined;
    yield {
      at: security,
      message: 'default',
      data: { keyword: command.directive.name, line: command.directive.line },
      related: [{ at: command.directive, message: 'command' }],
      ...(edit ? { suggestions: [{ title: 'insert', safe: false, edits: [edit] }] } : {}),
    };
  },
});
