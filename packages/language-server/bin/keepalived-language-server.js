#!/usr/bin/env node
// A committed launcher: npm links it at install time, before `prepare` has built the bundle that it loads.
// CommonJS (see package.json beside it): starting Node's loader of ES modules takes longer than a small run.
'use strict';
require('../dist/main.cjs');
