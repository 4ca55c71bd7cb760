import type { Range } from '@kaconf/syntax';

/** Why a value cannot be known before keepalived runs. */
export type DynamicReason = 'variable' | 'sequence' | 'template' | 'include';

/** What a piece of text means, where it can be known before keepalived runs. `.value` exists only behind `isKnown`. */
export type Value<T> =
  | { readonly kind: 'known'; readonly value: T; readonly text: string; readonly range: Range }
  | { readonly kind: 'dynamic'; readonly reason: DynamicReason; readonly text: string; readonly range: Range }
  | { readonly kind: 'invalid'; readonly expected: string; readonly text: string; readonly range: Range };

export type KnownValue<T> = Extract<Value<T>, { kind: 'known' }>;

/** Silence on what cannot be known is the default: a rule gets at `.value` only behind this. */
export function isKnown<T>(value: Value<T> | undefined): value is KnownValue<T> {
  return value?.kind === 'known';
}

/** The value where it is known, else undefined; for places that treat absent and unknown alike. */
export function known<T>(value: Value<T> | undefined): T | undefined {
  return value?.kind === 'known' ? value.value : undefined;
}

/** A value without its place; `value` is undefined unless it is known. */
export interface Given<T> {
  readonly state: 'known' | 'dynamic' | 'invalid';
  readonly value: T | undefined;
}
