import { commandsOf } from '../../vrrp/commands.ts';
import { defineRule } from '../../rule.ts';

const patterns = [
  /\bsystemctl\s+(?:-\S+\s+)*(?:stop|restart|kill|try-restart|disable)\s+(?:-\S+\s+)*keepalived\b/,
  /\bservice\s+keepalived\s+(?:stop|restart)\b/,
  /\/init\.d\/keepalived\s+(?:stop|restart)\b/,
  /\brc-service\s+keepalived\s+(?:stop|restart)\b/,
  /\b(?:killall|pkill)\s+(?:-(?!0\b|s\s+0\b|HUP\b|USR|RTMIN)\S+\s+)*keepalived\b/,
  /\bkill\s[^|;&]{1,200}keepalived[^|;&]{0,200}\.pid/,
];

/** A failure has a state of its own; nobody needs to stop the daemon for it. */
export default defineRule({
  id: 'script/restarts-keepalived',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Commands of keepalived do not stop or restart keepalived.',
  details: 'A check or notify command that stops the daemon takes the monitoring away with it, hides the reason, and where the service manager starts it again the addresses flap. A check that exits with another status than 0 and is tracked without weight puts the instance into FAULT, which gives up the addresses.',
  messages: {
    default: '{keyword} runs "{command}", which stops keepalived itself. Let a check fail instead: without weight the instance goes to FAULT.',
  },
  keepalived: 'no',
  *check(configuration) {
    for (const { directive, text, at } of commandsOf(configuration)) {
      const found = patterns.map((pattern) => pattern.exec(text)?.[0]).find((match) => match !== undefined);
      if (found !== undefined && !/\bkill(?:all)?\s+-0\b/.test(found)) yield { at, message: 'default', data: { keyword: directive.name, command: found } };
    }
  },
});
