import { commandsOf } from '../../vrrp/commands.ts';
import { defineRule } from '../../rule.ts';

/** Where a program is found depends on how keepalived was started. */
export default defineRule({
  id: 'script/relative-path',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Commands are given with their full path.',
  details: 'A command without a slash is searched in the PATH that keepalived was started with, and switched off when it is not found there. What a login shell finds is often missing under systemd, in a minimal image, or at boot. A relative path with a slash depends on the working directory. Only the log tells.',
  messages: {
    default: '{keyword}: "{program}" has no path; keepalived searches the PATH it was started with and switches the command off when it is not there. Write the full path.',
    relative: '{keyword}: "{program}" depends on the directory that keepalived was started in. Write the full path.',
    usr: 'Write /usr/bin/{program}',
    sbin: 'Write /usr/sbin/{program}',
  },
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    for (const { argv, at, directive, text } of commandsOf(configuration)) {
      const program = argv[0] ?? '';
      // Shell syntax and files that are only opened have rules of their own.
      if (program === '' || program.startsWith('/') || !/^[\w./+-]+$/.test(program) || /^(?:if|\.|cd|source|exit|for|while|case|export|test)$/.test(program)) continue;
      const { document, range } = at;
      const data = { keyword: directive.name, program };
      const start = range.start + document.text.slice(range.start, range.end).indexOf(program);
      const plain = text.startsWith(program) && start - range.start <= 1;
      const edit = (folder: string) => [{ path: document.path, start, end: start, text: folder }];
      if (program.includes('/')) yield { at, message: 'relative', data };
      else {
        yield {
          at,
          message: 'default',
          data,
          ...(plain ? { suggestions: [{ title: 'usr' as const, data, safe: false, edits: edit('/usr/bin/') }, { title: 'sbin' as const, data, safe: false, edits: edit('/usr/sbin/') }] } : {}),
        };
      }
    }
  },
});
