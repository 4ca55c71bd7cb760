import { readFileSync } from 'node:fs';

/** Names of packages lead to their sources, by the one table that the type checker, tsx and esbuild read as well. */
const { paths } = JSON.parse(readFileSync(new URL('tsconfig.base.json', import.meta.url), 'utf8')).compilerOptions;
const moduleNameMapper = Object.fromEntries(
  Object.entries(paths).map(([name, [path]]) => [`^${name}$`, path.replace(/^\./, '<rootDir>')]),
);

/** Jest runs the TypeScript sources as native ES modules. */
export default {
  testEnvironment: 'node',
  moduleNameMapper,
  testMatch: ['<rootDir>/packages/*/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }],
  },
  reporters: ['default', '<rootDir>/scripts/jest-summary.js'],
  maxWorkers: 2,
  // Node 20 never frees the modules of a test file, so a worker grows with each one. One of two gigabytes takes so long to
  // end that Jest kills it and blames the tests; above this size it gives way to a new one.
  workerIdleMemoryLimit: '1GB',
};
