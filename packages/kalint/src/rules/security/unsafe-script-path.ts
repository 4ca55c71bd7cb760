import { isKnown, type Place, type Configuration } from '@kaconf/semantics';
import { commandsOf, userOf } from '../../vrrp/commands.ts';
import { defineRule, type Host } from '../../rule.ts';

// /mnt and /media belong to root; what is mounted there is not known.
const open = /^\/(?:tmp|var\/tmp|dev\/shm|home\/[^/]+|run\/user|Users\/[^/]+)\//;

/** Whoever can write there decides what root runs. */
export default defineRule({
  id: 'security/unsafe-script-path',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Commands and FIFOs lie in folders that only root can write to.',
  details: 'A command in `/tmp`, `/var/tmp`, `/dev/shm` or a home folder can be replaced by other users. With `enable_script_security` keepalived refuses to run it as root, so the check or notification is gone; without it anybody who can write there runs programs as root. Put commands into `/etc/keepalived` or `/usr/local/sbin`, owned by root.',
  messages: {
    default: '{keyword}: other users can write to {folder} and so decide what keepalived runs. Put {path} into a folder of root.',
    fifo: '{keyword}: other users can write to {folder}, and so take the place of the FIFO that keepalived writes to. Put {path} into a folder of root.',
    refused: '{keyword}: other users can write to {folder}, so keepalived refuses to run {path} as root. Put it into a folder of root.',
    writable: '{keyword}: {path} can be written by others on this host, who so decide what keepalived runs.',
  },
  keepalived: 'no',
  *check(configuration, context) {
    const secured = configuration.global('enable_script_security') !== undefined;
    for (const { path, at, keyword, user } of pathsOf(configuration)) {
      const folder = open.exec(path)?.[0].slice(0, -1);
      if (folder !== undefined) yield { at, message: keyword.endsWith('notify_fifo') ? 'fifo' : secured && (user === 'root' || user === '0') ? 'refused' : 'default', data: { keyword, path, folder } };
      else if (isWritable(context.host?.file(path))) yield { at, message: 'writable', data: { keyword, path } };
    }
  },
});

/** Everybody may write to a link by its mode; what counts is the file behind it. */
function isWritable(file: ReturnType<Host['file']>): boolean {
  return file !== undefined && file.kind !== 'link' && file.writableByOthers;
}

function* pathsOf(configuration: Configuration): Generator<{ path: string; at: Place; keyword: string; user?: string | undefined }> {
  for (const command of commandsOf(configuration)) {
    const { argv, at, directive, text } = command;
    if (/^<\s*\//.test(text)) continue;
    const [program, ...args] = argv;
    if (program === undefined) continue;
    // An interpreter runs the file that it is given.
    const script = /(?:^|\/)(?:ba|da|z|k)?sh$|(?:^|\/)(?:python[\d.]*|perl|ruby|php)$/.test(program) ? args.find((arg) => !arg.startsWith('-')) : undefined;
    yield { path: script !== undefined && open.test(script) ? script : program, at, keyword: directive.name, user: userOf(configuration, command) };
  }
  for (const name of ['notify_fifo', 'vrrp_notify_fifo', 'lvs_notify_fifo']) {
    const directive = configuration.global(name);
    const fifo = directive?.args['fifo'];
    if (directive && fifo && 'kind' in fifo && isKnown(fifo) && typeof fifo.value === 'string') yield { path: fifo.value, at: directive, keyword: name };
  }
}
