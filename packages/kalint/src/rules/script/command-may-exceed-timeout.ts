import { isKnown, type BlockOf } from '@kaconf/semantics';
import { commandsOf, programOf } from '../../vrrp/commands.ts';
import { defineRule } from '../../rule.ts';

/** Some programs wait for minutes when nobody answers. */
export default defineRule({
  id: 'script/command-may-exceed-timeout',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Check commands end within the timeout of their vrrp_script.',
  details: '`ping -c 3` takes two seconds at least. curl, wget, nc and mysql without a limit of their own wait for minutes when the other side drops the packets. keepalived kills the run after `timeout` (the interval, where there is none) and counts it as failed. Give the program a limit that is shorter.',
  messages: {
    least: 'vrrp_script {name}: {program} takes at least {seconds} s, but is killed after {limit} s; the check always fails. Raise the timeout or let it do less.',
    default: 'vrrp_script {name}: {program} without {option} can wait much longer than {limit} s, after which it is killed. Add {option}.',
  },
  needs: ['vrrp_script'],
  keepalived: 'no',
  *check(configuration) {
    const blocks = new Map<unknown, BlockOf<'vrrp_script'>>(configuration.blocks('vrrp_script').map((block) => [block, block]));
    for (const command of commandsOf(configuration)) {
      const block = command.directive.name === 'script' ? blocks.get(command.directive.parent) : undefined;
      const limit = block && limitOf(block);
      if (limit === undefined) continue;
      const { name, args } = programOf(command.argv);
      const data = { name: block?.words[1]?.text ?? '', program: name, limit };
      const seconds = leastTime(name, args);
      const option = missingLimit(name, args);
      if (seconds !== undefined && seconds >= limit) yield { at: command.at, message: 'least', data: { ...data, seconds } };
      else if (option !== undefined && !command.argv.some((word) => word.endsWith('timeout'))) yield { at: command.at, message: 'default', data: { ...data, option } };
    }
  },
});

function limitOf(block: BlockOf<'vrrp_script'>): number | undefined {
  const directive = block.get('timeout') ?? block.get('interval');
  if (!directive) return 1;
  return isKnown(directive.args.value) ? directive.args.value.value : undefined;
}

/** Seconds that a program cannot do without. */
function leastTime(name: string, args: readonly string[]): number | undefined {
  if (name === 'sleep') return /^[\d.]+$/.test(args[0] ?? '') ? Number(args[0]) : undefined;
  if (name !== 'ping' && name !== 'ping6') return undefined;
  const count = option(args, '-c');
  const pause = option(args, '-i') ?? 1;
  return count === undefined || count < 2 ? undefined : (count - 1) * pause;
}

function option(args: readonly string[], flag: string): number | undefined {
  const at = args.findIndex((arg) => arg.startsWith(flag) && !arg.startsWith('--'));
  const text = at < 0 ? undefined : args[at] === flag ? args[at + 1] : args[at]?.slice(flag.length);
  return text !== undefined && /^[\d.]+$/.test(text) ? Number(text) : undefined;
}

/** The option that limits how long a program waits, where it is not given. */
function missingLimit(name: string, args: readonly string[]): string | undefined {
  const has = (...flags: readonly string[]): boolean => args.some((arg) => flags.some((flag) => (flag.startsWith('--') ? arg.startsWith(flag) : new RegExp(`^-[a-zA-Z]*${flag.slice(1)}`).test(arg))));
  switch (name) {
    case 'curl':
      return has('-m', '--max-time', '--connect-timeout') ? undefined : '--max-time';
    case 'wget':
      return has('-T', '--timeout', '--connect-timeout') ? undefined : '-T';
    case 'nc':
    case 'ncat':
    case 'netcat':
      return has('-w', '-z', '-l', '-U') ? undefined : '-w';
    case 'mysql':
    case 'mysqladmin':
      return has('--connect-timeout', '--connect_timeout') ? undefined : '--connect-timeout';
    case 'ping':
    case 'ping6':
      return has('-c', '-w') ? undefined : '-c 1';
    default:
      return undefined;
  }
}
