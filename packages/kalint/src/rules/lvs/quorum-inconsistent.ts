import { isKnown } from '@kaconf/semantics';
import { checkersOf, typed } from '../../lvs/checkers.ts';
import { isDropped, keptOf } from '../../lvs/dropped.ts';
import { servicesOf, type RealServer, type Service } from '../../lvs/services.ts';
import { replacement } from '../../edits.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Limits that the pool cannot reach. */
export default defineRule({
  id: 'lvs/quorum-inconsistent',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'The quorum is within the total weight of the real servers, the hysteresis below the quorum.',
  details: [
    'keepalived lowers a `quorum` above the total weight of the real servers to that weight, and a `hysteresis` that is not below the quorum to the quorum minus 1. Weight is 1 and quorum 1 where nothing is given.',
    'With a total weight of 0 the quorum becomes 0, and the hysteresis turns over to 4294967295: the service never counts as down, so neither the sorry server nor `quorum_down` is ever used.',
  ].join('\n\n'),
  messages: {
    quorum: 'quorum {quorum} exceeds the total weight {total} of the real servers of {service}; keepalived lowers it to {total}.',
    hysteresis: 'hysteresis {hysteresis} is not below the quorum {quorum} of {service}; keepalived lowers it to {lowered}.',
    zero: 'All real servers of {service} have weight 0: keepalived lowers the quorum to 0, and the service never counts as down.',
    nearest: 'Write {nearest}',
  },
  needs: ['virtual_server'],
  keepalived: 'yes',
  fixable: 'suggestion',
  *check(configuration, { target }) {
    for (const service of servicesOf(configuration)) {
      if (isDropped(service) || keptOf(service).unknown) continue;
      const quorum = service.block.get('quorum');
      const hysteresis = service.block.get('hysteresis');
      const total = totalWeight(service, quorum !== undefined || hysteresis !== undefined);
      if (total === undefined) continue;
      const wanted = quorum ? quorum.args.value : undefined;
      const least = hysteresis ? hysteresis.args.value : undefined;
      if ((wanted && !isKnown(wanted)) || (least && !isKnown(least))) continue;
      const value = wanted?.value ?? 1;
      const effective = Math.min(value, total);
      const severity = (total === 0 || value > total) && changesAtRunTime(service) ? ({ severity: 'info' } as const) : {};
      if (total === 0) {
        yield { at: quorum ?? service.block, message: 'zero', data: { service: service.name }, reported: reportedFrom(target, 2_000_014, 'no-line'), ...severity };
        continue;
      }
      if (quorum && value > total) {
        const data = { quorum: value, total, service: service.name };
        yield { at: quorum, message: 'quorum', data, reported: reportedFrom(target, 2_000_014, 'no-line'), ...severity, suggestions: [nearest(quorum, total)] };
      }
      if (hysteresis && least && least.value >= effective) {
        const data = { hysteresis: least.value, quorum: effective, service: service.name, lowered: effective - 1 };
        yield { at: hysteresis, message: 'hysteresis', data, reported: reportedFrom(target, 1_003_000, 'no-line'), suggestions: [nearest(hysteresis, effective - 1)] };
      }
    }
  },
});

/**
 * The sum that keepalived makes; undefined where some weight cannot be known.
 *
 * @param exact false: it is only asked whether it is 0
 */
function totalWeight(service: Service, exact: boolean): number | undefined {
  const seen = new Set<string>();
  let total = 0;
  for (const server of keptOf(service).servers) {
    if (server.weight.value === undefined || server.port === undefined) return undefined;
    if (!exact) {
      total += server.weight.value;
      continue;
    }
    const key = `${server.address?.address ?? ''} ${server.port}`;
    // A second one of the same address and port is removed before.
    if (!seen.has(key)) total += server.weight.value;
    seen.add(key);
  }
  return total;
}

/** Some checker changes the weight of its server while keepalived runs. */
function changesAtRunTime(service: Service): boolean {
  return service.realServers.some((server: RealServer) =>
    checkersOf(server.block).some((checker) => checker.name === 'FILE_CHECK' || (checker.name === 'MISC_CHECK' && typed<'virtual_server.real_server.MISC_CHECK'>(checker).has('misc_dynamic'))),
  );
}

function nearest(directive: Parameters<typeof replacement>[0] & { readonly argumentWords: readonly { readonly start: number; readonly end: number }[] }, value: number) {
  const word = directive.argumentWords[0];
  const range = word ? { start: word.start, end: word.end } : directive.range;
  return { title: 'nearest', data: { nearest: value }, safe: false, edits: [replacement({ document: directive.document, range }, String(value))] } as const;
}
