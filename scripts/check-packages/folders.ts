/** Folders below `packages/` that are published. */
export const published = ['syntax', 'schema', 'semantics', 'kalint', 'kafmt', 'prettier-plugin-keepalived', 'language-server'] as const;
export type Published = (typeof published)[number];
