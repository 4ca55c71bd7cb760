#!/usr/bin/env node
// A committed launcher: npm links it at install time, before `prepare` has built the bundle that it loads.
import module from 'node:module';
module.enableCompileCache?.();
await import('../dist/cli.cjs');
