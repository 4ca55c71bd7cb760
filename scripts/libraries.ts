/** What is bundled for people to import. */
export interface Library {
  /** Sources below `packages/`, by the name of the file in `dist`. */
  readonly entries: Readonly<Record<string, string>>;
  /** Libraries that are installed with the package, since a caller has to share them. */
  readonly external?: readonly string[];
}

/** What can be imported, by folder. Entries of one package share their code, so that each class exists once. */
export const libraries: Readonly<Record<string, Library>> = {
  syntax: { entries: { index: 'syntax/src/index.ts' } },
  schema: { entries: { index: 'schema/src/index.ts' } },
  semantics: { entries: { index: 'semantics/src/index.ts', load: 'semantics/src/load.ts' } },
  kalint: { entries: { index: 'kalint/src/index.ts', load: 'kalint/src/cli/load.ts' } },
  kafmt: { entries: { index: 'kafmt/src/index.ts' } },
  'prettier-plugin-keepalived': { entries: { index: 'prettier-plugin-keepalived/src/index.ts' } },
  'language-server': { entries: { index: 'language-server/src/index.ts' }, external: ['vscode-languageserver', 'vscode-languageserver-textdocument'] },
};
