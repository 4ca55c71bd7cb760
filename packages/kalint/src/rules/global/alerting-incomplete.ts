import { isKnown, type Configuration, type Directive } from '@kaconf/semantics';
import { defineRule } from '../../rule.ts';

/** Mail needs a reason, a recipient and a server. */
export default defineRule({
  id: 'global/alerting-incomplete',
  scope: 'configuration',
  severity: 'warning',
  tier: 3,
  summary: 'smtp_alert comes with notification_email and smtp_server.',
  details: 'keepalived sends no mail, and says nothing, when there are no recipients (`notification_email`) or no `smtp_server`. The other way round, recipients and a server have no effect as long as no `smtp_alert` is on; only real servers send mails by default.',
  messages: {
    email: 'smtp_alert is on, but global_defs has no notification_email: no mail is sent.',
    server: 'smtp_alert is on, but global_defs has no smtp_server: no mail is sent.',
    both: 'smtp_alert is on, but global_defs has neither notification_email nor smtp_server: no mail is sent.',
    unused: '{keyword} is set, but no smtp_alert is on and there is no real server: no mail is sent. Add smtp_alert to the instances.',
  },
  keepalived: 'no',
  *check(configuration) {
    if (!configuration.complete || configuration.factsOf('unknown-keyword').some((fact) => /mail|smtp/.test(fact.keyword))) return;
    const email = configuration.blocks('global_defs').some((globals) => globals.itemsOf('notification_email').length > 0);
    const server = configuration.global('smtp_server');
    const alerts = alertsOf(configuration);
    const on = alerts.find(isOn);
    if (on) {
      // What is missing belongs into global_defs, where there is such a block.
      if (!email || !server) yield { at: configuration.blocks('global_defs')[0] ?? on, message: email ? 'server' : server ? 'email' : 'both' };
      return;
    }
    const given = configuration.global('notification_email') ?? server;
    if (given && email && server && configuration.blocks('virtual_server.real_server').length === 0) yield { at: given, message: 'unused', data: { keyword: given.name } };
  },
});

function alertsOf(configuration: Configuration): readonly Directive[] {
  return configuration.directivesWhere((keyword) => ['smtp_alert', 'smtp_alert_vrrp', 'smtp_alert_checker'].includes(keyword.name));
}

function isOn(directive: Directive): boolean {
  const value = directive.args['value'];
  return value === undefined || ('kind' in value && isKnown(value) && value.value === true);
}
