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

interface Found {
  readonly value: number;
  readonly at: AnyDirective | undefined;
}

function detect(service: Service, server: RealServer, checker: Checker): Detection | undefined {
  const blocks = [checker, server.block, service.block];
  const ask = (name: string, fallback: number): Found | undefined => lookup(blocks, name, fallback);
  const loop = ask('delay_loop', 60);
  const defaults = own[checker.name] ?? {};
  const retries = ask(checker.has('nb_get_retry') ? 'nb_get_retry' : 'retry', defaults.retry ?? 1);
  const pause = ask('delay_before_retry', defaults.pause === 'loop' ? (loop?.value ?? 60) : (defaults.pause ?? 1));
  const timeout = checker.name === 'MISC_CHECK' ? ask('misc_timeout', loop?.value ?? 60) : ask('connect_timeout', 5);
  if (!loop || !retries || !pause || !timeout) return undefined;
  const seconds = loop.value + retries.value * (pause.value + timeout.value);
  return { seconds, loop: loop.value, loopAt: loop.at, retries: retries.value, pause: pause.value, timeout: timeout.value, checker, server };
}

interface Timed extends AnyDirective {
  argument(name: 'value'): Given<unknown> | undefined;
}

interface Timing {
  readonly directives: readonly unknown[];
}

const times = new Set(['delay_loop', 'retry', 'nb_get_retry', 'delay_before_retry', 'connect_timeout', 'misc_timeout']);
const memo = new WeakMap<Timing, readonly Timed[]>();

/** A virtual server is asked for each of its real servers, so what it says about times is kept; other blocks are short. */
const few = 16;

function timesOf(block: Timing): readonly Timed[] {
  const directives = block.directives as readonly Timed[];
  if (directives.length <= few) return directives;
  let found = memo.get(block);
  if (!found) memo.set(block, (found = directives.filter((each) => times.has(each.name))));
  return found;
}

/** The value of the innermost block that has it; undefined where it cannot be known. */
function lookup(blocks: readonly Timing[], name: string, fallback: number): Found | undefined {
  for (const block of blocks) {
    const directive = timesOf(block).findLast((each) => each.name === name);
    if (!directive) continue;
    const value = directive.argument('value')?.value;
    return typeof value === 'number' ? { value, at: directive } : undefined;
  }
  return { value: fallback, at: undefined };
}
