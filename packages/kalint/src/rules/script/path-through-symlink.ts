import { commandsOf, userOf, type Command } from '../../vrrp/commands.ts';
import { defineRule } from '../../rule.ts';

/** The folder as it is written, and as what it is where /usr is merged. */
const links: readonly (readonly [string, string])[] = [['/bin/', '/usr/bin/'], ['/sbin/', '/usr/sbin/'], ['/lib/', '/usr/lib/'], ['/lib64/', '/usr/lib64/'], ['/var/run/', '/run/'], ['/var/lock/', '/run/lock/']];

/** The security check of 2.3.0 does not follow links in the path as it was written. */
export default defineRule({
  id: 'script/path-through-symlink',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Commands of root are not reached through symbolic links.',
  details: 'From 2.3.0 to 2.4.3 keepalived also looks at the path as it is written before it runs a command as root, and does not follow links there. On current Debian, Ubuntu, Fedora, RHEL and SUSE `/bin`, `/sbin` and `/lib` are links into `/usr`, and `/var/run` is one to `/run`: such commands count as insecure. A `vrrp_script` is dropped, and its instances run without it; a notify command never runs. The config test says nothing, and `use_symlink_paths` does not help.',
  messages: {
    default: '{keyword}: {folder} is a link to {real} on current systems; keepalived {versions} refuses to run {program} as root through it. Write {fixed}.',
    link: '{keyword}: {folder} is a symbolic link on this host; keepalived {versions} refuses to run {program} as root through it.',
    replace: 'Write {fixed}',
  },
  keepalived: 'no',
  fixable: 'safe',
  *check(configuration, context) {
    if (context.target < 2_003_000) return;
    for (const command of commandsOf(configuration)) {
      const program = command.argv[0] ?? '';
      if (!program.startsWith('/') || !runsAsRoot(configuration, command)) continue;
      const base = { keyword: command.directive.name, program, versions: '2.3.0 to 2.4.3' };
      const link = links.find(([folder]) => program.startsWith(folder));
      if (link) {
        const [folder, real] = link;
        // On a host where it is a folder of its own all is well.
        if (context.host && context.host.file(folder.slice(0, -1))?.kind === 'folder') continue;
        const fixed = `${real}${program.slice(folder.length)}`;
        const { document, range } = command.at;
        const start = range.start + document.text.slice(range.start, range.end).indexOf(program);
        const plain = start >= range.start && start <= range.start + 1;
        const data = { ...base, folder: folder.slice(0, -1), real: real.slice(0, -1), fixed };
        yield {
          at: command.at,
          message: 'default',
          data,
          ...(plain ? { fix: { title: 'replace', data, safe: !folder.startsWith('/lib'), edits: [{ path: document.path, start, end: start + folder.length, text: real }] } } : {}),
        };
        continue;
      }
      const parts = program.split('/').slice(1, -1);
      const folder = parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`).find((path) => context.host?.file(path)?.kind === 'link');
      if (folder !== undefined) yield { at: command.at, message: 'link', data: { ...base, folder, real: '', fixed: '' } };
    }
  },
});

/** As root, or with the group root; where nothing is said keepalived takes root as well. */
function runsAsRoot(configuration: Parameters<typeof userOf>[0], command: Command): boolean {
  const user = userOf(configuration, command);
  if (user === undefined) return configuration.complete && !configuration.global('script_user') && !command.directive.parent?.has('user') && command.rest.length === 0;
  return user === 'root' || user === '0' || command.rest[1] === 'root';
}
