/**
 * The stand-alone file: one executable that is `kalint`, `kafmt` or `keepalived-language-server` by the name under which
 * it is called, else by its first argument.
 *
 * Linter and formatter are part of a snapshot of V8's heap, taken after they have worked once: the executable starts with
 * everything loaded and compiled. The server opens sockets and starts processes, which no snapshot can hold; it is read
 * when it is wanted, with its compiled code beside it.
 */
import { startupSnapshot } from 'node:v8';
import { Script } from 'node:vm';
import { command as kafmt } from '../../packages/kafmt/src/cli/command.ts';
import { command as kalint } from '../../packages/kalint/src/cli/command.ts';
import { version } from '../../packages/kalint/src/version.ts';

/** The name of the file in which the server's code is said to stand, for stack traces. */
const serverName = 'keepalived-language-server';
const commands: Readonly<Record<string, (argv: readonly string[]) => unknown>> = { kalint, kafmt, [serverName]: server };

const usage = `Usage: kaconf kalint|kafmt|keepalived-language-server [options] ...

Linter, formatter and language server for keepalived.conf in one file. Called under one of these names (through a link, say)
it is that program. Each of them has --help.
`;

function server(): void {
  const { getRawAsset } = process.getBuiltinModule('node:sea');
  const asset = (name: string): Buffer => Buffer.from(getRawAsset(name) as ArrayBuffer);
  const source = asset('server').toString('latin1');
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, { filename: serverName, cachedData: asset('server-code') });
  const module = { exports: {} };
  (script.runInThisContext() as (...given: readonly unknown[]) => void)(module.exports, require, module, serverName, '/');
}

function start(): void {
  const called = /([^/\\]*?)(?:\.exe)?$/.exec(process.argv0)?.[1] ?? '';
  const named = commands[called];
  if (named) {
    named(process.argv.slice(2));
    return;
  }
  const [first = '', ...rest] = process.argv.slice(2);
  const chosen = Object.hasOwn(commands, first) ? commands[first] : undefined;
  if (chosen) {
    // The server's library reads the command line itself.
    process.argv.splice(2, 1);
    chosen(rest);
  } else if (first === '--version') process.stdout.write(`${version}\n`);
  else if (first === '--help' || first === '-h') process.stdout.write(usage);
  else {
    process.stderr.write(first === '' ? usage : `kaconf: there is no command "${JSON.stringify(first).slice(1, -1)}"\n${usage}`);
    process.exitCode = 2;
  }
}

/** Lets both commands do what they mostly do, so that the snapshot holds the code for it. */
async function warmUp(files: readonly string[]): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await kalint(files);
    await kalint(['--format', 'json', ...files]);
    await kafmt(['--check', ...files]);
    for (const file of files) await kafmt([file]);
  }
  process.exitCode = undefined;
}

if (startupSnapshot.isBuildingSnapshot()) {
  startupSnapshot.setDeserializeMainFunction(start);
  void warmUp((process.env['KACONF_WARM_UP'] ?? '').split(':'));
} else start();
