import { readInstances, type VrrpInstance } from '@kaconf/semantics';
import { InlayHintKind, type InlayHint } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import type { Feature } from '../feature.ts';
import { priorityRange, trackerWords } from '../insight.ts';
import type { View } from '../view.ts';

/** Effective priority behind the written one, and behind the head of an instance the settings that it takes from defaults. */
function* hints(view: View, from: number, to: number): Generator<InlayHint> {
  const seen = new Set<number>();
  const within = (offset: number): boolean => offset >= from && offset <= to && !seen.has(offset) && seen.add(offset).size > 0;
  for (const node of view.nodes) {
    for (const instance of readInstances(node)) {
      const { directive } = instance.priority;
      const range = priorityRange(instance);
      if (directive?.document === view.document && directive.name === 'priority' && range && range.trackers.length > 0 && within(directive.range.end)) {
        const label = range.lowest === range.highest ? `→ ${range.lowest}` : `→ ${range.lowest} … ${range.highest}`;
        yield { position: view.positions.position(directive.range.end), label, kind: InlayHintKind.Type, paddingLeft: true, tooltip: range.trackers.map((tracker) => trackerWords(view, tracker)).join('\n') };
      }
      const { block } = instance;
      const open = block.open?.end;
      if (block.document !== view.document || open === undefined || open === 0 || !within(open)) continue;
      const defaults = defaultsOf(instance);
      if (defaults !== '') yield { position: view.positions.position(open), label: defaults, kind: InlayHintKind.Parameter, paddingLeft: true, tooltip: view.say('Not written, so the default is in effect.') };
    }
  }
}

/** What decides who is master and is not written. */
function defaultsOf({ block, priority, configuration }: VrrpInstance): string {
  if (!configuration.complete || block.has('priority') || priority.value === undefined || priority.unknown) return '';
  return `priority ${priority.value}`;
}

export const inlayHints: Feature = {
  capabilities: () => ({ inlayHintProvider: true }),
  listen(session, connection) {
    connection.languages.inlayHint.on(answering(session, (view, { range }): InlayHint[] => {
      const { start, end } = view.positions.offsets(range);
      return view.settings.inlayHints ? [...hints(view, start, end)] : [];
    }));
  },
};
