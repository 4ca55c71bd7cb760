import { commandsOf, programOf } from '../../vrrp/commands.ts';
import { defineRule } from '../../rule.ts';

/** The kernel tells keepalived about processes; no script is needed to ask. */
export default defineRule({
  id: 'script/prefer-track-process',
  scope: 'configuration',
  severity: 'info',
  tier: 2,
  summary: 'Whether a process runs is watched with vrrp_track_process.',
  details: 'A `vrrp_script` that only looks for a process starts a program each second, needs a PATH and privileges, and reacts late. From 2.0.11 on `vrrp_track_process { process NAME … }` gets the news from the kernel at once. In containers without process events from the kernel it does not work.',
  messages: {
    default: 'vrrp_script {name}: "{command}" only looks whether a process exists; vrrp_track_process does that without starting a program, and at once.',
  },
  keepalived: 'no',
  *check(configuration, context) {
    if (context.target < 2_000_011) return;
    for (const { directive, argv, text, at } of commandsOf(configuration)) {
      if (directive.name !== 'script' || directive.parent?.name !== 'vrrp_script') continue;
      if (!looksForProcess(argv) && !(/(?:^|\/)(?:sh|bash|dash)$/.test(argv[0] ?? '') && argv[1] === '-c' && simple(argv[2] ?? ''))) continue;
      yield { at, message: 'default', data: { name: directive.parent.words[1]?.text ?? '', command: text } };
    }
  },
});

function looksForProcess(argv: readonly string[]): boolean {
  const { name, args } = programOf(argv);
  const signalsNothing = args.some((arg) => arg === '-0' || arg === '-s0' || arg === '--signal=0');
  switch (name) {
    case 'killall':
    case 'pkill':
    case 'kill':
      return signalsNothing || (args[0] === '-s' && args[1] === '0');
    case 'pidof':
    case 'pgrep':
      return args.length > 0;
    case 'systemctl':
      return args.includes('is-active');
    case 'service':
      return args[1] === 'status';
    default:
      return false;
  }
}

/** A shell line that does nothing else. */
function simple(script: string): boolean {
  if (/^ps\b.*\|\s*grep\b/.test(script)) return true;
  if (/[;|&<>`]/.test(script.replace(/\d?>\s?\/dev\/null|2>&1/g, '').replace(/\$\(cat [^)]*\)/g, ''))) return false;
  return looksForProcess(script.trim().split(/\s+/));
}
