import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { commandsOf, type Fence } from './page.ts';
import type { Stage } from './stage.ts';

/** What came of one recipe. */
export interface Trial {
  readonly name: string;
  readonly result: 'ok' | 'skipped' | 'failed';
  readonly detail: string;
}

const kinds = ['sound', 'bad'] as const;

function trial(name: string, wrong: string | undefined): Trial {
  return { name, result: wrong === undefined ? 'ok' : 'failed', detail: wrong ?? '' };
}

/** Reads what a recipe wrote, as the consumer of it would. */
function misread(stage: Stage, file: string, kind: (typeof kinds)[number]): string | undefined {
  const path = join(stage.folder, file);
  if (!existsSync(path)) return `${file} was not written`;
  const text = readFileSync(path, 'utf8');
  if (file.endsWith('.xml')) {
    if (stage.has('python3')) {
      const { status, output } = stage.run('python3', ['-c', 'import sys, xml.dom.minidom as m; print(len(m.parse(sys.argv[1]).getElementsByTagName("error")))', path]);
      if (status !== 0) return `${file} is no XML: ${output}`;
      if ((kind === 'bad') !== (Number(output) > 0)) return `${file} has ${output.trim()} errors`;
    }
    return undefined;
  }
  const data = JSON.parse(text) as { version?: string; runs?: { results: unknown[] }[] } | { description: string; check_name: string; fingerprint: string; severity: string; location: { path: string; lines: { begin: number } } }[];
  const found = Array.isArray(data) ? data.length : (data.runs?.[0]?.results.length ?? -1);
  if (!Array.isArray(data) && data.version !== '2.1.0') return `${file} is no SARIF 2.1.0`;
  if (Array.isArray(data) && !data.every((each) => each.description && each.check_name && each.fingerprint && each.severity && each.location.path && each.location.lines.begin > 0)) return `${file} lacks something that GitLab needs`;
  return (kind === 'bad') === found > 0 ? undefined : `${file} has ${found} findings`;
}

/** Each line for a shell on a page, on a sound and on a bad cluster. */
export function* shellTrials(stage: Stage, fences: readonly Fence[]): Generator<Trial> {
  for (const { heading, text } of commandsOf(fences)) {
    for (const kind of kinds) {
      stage.nodes(kind);
      const { status, output } = stage.shell(text);
      // Comparing versions finds what the newer one refuses; this mistake both refuse.
      const compares = /--target \S+,/.test(text);
      const wanted = kind === 'sound' || compares || text.includes('|| true') ? 0 : 1;
      const file = /--output-file (\S+)/.exec(text)?.[1];
      const wrong = status !== wanted ? `ends with ${String(status)}: ${output}` : file === undefined ? undefined : misread(stage, file, kind);
      yield trial(`${heading}: ${text} (${kind})`, wrong);
    }
  }
}

interface Action {
  readonly name?: string;
  readonly description?: string;
  readonly inputs: Readonly<Record<string, { readonly description?: string; readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly { readonly shell?: string; readonly env?: Readonly<Record<string, string>>; readonly run?: string; readonly uses?: string }[] };
}

/** The steps of `action.yml`, run as GitHub runs them. */
export function* actionTrials(stage: Stage, text: string): Generator<Trial> {
  const action = parse(text) as Action;
  const named = action.name && action.description && action.runs.using === 'composite' && Object.values(action.inputs).every((input) => input.description && input.default !== undefined);
  yield trial('action.yml: name, descriptions, defaults', named && action.runs.steps.every((step) => step.uses ?? (step.shell && step.run)) ? undefined : 'something is missing that GitHub wants');
  const cases: readonly (readonly [kind: (typeof kinds)[number], inputs: Readonly<Record<string, string>>, status: number])[] = [
    ['sound', {}, 0], ['bad', {}, 1], ['bad', { paths: 'lb1 lb1/keepalived.conf' }, 0], ['bad', { paths: 'lb*/*.conf' }, 1], ['sound', { args: '--target 2.2.7 --max-warnings 0', format: 'compact' }, 0], ['sound', { args: '$(touch injected) ; touch injected' }, 2],
  ];
  for (const [kind, inputs, wanted] of cases) {
    stage.nodes(kind);
    const value = (name: string): string => inputs[name] ?? action.inputs[name]?.default ?? '';
    for (const { env = {}, run } of action.runs.steps) {
      if (run === undefined) continue;
      const filled = Object.fromEntries(Object.entries(env).map(([name, given]) => [name, given.replace(/\$\{\{ *inputs\.(\w+) *\}\}/g, (_, key: string) => value(key))]));
      const { status, output } = stage.shell(run, filled);
      const wrong = status !== wanted ? `ends with ${String(status)}: ${output}` : existsSync(join(stage.folder, 'injected')) ? 'an input was taken for shell code' : kind === 'bad' && wanted === 1 && !output.includes('::error ') ? `no annotation: ${output}` : undefined;
      yield trial(`action.yml: ${JSON.stringify(inputs)} (${kind})`, wrong);
    }
  }
}
