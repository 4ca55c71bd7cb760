/** Clusters as they should be, each accepted by the real keepalived: nothing may be found in them that is more than advice. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, parseVersion, lineAt } from '@kaconf/semantics';
import { Loader } from '../packages/semantics/src/load.ts';
import { lint } from '../packages/kalint/src/engine.ts';
import { defaultLintConfig } from '../packages/kalint/src/lint-types.ts';
import { targetComment } from '../packages/kalint/src/target.ts';

const root = join(import.meta.dirname, '../fixtures/exemplary');
const clusters = readdirSync(root);

describe.each(['2.2.7', '2.4.3'])('keepalived %s', (version) => {
  test.each(clusters)('%s', (cluster) => {
    const folder = join(root, cluster);
    const loader = new Loader({ cwd: folder });
    const roots = readdirSync(folder).flatMap((path) => {
      const loaded = loader.load(path);
      if (!('document' in loaded)) throw new Error(path);
      return [{ document: loaded.document, target: targetComment(loaded.document) ?? parseVersion(version) ?? 0 }];
    });
    const result = lint(createWorkspace(roots, { includes: loader }), defaultLintConfig);
    const found = result.files.flatMap(({ document, diagnostics }) => diagnostics.filter(({ severity }) => severity !== 'info').map(({ rule, message, place }) => `${document.path}:${lineAt(document, place.range.start)} ${rule}: ${message}`));
    expect(found).toEqual([]);
    expect(result.files.map(({ accepts }) => accepts)).toEqual(result.files.map(() => true));
    if (roots.length > 1) expect(result.clusters.some(({ nodes }) => nodes.length === roots.length)).toBe(true);
  });
});
