/**
 * Runs a bundle with the code that V8 compiled of it in an earlier run. Reading and compiling the bundle anew takes
 * longer than judging a file. Node's own cache (`module.enableCompileCache`) comes with Node 22 only, keeps what the very
 * first run has compiled (`--version`, say), and lies in the folder for temporary files, where others may write.
 *
 * The code lies in the user's cache folder. It is as trusted as the program itself, so it is only taken from a folder and
 * a file that belong to the user and that nobody else may write. Where anything about it is not as it should be, the
 * bundle is compiled as if there were no cache.
 */
import { closeSync, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, renameSync, rmSync, writeFileSync, type Stats } from 'node:fs';
import { Script } from 'node:vm';

/** What a bundle tells its launcher. */
interface Bundle {
  /** Becomes true when the ordinary work was done, so that the code of this run is worth keeping. */
  readonly work?: { readonly done: boolean; readonly large?: boolean };
}

/** `build.ts` puts it at the start of a bundle: a hash of the rest. V8 itself compares nothing but lengths. */
const mark = /^\/\/([0-9a-f]{16})\n/;
const closing = '\n})';
const opening = '(function (exports, require, module, __filename, __dirname) {';
/** After a longer run V8 has thrown away the code of what only runs at the start. */
const longestRunInSeconds = 3;
const mostFiles = 16;
/** A large run uses more functions; reading their code would slow down small runs, so it gives way when one comes by. */
const ofLarge = '-large';
const smallRunInSeconds = 0.5;

/**
 * Runs a CommonJS bundle.
 *
 * @param file absolute path; the text has to be ASCII
 */
export function start(file: string): void {
  const source = wrapped(file);
  const hash = process.env.NODE_DISABLE_COMPILE_CACHE === '1' ? undefined : mark.exec(source.slice(opening.length, opening.length + 32))?.[1];
  const folder = hash === undefined ? undefined : cacheFolder(process.env);
  const cache = `${folder ?? ''}/${hash ?? ''}-${process.version}-${process.arch}`;
  const small = folder === undefined ? undefined : readOwn(folder, cache);
  const cachedData = small ?? (folder === undefined ? undefined : readOwn(folder, `${cache}${ofLarge}`));
  const script = new Script(source, { filename: file, columnOffset: -opening.length, cachedData });
  const bundle: { exports: Bundle } = { exports: {} };
  // Bundles require nothing but what comes with Node.
  (script.runInThisContext() as (...given: readonly unknown[]) => void)(bundle.exports, require, bundle, file, __dirname);
  const taken = cachedData !== undefined && script.cachedDataRejected !== true;
  if (folder === undefined || (taken && small !== undefined)) return;
  // Code fits one set of V8's flags only: a run with others must not take away what the ordinary ones use.
  if (process.execArgv.length > 0 || process.env.NODE_OPTIONS !== undefined) return;
  process.on('exit', (status) => {
    const { work } = bundle.exports;
    if (status > 1 || work?.done !== true) return;
    const large = work.large === true || process.uptime() > smallRunInSeconds;
    if (!taken) keep(folder, large ? `${cache}${ofLarge}` : cache, script);
    else if (!large) remove(`${cache}${ofLarge}`);
  });
}

/** The text of a bundle as a function. Put together before it is a string: a second large string is one more collection of garbage. */
function wrapped(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.allocUnsafeSlow(opening.length + size + closing.length);
    bytes.write(opening, 'latin1');
    let end = opening.length;
    for (let got = 1; got > 0 && end < opening.length + size; end += got) got = readSync(descriptor, bytes, end, opening.length + size - end, null);
    return bytes.toString('latin1', 0, end + bytes.write(closing, end, 'latin1'));
  } finally {
    closeSync(descriptor);
  }
}

function cacheFolder({ XDG_CACHE_HOME, HOME, LOCALAPPDATA }: NodeJS.ProcessEnv): string | undefined {
  // A relative XDG_CACHE_HOME is to be ignored, says its specification.
  if (XDG_CACHE_HOME?.startsWith('/')) return `${XDG_CACHE_HOME}/kaconf`;
  if (process.platform === 'win32') return LOCALAPPDATA === undefined ? undefined : `${LOCALAPPDATA}/kaconf`;
  return HOME?.startsWith('/') ? `${HOME}/.cache/kaconf` : undefined;
}

/** Windows has no such owners and modes; there the folder is in the user's profile. */
function isOwn(stats: Stats): boolean {
  return process.geteuid === undefined || (stats.uid === process.geteuid() && (stats.mode & 0o022) === 0);
}

function readOwn(folder: string, file: string): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    const parent = lstatSync(folder);
    if (!parent.isDirectory() || !isOwn(parent)) return undefined;
    descriptor = openSync(file, 'r');
    const stats = fstatSync(descriptor);
    return stats.isFile() && isOwn(stats) ? readFileSync(descriptor) : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Whole or not at all; where it cannot be written, the next run is as slow as this one. */
function keep(folder: string, file: string, script: Script): void {
  if (process.uptime() >= longestRunInSeconds) return;
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const parent = lstatSync(folder);
    if (!parent.isDirectory() || !isOwn(parent)) return;
    writeFileSync(temporary, script.createCachedData(), { flag: 'wx', mode: 0o600 });
    renameSync(temporary, file);
    forget(folder);
  } catch {
    remove(temporary);
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Not even the folder is there.
  }
}

/** Each version of each command leaves a file. */
function forget(folder: string): void {
  const files = readdirSync(folder).map((name) => ({ path: `${folder}/${name}`, time: lstatSync(`${folder}/${name}`).mtimeMs }));
  for (const { path } of files.sort((one, other) => other.time - one.time).slice(mostFiles)) remove(path);
}
