import type { EffectivePriority } from '@kaconf/semantics';

/** How a priority comes about, as a person would write it: `150 - 30 = 120`, or only `150` where nothing is added. */
export function arithmetic(priority: EffectivePriority): string {
  if (priority.parts.length === 0) return String(priority.value);
  const terms = priority.parts.map(({ points }) => (points < 0 ? `- ${-points}` : `+ ${points}`)).join(' ');
  const cut = priority.total === priority.value ? '' : ` -> ${priority.value}`;
  return `${priority.base} ${terms} = ${priority.total}${cut}`;
}
