import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** The one table of allowed imports between packages (docs/architecture.md shows it as a picture). */
const layers = {
  syntax: [],
  schema: [],
  semantics: ['@kaconf/syntax', '@kaconf/schema'],
  kalint: ['@kaconf/syntax', '@kaconf/schema', '@kaconf/semantics'],
  kafmt: ['@kaconf/syntax', '@kaconf/schema'],
  'language-server': ['@kaconf/syntax', '@kaconf/schema', '@kaconf/semantics', 'kalint', 'kafmt'],
  vscode: [],
};
const inner = ['@kaconf/syntax', '@kaconf/schema', '@kaconf/semantics', 'kalint', 'kafmt', 'keepalived-language-server'];

/** Files that may touch the host; everything else must also run in a browser. */
const doors = [
  'packages/semantics/src/load.ts',
  'packages/kalint/src/cli.ts',
  'packages/kalint/src/cli/**',
  'packages/kafmt/src/cli.ts',
  'packages/kafmt/src/cli/**',
  'packages/language-server/src/main.ts',
  'packages/language-server/src/browser.ts',
  'packages/vscode/**',
];

const restrict = (name, noNode) => ({
  'no-restricted-imports': ['error', {
    patterns: [
      ...inner.filter((other) => !layers[name].includes(other)).map((other) => ({ regex: `^${other}(/|$)`, message: `${name} may not import ${other} (see docs/architecture.md)` })),
      { group: ['@kaconf/*/src/*', '@kaconf/*/src', 'kalint/src/*', 'kafmt/src/*'], message: 'import a package by its name' },
      ...(name === 'syntax' ? [] : [{ group: ['chevrotain'], message: 'Chevrotain stays behind @kaconf/syntax' }]),
      ...(noNode ? [{ group: ['node:*', 'fs', 'path', 'os', 'child_process', 'process'], message: 'only the doors touch the host' }] : []),
    ],
  }],
});

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/generated/**', 'fixtures/**', 'coverage/**'] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    files: ['**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  // A regular expression that takes quadratic time on some text would be a way to stop the tools.
  {
    files: ['packages/**/*.ts', 'packages/**/*.js'],
    // Chevrotain matches the patterns of tokens at one place only.
    ignores: ['**/*.test.ts', '**/e2e/**', 'packages/syntax/src/tokens.ts'],
    plugins: { regexp },
    rules: { 'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }], 'regexp/no-super-linear-move': ['error', { report: 'potential' }] },
  },
  { files: ['**/*.test.ts', 'packages/kalint/src/locales/**', 'grammar/**'], rules: { 'max-lines': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
  // The launchers are CommonJS, for a quick start.
  { files: ['packages/*/bin/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  ...Object.keys(layers).map((name) => ({
    files: [`packages/${name}/src/**/*.ts`],
    ignores: [...doors, '**/*.test.ts'],
    rules: { ...restrict(name, true), 'no-restricted-globals': ['error', 'process', 'Buffer', '__dirname', 'require'] },
  })),
  ...Object.keys(layers).map((name) => ({
    files: doors.filter((door) => door.startsWith(`packages/${name}/`)).concat(`packages/${name}/src/**/*.test.ts`),
    rules: restrict(name, false),
  })),
);
