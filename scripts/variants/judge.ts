/** Judges a variant, and says at which lines of the specimen its findings stand. */
import { createWorkspace, glob, lineAt, newest, parseVersion, type IncludeResolver, type SourceDocument } from '@kaconf/semantics';
import { parse } from '@kaconf/syntax';
import { lint } from '../../packages/kalint/src/engine.ts';
import { defaultLintConfig } from '../../packages/kalint/src/lint-types.ts';
import { targetComment } from '../../packages/kalint/src/target.ts';
import type { Change } from './change.ts';
import type { Line, Variant } from './lines.ts';
import type { Specimen } from './specimen.ts';

export interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  /** Lines of the specimen; none for a line that a change added. */
  readonly from: readonly string[];
  /** Lines of the specimen at which keepalived is said to report it. */
  readonly claimed: readonly string[];
}

export interface Judgement {
  readonly found: readonly Found[];
  /** What keepalived's config test is said to do with each root. */
  readonly accepts: readonly (boolean | null | undefined)[];
  /** Lines of the specimen that are there twice. */
  readonly copied?: ReadonlySet<string>;
}

/** The specimen itself. */
export function plainVariant({ files, roots, id }: Specimen): Variant {
  const lines = (path: string, text: string): readonly Line[] => text.replace(/\n$/, '').split('\n').map((line, index) => ({ text: line, from: [`${path}:${index + 1}`] }));
  return { files: new Map([...files].map(([path, text]) => [path, lines(path, text)])), roots, id, lineEnd: '\n', ended: true };
}

export function textOf({ lineEnd, ended }: Variant, lines: readonly Line[]): string {
  return lines.map(({ text }) => text).join(lineEnd) + (ended ? lineEnd : '');
}

/** Includes among the files of the variant; there is nothing else. */
function resolverOf(documents: ReadonlyMap<string, SourceDocument>): IncludeResolver {
  const paths = [...documents.keys()];
  const view = {
    names: (folder: string) => [...new Set(paths.filter((path) => `/${path}`.startsWith(`${folder}/`)).map((path) => `/${path}`.slice(folder.length + 1).split('/')[0] ?? ''))],
    exists: (path: string) => paths.some((each) => `/${each}` === path || `/${each}`.startsWith(`${path}/`)),
    isFolder: (path: string) => path === '' || paths.some((each) => `/${each}`.startsWith(`${path}/`)),
  };
  return {
    resolve: (pattern, from) => {
      const folder = `/${from.path}`.replace(/\/[^/]*$/, '');
      const found = glob(pattern, folder, view, 100);
      const matched = found.paths.flatMap((path) => documents.get((path.startsWith('/') ? path : `${folder}/${path}`).slice(1)) ?? []);
      return { documents: matched, problems: matched.length > 0 ? [] : [{ problem: /[*?[]/.test(pattern) ? 'no-match' : 'missing', path: pattern }] };
    },
  };
}

export function judge(variant: Variant, version: string): Judgement {
  const documents = new Map([...variant.files].map(([path, lines]): [string, SourceDocument] => {
    const text = textOf(variant, lines);
    return [path, { path, text, encoding: 'utf-8', tree: parse(text) }];
  }));
  const roots = variant.roots.flatMap((path) => {
    const document = documents.get(path);
    return document ? [{ document, target: targetComment(document) ?? parseVersion(version) ?? newest, configId: variant.id }] : [];
  });
  const result = lint(createWorkspace(roots, { includes: resolverOf(documents) }), { ...defaultLintConfig, preset: 'all' });
  const from = (path: string, line: number): readonly string[] => variant.files.get(path)?.[line - 1]?.from ?? [];
  const found = result.files.flatMap(({ document, diagnostics }) => diagnostics.map((each): Found => ({
    rule: each.rule,
    severity: each.severity,
    message: each.message,
    from: from(document.path, lineAt(document, each.place.range.start)),
    claimed: [...each.keepalivedLines, ...each.consequences].flatMap((line) => from(document.path, line)),
  })));
  const copied = new Set([...variant.files.values()].flatMap((lines) => lines.flatMap((line) => line.from.filter((place) => place.startsWith('copy of ')))));
  return { found, copied, accepts: result.files.filter(({ includedBy }) => includedBy.length === 0).map(({ accepts }) => accepts) };
}

/** Said once for a file however often there is reason, or about how instances stand to one another. */
const single = /^(?:sync\/missing-group|script\/security-not-enabled|syntax\/build-option|failover\/|pair\/|global\/)/;

/** The finding about the copy, where the line was copied. */
function copyOf(each: Found, after: Judgement): readonly Found[] {
  const from = each.from.map((place) => `copy of ${place}`);
  return after.copied?.has(from[0] ?? '') === true ? [{ ...each, from }] : [];
}

/** What the variant has too much (`+`) or too little (`-`), compared with the specimen. */
export function differences(before: Judgement, after: Judgement, { exact, movesFindings, doubles }: Pick<Change, 'exact' | 'movesFindings' | 'doubles'>, rule: string | undefined): readonly string[] {
  const rest = [...after.found];
  const result: string[] = [];
  const expected = doubles ? before.found.flatMap((each) => (single.test(each.rule) ? [] : [each, ...(each.rule === rule ? copyOf(each, after) : [])])) : before.found;
  for (const each of expected) {
    const place = each.from[0] ?? '';
    const index = rest.findIndex(({ rule, severity, from }) => rule === each.rule && severity === each.severity && (movesFindings === true || from.includes(place) || (place === '' && from.length === 0)));
    if (index < 0) {
      result.push(`- ${place} ${each.severity} ${each.rule}: ${each.message}`);
      continue;
    }
    const [match] = rest.splice(index, 1);
    if (!exact || !match) continue;
    if ([...match.claimed].sort().join() !== [...each.claimed].sort().join()) result.push(`~ ${place} ${each.rule}: claims ${each.claimed.join()} became ${match.claimed.join()}`);
  }
  for (const each of rest.filter((each) => doubles !== true || (!single.test(each.rule) && each.from.every((place) => !place.startsWith('copy of '))))) result.push(`+ ${each.from.join()} ${each.severity} ${each.rule}: ${each.message}`);
  if (doubles !== true && before.accepts.join() !== after.accepts.join()) result.push(`! accepts ${before.accepts.join()} became ${after.accepts.join()}`);
  return result;
}
