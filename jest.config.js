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
};
