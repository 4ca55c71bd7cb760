/** Jest runs the TypeScript sources as native ES modules; the custom condition picks `src` instead of `dist`. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@kaconf/source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/packages/*/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }],
  },
  reporters: ['default', '<rootDir>/scripts/jest-summary.js'],
  maxWorkers: 2,
};
