#!/usr/bin/env node
// A committed launcher: npm links it at install time, before `prepare` has built the bundle that it loads.
import module from 'node:module';

module.enableCompileCache?.();
// Not `import`: that would look through the whole bundle for the names it exports, which takes longer than to run it.
module.createRequire(import.meta.url)('../dist/cli.cjs');
