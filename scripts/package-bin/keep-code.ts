/**
 * Runs a bundle as the stand-alone executable will, and keeps the code that V8 compiled of it when the process ends.
 * `KACONF_KEEP` holds the bundle, the name under which it runs, and the file to write, with `:` between them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';

const [bundle = '', name = '', kept = ''] = (process.env['KACONF_KEEP'] ?? '').split(':');
const script = new Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(bundle, 'latin1')}\n})`, { filename: name });
const module_ = { exports: {} };
(script.runInThisContext() as (...given: readonly unknown[]) => void)(module_.exports, require, module_, name, '/');
process.on('exit', () => { writeFileSync(kept, script.createCachedData()); });
