/**
 * Runs a bundle as the stand-alone executable will, and keeps the code that V8 compiled of it when the process ends.
 * `KACONF_KEEP` holds the bundle, the name under which it runs, and the file to write, with `:` between them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';

const [bundle = '', name = '', kept = ''] = (process.env['KACONF_KEEP'] ?? '').split(':');
const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(bundle, 'latin1')}\n})`;
const script = new Script(source, { filename: name });
const bundled = { exports: {} };
(script.runInThisContext() as (...given: readonly unknown[]) => void)(bundled.exports, require, bundled, name, '/');
process.on('exit', () => {
  const cachedData = script.createCachedData();
  if (new Script(source, { filename: name, cachedData }).cachedDataRejected === true) throw new Error(`the compiled code of ${name} is not accepted`);
  writeFileSync(kept, cachedData);
});
