import { commandsOf } from '../../vrrp/commands.ts';
import { defineRule } from '../../rule.ts';

/** /dev/tcp exists in bash only. */
export default defineRule({
  id: 'script/dev-tcp-redirect',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Checks do not open /dev/tcp without bash.',
  details: 'A command that begins with `<` is given to system(3), so to `sh`, to test whether a file can be opened. `/dev/tcp/HOST/PORT` is no file but a feature of bash: with dash or busybox as `sh` the check fails for ever. Write `"/bin/bash -c \'</dev/tcp/HOST/PORT\'"` or use `nc -z`.',
  messages: {
    default: '"{text}" works only where sh is bash; elsewhere the check fails for ever, since there is no such file.',
    bash: 'Run it with bash',
    nc: 'Use nc -z',
  },
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    for (const { text, at, argv } of commandsOf(configuration)) {
      const shell = /(?:^|\/)(?:sh|dash|ash)$/.test(argv[0] ?? '') && argv[1] === '-c';
      const found = /<\s*(\/dev\/(?:tcp|udp)\/(\S+?)\/(\d+))/.exec(text);
      if (!found || !(shell || /^<\s*\//.test(text))) continue;
      const { path } = at.document;
      const [, file, host, port] = found;
      const udp = file?.startsWith('/dev/udp') ? ' -u' : '';
      const simple = /^<\s*\S+$/.test(text);
      yield {
        at,
        message: 'default',
        data: { text: found[0] },
        suggestions: simple
          ? [
              { title: 'bash', safe: false, edits: [{ path, ...at.range, text: `"/bin/bash -c '<${file ?? ''}'"` }] },
              { title: 'nc', safe: false, edits: [{ path, ...at.range, text: `"/usr/bin/nc -z${udp} ${host ?? ''} ${port ?? ''}"` }] },
            ]
          : [],
      };
    }
  },
});
