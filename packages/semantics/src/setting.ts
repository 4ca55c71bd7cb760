import type { AnyDirective, Setting } from './instance.ts';
import type { Configuration } from './configuration.ts';
import { misspelt } from './misspelt.ts';
import type { Given } from './value.ts';

export { misspelt };

/** A directive with one value. */
export type OneValue<T> = AnyDirective & { argument(name: 'value'): Given<T> | undefined };

/** A setting that is given by the value of a directive. */
export function fromDirective<T>(directive: OneValue<T> | undefined, absent: () => Setting<T>): Setting<T> {
  if (!directive) return absent();
  const given = directive.argument('value');
  return given?.state === 'known' ? { value: given.value, unknown: false, directive } : { value: undefined, unknown: true, directive };
}

/** A setting that a later step derives from others; unknown as soon as one of those it depends on is. */
export function derived<T>(value: T | undefined, directive: AnyDirective | undefined, ...dependsOn: readonly Setting<unknown>[]): Setting<T> {
  return dependsOn.some((each) => each.unknown) ? { value: undefined, unknown: true, directive } : { value, unknown: false, directive };
}

/** Something with facts about it: a block of the configuration. */
interface Within {
  readonly document: AnyDirective['document'];
  readonly fullRange: AnyDirective['range'];
  readonly name: string;
  readonly directives: readonly { readonly name: string }[];
}

/**
 * What a missing directive means: the default, unless it may stand in a file that could not be read, an unknown keyword
 * of the block looks like it (the misspelling is reported; nothing is built on its absence), or the instance is a
 * fragment that a deployment tool completes.
 */
export function whenAbsent<T>(configuration: Configuration, block: Within | undefined, keyword: string, value: T | undefined): Setting<T> {
  const unknown = !configuration.complete || isFragment(block) || misspelt(configuration, block, keyword);
  return { value: unknown ? undefined : value, unknown, directive: undefined };
}

/** An instance without any virtual address and without saying so is not finished: more than the addresses may be missing. */
export function isFragment(block: Within | undefined): boolean {
  return block?.name === 'vrrp_instance' && !block.directives.some((each) => each.name === 'virtual_ipaddress' || each.name === 'virtual_ipaddress_excluded' || each.name === 'no_virtual_ipaddress');
}
