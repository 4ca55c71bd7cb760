/**
 * The stand-alone file: one executable that is `kalint`, `kafmt` or `keepalived-language-server` by the name under which
 * it is called, else by its first argument. It holds the bundle of each command, and the code that V8 compiled of it
 * when the executable was built.
 *
 * A snapshot of V8's heap with everything loaded was tried, too: it starts no sooner, since twice as much is to be read.
 */
import { getRawAsset } from 'node:sea';
import { Script } from 'node:vm';
import type { WorkerOptions } from 'node:worker_threads';

const usage = `Usage: kaconf kalint|kafmt|keepalived-language-server [options] ...

Linter, formatter and language server for keepalived.conf in one file. Called under one of these names (through a link, say)
it is that program. Each of them has --help.
`;

function asset(name: string): Buffer {
  return Buffer.from(getRawAsset(name) as ArrayBuffer);
}

/** Bundles require nothing but what comes with Node. A thread cannot be given the file of a command: there is none. */
function requireFor(source: string): (id: string) => unknown {
  return (id) => {
    const found: unknown = process.getBuiltinModule(id);
    if (id !== 'node:worker_threads' && id !== 'worker_threads') return found;
    const threads = found as typeof import('node:worker_threads');
    class CommandThread extends threads.Worker {
      constructor(_file: string | URL, options?: WorkerOptions) {
        super(source, { ...options, eval: true });
      }
    }
    return { ...threads, Worker: CommandThread };
  };
}

/** @param name of a command; also the file of which stack traces speak */
function start(name: string): void {
  const source = asset(name).toString('latin1');
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, { filename: name, cachedData: asset(`${name}.code`) });
  const module = { exports: {} };
  (script.runInThisContext() as (...given: readonly unknown[]) => void)(module.exports, requireFor(source), module, name, '/');
}

const commands: readonly string[] = ['kalint', 'kafmt', 'keepalived-language-server'];
const called = /([^/\\]*?)(?:\.exe)?$/.exec(process.argv0)?.[1] ?? '';
const [first = ''] = process.argv.slice(2);

if (commands.includes(called)) start(called);
else if (commands.includes(first)) {
  process.argv.splice(2, 1);
  start(first);
} else if (first === '--version') process.stdout.write(`${asset('version').toString()}\n`);
else if (first === '--help' || first === '-h') process.stdout.write(usage);
else {
  process.stderr.write(first === '' ? usage : `kaconf: there is no command ${JSON.stringify(first)}\n${usage}`);
  process.exitCode = 2;
}
