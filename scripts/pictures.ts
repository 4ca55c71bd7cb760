/** `npm run pictures`: what the commands print on a terminal, as pictures for the README. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { terminalPicture } from './pictures/terminal-picture.ts';

const root = join(fileURLToPath(import.meta.url), '../..');
const cluster = 'fixtures/clusters/weak-weight';

/** Each picture: its file, and the command as a reader would type it in a folder with the two files. */
const scenes = [
  ['terminal-lint', ['lb1.conf', 'lb2.conf']],
  ['terminal-failover', ['failover', 'lb1.conf', 'lb2.conf']],
] as const;

for (const [name, args] of scenes) {
  const { stdout } = spawnSync(process.execPath, [join(root, 'packages/kalint/bin/kalint.js'), ...args], {
    cwd: join(root, cluster), encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '1', COLUMNS: '110', LANG: 'C.UTF-8' },
  });
  writeFileSync(join(root, 'docs/images', `${name}.svg`), terminalPicture(`$ kalint ${args.join(' ')}\n\n${stdout.trimEnd()}`));
}
