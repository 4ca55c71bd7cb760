import { rules } from './index.ts';

let ids: readonly string[] | undefined;

/** All rule ids; asked lazily, since rules that need it are themselves in the table. */
export function ruleIds(): readonly string[] {
  ids ??= rules.all.map((rule) => rule.id);
  return ids;
}
