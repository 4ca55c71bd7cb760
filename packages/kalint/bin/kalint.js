#!/usr/bin/env node
// A committed launcher: npm links it at install time, before `prepare` has built the bundle that it loads.
// `import()` of a CommonJS file would first search all of it for export names, which takes longer than a small run.
import module, { createRequire } from 'node:module';
module.enableCompileCache?.();
createRequire(import.meta.url)('../dist/cli.cjs');
