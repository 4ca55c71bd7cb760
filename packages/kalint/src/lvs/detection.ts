import type { AnyDirective, Given } from '@kaconf/semantics';
import { checkersOf, type Checker } from './checkers.ts';
import type { RealServer, Service } from './services.ts';

/** How long a dead server may stay in the pool, and from what this was reckoned. Seconds. */
export interface Detection {
  readonly seconds: number;
  readonly loop: number;
  /** Where the loop was set; undefined: the default of 60 s. */
  readonly loopAt: AnyDirective | undefined;
  readonly retries: number;
  readonly pause: number;
  readonly timeout: number;
  readonly checker: Checker;
  readonly server: RealServer;
}

/** Retries and pauses that the checkers have of their own (install functions of check_*.c). */
const own: Readonly<Record<string, { readonly retry?: number; readonly pause?: number | 'loop' }>> = {
  HTTP_GET: { pause: 3 },
  SSL_GET: { pause: 3 },
  DNS_CHECK: { retry: 3, pause: 'loop' },
  MISC_CHECK: { retry: 0 },
};

/** Checkers that are told of a change and do not ask at intervals. */
const eventDriven = new Set(['BFD_CHECK', 'FILE_CHECK']);

/** Of several checkers the first that fails takes the server out, so the fastest one counts. */
export function detectionOf(service: Service, server: RealServer): Detection | undefined {
  let best: Detection | undefined;
  for (const checker of checkersOf(server.block)) {
    if (eventDriven.has(checker.name)) return undefined;
    const found = detect(service, server, checker);
    if (found && (!best || found.seconds < best.seconds)) best = found;
  }
  return best;
}

function detect(service: Service, server: RealServer, checker: Checker): Detection | undefined {
  const find = (name: string): Timed | undefined => lastOf(checker, name) ?? lastOf(server.block, name) ?? lastOf(timesOf(service), name);
  const loopAt = find('delay_loop');
  const loop = secondsOf(loopAt, 60);
  const defaults = own[checker.name] ?? {};
  const retries = secondsOf(find(checker.has('nb_get_retry') ? 'nb_get_retry' : 'retry'), defaults.retry ?? 1);
  const pause = secondsOf(find('delay_before_retry'), defaults.pause === 'loop' ? (loop ?? 60) : (defaults.pause ?? 1));
  const timeout = checker.name === 'MISC_CHECK' ? secondsOf(find('misc_timeout'), loop ?? 60) : secondsOf(find('connect_timeout'), 5);
  if (loop === undefined || retries === undefined || pause === undefined || timeout === undefined) return undefined;
  return { seconds: loop + retries * (pause + timeout), loop, loopAt, retries, pause, timeout, checker, server };
}

interface Timed extends AnyDirective {
  argument(name: 'value'): Given<unknown> | undefined;
}

interface Timing {
  readonly directives: readonly unknown[];
}

const times = new Set(['delay_loop', 'retry', 'nb_get_retry', 'delay_before_retry', 'connect_timeout', 'misc_timeout']);
const memo = new WeakMap<Service, Timing>();

/** A virtual server is asked for each of its real servers, so what it says about times is kept. */
function timesOf(service: Service): Timing {
  let found = memo.get(service);
  if (!found) {
    found = { directives: (service.block.directives as readonly Timed[]).filter(({ name }) => times.has(name)) };
    memo.set(service, found);
  }
  return found;
}

function lastOf(block: Timing, name: string): Timed | undefined {
  const directives = block.directives as readonly Timed[];
  for (let at = directives.length - 1; at >= 0; at--) if (directives[at]?.name === name) return directives[at];
  return undefined;
}

/** What a line says, or what holds where there is none; undefined where it cannot be known. */
function secondsOf(directive: Timed | undefined, absent: number): number | undefined {
  if (!directive) return absent;
  const value = directive.argument('value')?.value;
  return typeof value === 'number' ? value : undefined;
}
