import { isKnown } from '@kaconf/semantics';
import { defineRule } from '../../rule.ts';

/** A name that no resolver can know. */
export default defineRule({
  id: 'global/smtp-server-invalid',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'smtp_server is an address or a host name.',
  details: 'keepalived looks the name up while it reads the file. What is no host name (`**`, `<server>`, the keyword once more) cannot be found: keepalived reports the line, and no mail is sent.',
  messages: {
    default: '"{host}" is no host name and no address; keepalived does not find the mail server and sends no mail.',
  },
  needs: ['global_defs'],
  keepalived: 'yes',
  *check(configuration) {
    for (const globals of configuration.blocks('global_defs')) {
      for (const server of globals.all('smtp_server')) {
        const { host } = server.args;
        if (!isKnown(host) || (/^[A-Za-z0-9._:-]+$/.test(host.value) && host.value !== 'smtp_server')) continue;
        yield { at: server, message: 'default', data: { host: host.value }, reported: server.line };
      }
    }
  },
});
