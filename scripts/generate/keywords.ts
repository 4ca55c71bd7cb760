import { isMandatory } from '../../packages/schema/src/fit.ts';
import { parseSignature } from '../../packages/schema/src/notation.ts';
import type { Grammar, Resolved } from './grammar.ts';

/** Says where generated text comes from; the first line of every generated TypeScript file. */
export const banner = '// Generated from grammar/ by `npm run generate`. Changes belong into grammar/keywords/.\n';

const processes = ['parent', 'checker', 'vrrp', 'bfd'];

/** What a file of `grammar/keywords/` may leave out, because nearly every keyword is so. */
function defaults(entry: Resolved): Pick<Resolved, 'missing' | 'extra'> {
  const signature = parseSignature(entry.args ?? '');
  const script = entry.args?.includes('<script>') === true && entry.args.includes('<user>');
  const repeats = entry.args?.includes('...') === true;
  return {
    missing: signature.parts.some(isMandatory) ? 'exit' : 'none',
    // keepalived names every word between the keyword of a list and its brace (alloc_value_block).
    extra: entry.kind === 'list' ? 'reported' : script ? 'user-group' : repeats ? 'values' : 'ignored',
  };
}

function literal(entry: Resolved, buildNames: readonly string[]): string {
  const common = defaults(entry);
  const missing = entry.missing ?? common.missing;
  const extra = entry.extra ?? common.extra;
  const fields: [string, unknown][] = [
    ['name', entry.name],
    ['kind', entry.kind === 'directive' ? undefined : entry.kind],
    ['args', entry.args],
    ['items', entry.items],
    ['alias', entry.alias],
    ['default', entry.default],
    ['since', entry.since],
    ['until', entry.until],
    ['deprecated', entry.deprecated],
    ['repeat', entry.repeat],
    ['missing', missing === 'none' ? undefined : missing],
    ['extra', extra === 'ignored' ? undefined : extra],
    ['invalid', entry.invalid],
    ['itemMissing', entry['item-missing']],
    ['itemExtra', entry['item-extra']],
    ['required', entry.required],
    ['build', entry.build?.length ? entry.build.map((name) => buildNames.indexOf(name)) : undefined],
    ['process', entry.process?.map((name) => processes.indexOf(name)) ?? []],
    ['source', entry.source ?? ''],
    ['doc', entry.doc ?? ''],
  ];
  return `{${fields.filter(([, value]) => value !== undefined).map(([key, value]) => `${key}:${JSON.stringify(value)}`).join(',')}}`;
}

/** `packages/schema/src/generated/keywords.ts`: the vocabulary, signatures still in their notation. */
export function keywordsModule(grammar: Grammar): string {
  const buildNames = [...new Set([...grammar.contexts.values()].flat().flatMap((entry) => entry.build ?? []))].sort();
  const lines = [
    banner,
    `import type { Extra, Invalid, Missing, Process, Repeat } from '../keyword.ts';\n`,
    `/** A keyword in the compact form of this file; \`vocabulary.ts\` fills in what is left out. */`,
    `export interface RawKeyword {`,
    `  readonly name: string;`,
    `  readonly kind?: 'block' | 'list';`,
    `  readonly args?: string;`,
    `  readonly items?: string;`,
    `  readonly alias?: string;`,
    `  readonly default?: string | number | boolean;`,
    `  readonly since?: string;`,
    `  readonly until?: string;`,
    `  readonly deprecated?: { readonly since?: string; readonly use?: string; readonly reported?: boolean };`,
    `  readonly repeat?: Repeat;`,
    `  readonly missing?: Missing;`,
    `  readonly extra?: Extra;`,
    `  readonly invalid?: Invalid;`,
    `  readonly itemMissing?: Missing;`,
    `  readonly itemExtra?: Extra;`,
    `  readonly required?: boolean;`,
    `  readonly build?: readonly number[];`,
    `  readonly process: readonly number[];`,
    `  readonly source: string;`,
    `  readonly doc: string;`,
    `}\n`,
    `export const processNames: readonly Process[] = ${JSON.stringify(processes)};\n`,
    `export const buildNames: readonly string[] = ${JSON.stringify(buildNames)};\n`,
    `export const blockNames: readonly string[] = ${JSON.stringify([...grammar.contexts.keys()])};\n`,
    `/** By block; functions, so that what a run does not ask for is not built. */`,
    `export const vocabulary: Readonly<Record<string, () => readonly RawKeyword[]>> = {`,
    ...[...grammar.contexts].flatMap(([path, entries]) => [`${JSON.stringify(path)}: () => [`, ...entries.map((entry) => `${literal(entry, buildNames)},`), `],`]),
    `};\n`,
  ];
  return lines.join('\n');
}
