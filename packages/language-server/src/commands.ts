import type { Command } from 'vscode-languageserver';
import { clientCommands, serverCommands } from './protocol.ts';
import type { Session } from './session.ts';

/** Shows what happens when something fails: in a window of the client where it has one. */
export function showFailover(session: Session, title: string, uri: string, instance: string): Command {
  const own = session.clientCommands.has(clientCommands.failover);
  return { title, command: own ? clientCommands.failover : serverCommands.failover, arguments: [uri, instance] };
}

/** Shows why a rule is there. */
export function explainRule(session: Session, title: string, rule: string): Command {
  const own = session.clientCommands.has(clientCommands.explainRule);
  return { title, command: own ? clientCommands.explainRule : serverCommands.explainRule, arguments: [rule] };
}
