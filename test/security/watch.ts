/** Scripts for Node's `--require` that watch a program from inside; they tell at its end, on standard error. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

function script(code: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'watch-'));
  folders.push(folder);
  const file = join(folder, 'watch.cjs');
  writeFileSync(file, code);
  return file;
}

/** Whether the prototypes of objects, arrays, functions, texts and maps are at the end what they were at the beginning. */
export function watchPrototypes(): string {
  return script(`
    const kinds = [Object, Array, Function, String, Number, Map, Set, Promise, RegExp, Error];
    const state = () => kinds.map(({ name, prototype }) => name + ': ' + Reflect.ownKeys(prototype).map((key) => {
      const { value, get, enumerable } = Object.getOwnPropertyDescriptor(prototype, key);
      return String(key) + (enumerable ? ' enumerable ' : ' ') + typeof value + typeof get;
    }).join(', ')).join('\\n');
    const before = state();
    process.on('exit', () => { require('node:fs').writeSync(2, state() === before && ({}).polluted === undefined ? 'prototypes: unchanged\\n' : 'prototypes: CHANGED\\n'); });
  `);
}

/** Every call that would use the network or start a program: it fails, and is told. */
export function watchDoors(): string {
  return script(`
    const told = [];
    const close = (owner, name, label) => {
      if (typeof owner?.[name] !== 'function') return;
      const refuse = function () { told.push(label + '.' + name); throw new Error('closed: ' + label + '.' + name); };
      Object.defineProperty(owner, name, { value: refuse, configurable: true, writable: true });
    };
    const closeAll = (name, except = []) => { const library = require('node:' + name); for (const key of Object.keys(library)) if (/^[a-z]/.test(key) && !except.includes(key)) close(library, key, name); };
    const net = require('node:net');
    close(net.Socket.prototype, 'connect', 'net.Socket');
    close(net.Server.prototype, 'listen', 'net.Server');
    for (const name of ['connect', 'createConnection', 'createServer']) close(net, name, 'net');
    closeAll('dns'); closeAll('dgram'); closeAll('http', ['validateHeaderName', 'validateHeaderValue', 'setMaxIdleHTTPParsers']); closeAll('https'); closeAll('http2'); closeAll('tls', ['rootCertificates']);
    close(require('node:dns').promises, 'lookup', 'dns.promises'); close(require('node:dns').promises, 'resolve', 'dns.promises');
    closeAll('child_process'); closeAll('cluster');
    for (const name of ['fetch', 'WebSocket', 'EventSource']) if (globalThis[name]) close(globalThis, name, 'globalThis');
    process.on('exit', () => { require('node:fs').writeSync(2, told.length === 0 ? 'doors: untouched\\n' : 'doors: ' + told.join(', ') + '\\n'); });
  `);
}

/** Deletes the scripts; for `afterAll`. */
export function removeWatchers(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
