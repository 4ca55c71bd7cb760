import type { VrrpInstance } from './instance.ts';
import { trackingOf, type Tracker } from './tracking.ts';

/** How a priority comes about (vrrp_set_effective_priority): base plus contributions, held between 1 and 254. */
export interface EffectivePriority {
  readonly base: number;
  /** What each weighted tracker adds; those that add nothing are left out. */
  readonly parts: readonly { readonly tracker: Tracker; readonly points: number }[];
  /** Base and parts, before it is cut to 1 … 254. */
  readonly total: number;
  readonly value: number;
}

/** Rules compare the members of an instance with each other again and again; null: not knowable. */
const healthy = new WeakMap<VrrpInstance, EffectivePriority | null>();

const noParts: EffectivePriority['parts'] = [];

/** The priority while every tracked thing works and every tracked file holds 0; undefined where not knowable. */
export function healthyPriority(instance: VrrpInstance): EffectivePriority | undefined {
  let priority = healthy.get(instance);
  if (priority === undefined) {
    priority = priorityWhen(instance, () => false) ?? null;
    healthy.set(instance, priority);
  }
  return priority ?? undefined;
}

/** The priority while some trackers have failed; undefined where not knowable. */
export function priorityWhen(instance: VrrpInstance, failed: (tracker: Tracker) => boolean): EffectivePriority | undefined {
  const base = instance.priority.value;
  if (base === undefined) return undefined;
  if (base === 255) return { base, parts: noParts, total: base, value: base };
  const { trackers, unknown } = trackingOf(instance);
  if (unknown || trackers.some((tracker) => tracker.weight === undefined)) return undefined;
  if (trackers.length === 0) return { base, parts: noParts, total: base, value: limited(base) };
  const parts = trackers.map((tracker) => ({ tracker, points: contribution(tracker, failed(tracker)) })).filter(({ points }) => points !== 0);
  const total = parts.reduce((sum, { points }) => sum + points, base);
  return { base, parts, total, value: limited(total) };
}

function limited(total: number): number {
  return Math.max(1, Math.min(254, total));
}

/** Positive weights count while all is well, negative ones while it is not; `reverse` turns the sign. */
export function contribution(tracker: Pick<Tracker, 'kind' | 'weight' | 'reverse'>, failed: boolean): number {
  const weight = tracker.weight ?? 0;
  if (tracker.kind === 'file' || (weight > 0) === failed) return 0;
  return tracker.reverse ? -weight : weight;
}
