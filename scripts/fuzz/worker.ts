/** Tries texts until the time is over. What it tries at the moment stands in shared memory: if it hangs, the other thread can tell on what. */
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { Announcement } from './announcement.ts';
import { GuidedFuzzer } from './guided.ts';
import { instrument } from './instrument.ts';
import * as plain from './properties.ts';
import { Random } from '../random.ts';
import { anyText, beginnings, corpus, dictionary } from './texts.ts';

export interface Job {
  readonly target: plain.Target;
  readonly guided: boolean;
  readonly seed: number;
  readonly milliseconds: number;
  /** What is worked on, see {@link Announcement}. */
  readonly shared: SharedArrayBuffer;
}

export interface Find {
  readonly message: string;
  readonly texts: readonly string[];
}

export interface Report {
  readonly counts: Readonly<Record<plain.Target, number>>;
  readonly attempts: number;
  readonly note: string;
  readonly find?: Find;
}

const job = workerData as Job;
const until = performance.now() + job.milliseconds;
const announcement = new Announcement(job.shared);
/** One find of each kind is enough. */
const kinds = new Set<string>();
let attempts = 0;
let last = '';
let counts: Report['counts'] = plain.counts;

function announce(...texts: readonly string[]): void {
  attempts++;
  announcement.announce(texts);
}

function report(note: string, find?: Find): void {
  last = note;
  parentPort?.postMessage({ counts: { ...counts }, attempts, note, ...(find ? { find } : {}) } satisfies Report);
}

function kindOf(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return `${message.replace(/".*|\d+/gs, '')} ${stack?.split('\n').find((line) => line.includes(' at '))?.replace(/:\d+:\d+/, '') ?? ''}`;
}

/** What is known already counts as good, so that something new can be found. */
function isNews(error: unknown): boolean {
  return !kinds.has(kindOf(error));
}

function record(error: unknown, texts: readonly string[]): void {
  if (!isNews(error)) return;
  kinds.add(kindOf(error));
  report('find', { message: error instanceof Error ? error.stack ?? error.message : String(error), texts });
}

/** Without what is not needed for the error. */
function smallest(text: string, fails: (text: string) => boolean): string {
  let best = text;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.length;) {
      const shorter = best.slice(0, at) + best.slice(at + size);
      if (fails(shorter)) best = shorter;
      else at += size;
    }
  }
  return best;
}

async function guided(): Promise<void> {
  const { exports, hits } = await instrument<typeof plain>('scripts/fuzz/properties.ts');
  ({ counts } = exports);
  const property = { parse: exports.parses, format: exports.formats, lint: exports.lints, fix: exports.fixes, lsp: exports.parses }[job.target];
  const failure = (text: string): unknown => {
    try {
      property(text);
      return undefined;
    } catch (error) {
      return error;
    }
  };
  const attempt = (text: string): void => {
    announce(text);
    const error = failure(text);
    if (error === undefined || !isNews(error)) return;
    const kind = kindOf(error);
    record(error, [smallest(text, (shorter) => { const other = failure(shorter); return other !== undefined && kindOf(other) === kind; })]);
  };
  // Of long texts each beginning, middle and end is a seed.
  const longest = job.target === 'parse' ? 200 : 500;
  const seeds = corpus().filter((text) => !/~SEQ|~LST/.test(text)).flatMap((text) => [0, 1, 2].map((part) => text.slice(part * longest, (part + 1) * longest)));
  const fuzzer = new GuidedFuzzer({ hits, dictionary, seeds: ['', ...seeds.slice(0, job.target === 'parse' ? 3_000 : 300)], longest, random: new Random(job.seed), attempt });
  for (let next = performance.now(); performance.now() < until;) {
    for (let count = 0; count < 50; count++) fuzzer.step();
    if (performance.now() < next) continue;
    report(`${fuzzer.branches} of ${hits.length} branches, ${fuzzer.parents} parents`);
    next = performance.now() + 10_000;
    await new Promise((resolve) => { setImmediate(resolve); });
  }
}

async function generated(): Promise<void> {
  const { target } = job;
  if (target === 'parse') for (const text of corpus().slice(0, 40)) for (const beginning of beginnings(text.slice(0, 1_500))) attemptPlain([beginning], () => { plain.parses(beginning); });
  for (let seed = job.seed; performance.now() < until; seed++) {
    const settings = { seed, numRuns: 2_000, interruptAfterTimeLimit: Math.max(1, until - performance.now()) };
    const guard = (work: () => void, ...texts: readonly string[]): void => {
      announce(...texts);
      try {
        work();
      } catch (error) {
        if (isNews(error)) throw error;
      }
    };
    const result = target === 'parse' || target === 'format'
      ? fc.check(fc.property(anyText(), (text) => { guard(() => { (target === 'parse' ? plain.parses : plain.formats)(text); }, text); }), settings)
      : target === 'lsp'
        ? await conversation(settings)
        : fc.check(fc.property(anyText(), anyText(), (text, other) => { guard(() => { (target === 'lint' ? plain.lints : plain.fixes)(text, other); }, text, other); }), settings);
    if (result.failed && result.counterexample) record(result.errorInstance, result.counterexample);
    report(`seed ${seed}`);
    await new Promise((resolve) => { setImmediate(resolve); });
  }
}

function attemptPlain(texts: readonly string[], work: () => void): void {
  announce(...texts);
  try {
    work();
  } catch (error) {
    record(error, texts);
  }
}

async function conversation(settings: fc.Parameters<[string, string]>): Promise<fc.RunDetails<[string, string]>> {
  const { Editor } = await import('./language-server.ts');
  const editor = await Editor.start();
  const random = new Random(job.seed);
  const result = await fc.check(
    fc.asyncProperty(anyText(), anyText(), async (text, other) => {
      announce(text, other);
      try {
        await editor.visit(text, other, random);
      } catch (error) {
        if (isNews(error)) throw error;
      }
    }),
    settings,
  );
  editor.close();
  return result;
}

void (job.guided ? guided() : generated()).then(() => { report(last); });
