import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { blocksModule } from './generate/blocks.ts';
import { kalintSchema } from './generate/config-schema.ts';
import { ebnf } from './generate/ebnf.ts';
import { type Grammar, readGrammar } from './generate/grammar.ts';
import { jsonSchema } from './generate/json-schema.ts';
import { conformancePage } from './generate/conformance-page.ts';
import { keywordsModule } from './generate/keywords.ts';
import { keywordPages } from './generate/pages.ts';
import { textMateGrammar } from './generate/textmate.ts';
import { readmeWithRules, rulePages } from './generate/rule-pages.ts';
import { rulesIndex } from './generate/rules-index.ts';
import { vimSyntax } from './generate/vim.ts';

/** One generated file, or a folder of them. */
interface Product {
  /** Relative to the project; of a folder, every file in it is generated. */
  readonly path: string;
  /** The text of the file, or of each file of the folder by name. */
  readonly content: (grammar: Grammar) => string | ReadonlyMap<string, string> | Promise<string | ReadonlyMap<string, string>>;
}

/** Everything that is generated: one line each. */
const products: readonly Product[] = [
  { path: 'packages/schema/src/generated/keywords.ts', content: keywordsModule },
  { path: 'packages/schema/src/generated/blocks.ts', content: blocksModule },
  { path: 'grammar/keepalived.tmLanguage.json', content: textMateGrammar },
  { path: 'grammar/keepalived.schema.json', content: jsonSchema },
  { path: 'grammar/keepalived.ebnf', content: ebnf },
  { path: 'grammar/keepalived.vim', content: vimSyntax },
  { path: 'docs/keywords', content: keywordPages },
  { path: 'packages/kalint/src/generated/rules.ts', content: rulesIndex },
  { path: 'packages/kalint/kalint.schema.json', content: kalintSchema },
  { path: 'docs/rules', content: rulePages },
  { path: 'docs/conformance.md', content: conformancePage },
  { path: 'README.md', content: readmeWithRules },
];

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const stale: string[] = [];

function put(path: string, text: string): void {
  const full = join(project, path);
  if (existsSync(full) && readFileSync(full, 'utf8') === text) return;
  stale.push(path);
  if (check) return;
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
}

function putFolder(path: string, files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) put(join(path, name), text);
  const full = join(project, path);
  for (const name of existsSync(full) ? readdirSync(full) : []) {
    if (files.has(name)) continue;
    stale.push(join(path, name));
    if (!check) rmSync(join(full, name));
  }
}

const grammar = readGrammar(join(project, 'grammar'));
for (const { path, content } of products) {
  const made = await content(grammar);
  if (typeof made === 'string') put(path, made);
  else putFolder(path, made);
}

if (check && stale.length > 0) {
  console.error(`Not up to date; run "npm run generate":\n${stale.map((path) => `  ${path}`).join('\n')}`);
  process.exitCode = 1;
} else console.log(stale.length === 0 ? 'Everything is up to date.' : stale.map((path) => `wrote ${path}`).join('\n'));
