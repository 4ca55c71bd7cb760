import { isKnown, type Configuration, type Place } from '@kaconf/semantics';
import { isOfSample } from '../../lvs/sample.ts';
import { defineRule } from '../../rule.ts';


/** What was copied with the sample file is really used. */
export default defineRule({
  id: 'global/sample-leftovers',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Nothing of the sample configuration is left.',
  details: 'The file that packages install as an example mails to `acassen@firewall.loc` through 192.168.200.1, calls the machine `LVS_DEVEL`, and defines virtual servers at 10.10.10.2:1358, 10.10.10.3:1358 and 192.168.200.100:443. keepalived really tries to reach that mail server, and really creates and checks those services.',
  messages: {
    router: 'router_id {value} is that of the sample configuration. Write a name of this machine, or delete the line.',
    mail: '{value} is an address of the sample configuration; nobody gets this mail. Write your own.',
    server: 'smtp_server {value} is that of the sample configuration; it does not answer, and no mail is sent.',
    service: 'The virtual server {value} is that of the sample configuration; keepalived creates it and checks its real servers. Delete it.',
  },
  needs: ['global_defs', 'virtual_server'],
  keepalived: 'no',
  *check(configuration) {
    for (const globals of configuration.blocks('global_defs')) {
      for (const router of globals.all('router_id')) {
        const { value } = router.args;
        if (isKnown(value) && value.value === 'LVS_DEVEL') yield { at: router, message: 'router', data: { value: value.value } };
      }
      for (const server of globals.all('smtp_server')) {
        const { host } = server.args;
        if (isKnown(host) && host.value === '192.168.200.1') yield { at: server, message: 'server', data: { value: host.value } };
      }
      for (const { at, text } of addresses(globals)) if (/@firewall\.loc$/i.test(text)) yield { at, message: 'mail', data: { value: text } };
    }
    yield* sampleServices(configuration);
  },
});

function* addresses(globals: ReturnType<Configuration['blocks']>[number]): Generator<{ at: Place; text: string }> {
  for (const directive of globals.directives) {
    const owners = directive.name === 'notification_email_from' ? [directive] : directive.name === 'notification_email' && directive.isBlock() ? directive.items : [];
    for (const { document, argumentWords } of owners) for (const { start, end, text, dynamic } of argumentWords) if (!dynamic) yield { at: { document, range: { start, end } }, text };
  }
}

function* sampleServices(configuration: Configuration) {
  for (const server of configuration.blocks('virtual_server')) {
    if (isOfSample(server)) yield { at: server, message: 'service' as const, data: { value: server.texts.slice(1).map((word) => word.text).join(' ') } };
  }
}
