import { createWorkspace, nodeNames, withoutTags, type SourceDocument, type Workspace } from '@kaconf/semantics';
import { Loader, type LoadFailure, type Loaded } from '@kaconf/semantics/load';
import { MAX_FILE_BYTES } from '@kaconf/syntax';
import { dirname, resolve } from 'node:path';
import { combine } from '../combine.ts';
import { lint } from '../engine.ts';
import type { LintResult } from '../lint-types.ts';
import { isTerminal, writeAll } from './output.ts';
import { progressBar, type ProgressBar } from './progress.ts';
import type { Settings } from './settings.ts';
import { expectWork } from './tiering.ts';

/** A root file that was read. */
export interface Root {
  readonly document: SourceDocument;
  readonly name: string | undefined;
}

export interface Judged {
  readonly result: LintResult;
  /** One line each: what could not be read or judged. */
  readonly failures: readonly string[];
  readonly loader: Loader;
}

/**
 * Reads files and judges them, together or each alone, as the settings say.
 *
 * @param paths as `discover` gives them
 * @param stdin what standard input holds, if `-` is among the paths
 * @param texts texts that stand for what is in the files, by absolute real path
 */
export function judge(paths: readonly string[], settings: Settings, stdin: Uint8Array | undefined, texts?: ReadonlyMap<string, string>): Judged {
  const { roots, failures, loader } = readRoots(paths, settings, stdin, texts);
  const judging = [...failures];
  const bar = errorBar();
  try {
    return { result: settings.separate ? judgeEach(roots, settings, loader, judging, bar) : lintAll(roots, settings, loader, judging, bar), failures: judging, loader };
  } finally {
    bar?.end();
  }
}

/** The bar of a run, where standard error is a terminal. */
export function errorBar(): ProgressBar | undefined {
  return progressBar({ isTTY: isTerminal(2), write: (text) => { writeAll(2, text, () => undefined); } });
}

function judgeEach(roots: readonly Root[], settings: Settings, loader: Loader, failures: string[], bar: ProgressBar | undefined): LintResult {
  const names = nodeNames(roots);
  return combine(roots.map(({ document }, index) => {
    bar?.step(index, roots.length);
    return lintAll([{ document, name: names[index] }], settings, loader, failures, undefined);
  }));
}

/**
 * Reads and judges one file.
 *
 * @param name of its node
 * @param loader may have read other files before
 */
export function judgeOne(path: string, name: string | undefined, settings: Settings, loader: Loader): Omit<Judged, 'loader'> {
  const loaded = loader.load(path);
  if ('failure' in loaded) return { result: nothing, failures: [sentence(loaded.failure)] };
  const failures: string[] = [];
  const root = { document: withoutTags(loaded.document, settings.lint.template ?? 'auto'), name };
  return { result: lintAll([root], settings, loader, failures, undefined), failures };
}

/** Reads the files without judging them; the named ones first. */
export function readRoots(paths: readonly string[], settings: Settings, stdin: Uint8Array | undefined, texts?: ReadonlyMap<string, string>): { readonly roots: readonly Root[]; readonly failures: readonly string[]; readonly loader: Loader } {
  const loader = new Loader({ ...settings.loader, texts });
  const failures: string[] = [];
  const roots: Root[] = [];
  const read = new Set<SourceDocument>();
  const add = (loaded: Loaded, name: string | undefined): void => {
    if ('failure' in loaded) failures.push(sentence(loaded.failure));
    else if (!read.has(loaded.document)) {
      read.add(loaded.document);
      roots.push({ document: withoutTags(loaded.document, settings.lint.template ?? 'auto'), name });
    }
  };
  for (const { name, path } of settings.named) add(loader.load(path), name);
  for (const path of paths) add(path === '-' ? fromStdin(loader, stdin ?? new Uint8Array(), settings) : loader.load(path), undefined);
  expectWork(roots.length, roots.reduce((sum, { document }) => sum + document.text.length, 0));
  return { roots, failures, loader };
}

/** Everything that is judged together. */
export function workspaceOf(roots: readonly Root[], settings: Settings, loader: Loader): Workspace {
  return createWorkspace(
    roots.map(({ document, name }) => ({ document, name, target: settings.targetOf(document), configId: settings.configId })),
    { includes: loader, includeCheck: settings.includeCheck, separate: settings.separate, clusters: settings.clusters },
  );
}

function fromStdin(loader: Loader, bytes: Uint8Array, { cwd, stdinFilename }: Settings): Loaded {
  return loader.loadBytes(bytes, stdinFilename?.split('\\').join('/') ?? '<stdin>', stdinFilename === undefined ? cwd : dirname(resolve(cwd, stdinFilename)));
}

const nothing: LintResult = { files: [], clusters: [], target: undefined };

/** One file must not keep the others from being judged: where judging all together fails, each is judged alone. */
function lintAll(roots: readonly Root[], settings: Settings, loader: Loader, failures: string[], bar: ProgressBar | undefined): LintResult {
  try {
    return lint(workspaceOf(roots, settings, loader), { ...settings.lint, progress: bar?.step });
  } catch (error) {
    if (roots.length <= 1) {
      failures.push(`${roots[0]?.document.path ?? ''}: internal error: ${reason(error)}`);
      return nothing;
    }
    const before = failures.length;
    const each = roots.map((root) => lintAll([root], settings, loader, failures, bar));
    if (failures.length === before) failures.push(`internal error in judging the files together: ${reason(error)}`);
    return { files: each.flatMap(({ files }) => files), clusters: [], target: each.find(({ target }) => target !== undefined)?.target };
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? error.name) : String(error);
}

const reasons: Readonly<Record<LoadFailure['kind'], string>> = {
  missing: 'no such file',
  unreadable: 'cannot be read',
  folder: 'it is a folder',
  'not-regular': 'it is not a regular file',
  binary: 'it is a binary file',
  'too-large': 'it is larger than 32 MiB',
};

/** Which file could not be read, and why, in one line. */
export function sentence({ kind, path, code }: LoadFailure): string {
  const why = kind === 'unreadable' && (code === 'EACCES' || code === 'EPERM') ? 'permission denied' : code === 'ELOOP' ? 'too many symbolic links' : reasons[kind];
  return `${path}: ${why}`;
}

/** Everything that standard input holds, up to a little more than a file may. */
export async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Not readFileSync(0): that fails where nothing is there yet and the other end does not want to be waited for.
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_FILE_BYTES) break;
  }
  return Buffer.concat(chunks);
}
