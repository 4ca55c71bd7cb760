import type { Reporter } from './reporter.ts';

export type { ReportContext, Reporter } from './reporter.ts';

interface Entry {
  /** For people: in the language of the environment. Machine formats are English unless a language is asked for. */
  readonly human: boolean;
  load(): Promise<{ readonly default: Reporter }>;
}

/** All output formats; each is loaded when it is asked for. */
export const reporters: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  ['stylish', { human: true, load: () => import('./stylish.ts') }],
  ['compact', { human: false, load: () => import('./compact.ts') }],
  ['json', { human: false, load: () => import('./json.ts') }],
  ['sarif', { human: false, load: () => import('./sarif.ts') }],
  ['github', { human: false, load: () => import('./github.ts') }],
  ['gitlab', { human: false, load: () => import('./gitlab.ts') }],
  ['checkstyle', { human: false, load: () => import('./checkstyle.ts') }],
  ['junit', { human: false, load: () => import('./junit.ts') }],
  ['rdjson', { human: false, load: () => import('./rdjson.ts') }],
]);
