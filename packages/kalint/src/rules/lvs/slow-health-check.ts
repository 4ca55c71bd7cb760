import { firstLine } from '../../edits.ts';
import { certainlyLacks } from '../../lvs/certain.ts';
import { detectionOf, type Detection } from '../../lvs/detection.ts';
import { keptOf } from '../../lvs/dropped.ts';
import { servicesOf, type Service } from '../../lvs/services.ts';
import { defineRule } from '../../rule.ts';

/** The default of 60 seconds between two checks is longer than most people think. */
export default defineRule({
  id: 'lvs/slow-health-check',
  scope: 'configuration',
  severity: 'info',
  tier: 2,
  summary: 'A dead real server is noticed within a minute.',
  details: 'A dead real server gets connections until its check has failed: up to `delay_loop` seconds until the next check, then for each retry `delay_before_retry` and the time the check takes (`connect_timeout`). `delay_loop` is 60 where it is not given.',
  messages: {
    missing: '{service} has no delay_loop, so its real servers are checked every 60 seconds: a dead one is noticed after up to {seconds} s. "delay_loop 6" is usual.',
    slow: '{service}: a dead real server is noticed after up to {seconds} s: {loop} until the next check, then {retries} × ({pause} + {timeout}) for the retries.',
    insert: 'Add "delay_loop 6"',
  },
  needs: ['virtual_server'],
  keepalived: 'no',
  fixable: 'suggestion',
  options: { seconds: { type: 'number', default: 60, description: 'Longest time, in seconds, after which a dead real server should be noticed.' } },
  *check(configuration, { options }) {
    const limit = typeof options['seconds'] === 'number' ? options['seconds'] : 60;
    for (const service of servicesOf(configuration)) {
      const worst = slowest(service);
      if (!worst) continue;
      const data = { service: service.name, seconds: worst.seconds, loop: worst.loop, retries: worst.retries, pause: worst.pause, timeout: worst.timeout };
      if (worst.loopAt === undefined) {
        if (!certainlyLacks(configuration, service.block, 'delay_loop')) continue;
        const edit = firstLine(service.block, 'delay_loop 6');
        yield { at: service.block, message: 'missing', data, ...(edit ? { suggestions: [{ title: 'insert', safe: false, edits: [edit] }] } : {}) };
      } else if (worst.seconds > limit) {
        yield { at: worst.loopAt, message: 'slow', data };
      }
    }
  },
});

/** The real server that is noticed last; one without a delay_loop first. */
function slowest(service: Service): Detection | undefined {
  let worst: Detection | undefined;
  for (const server of keptOf(service).servers) {
    const found = detectionOf(service, server);
    if (!found) continue;
    if (!worst || (found.loopAt === undefined && worst.loopAt !== undefined) || (found.seconds > worst.seconds && (worst.loopAt !== undefined || found.loopAt === undefined))) worst = found;
  }
  return worst;
}
