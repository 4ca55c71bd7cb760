import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of the pair fixture by path. */
export function pairFiles(): Record<string, string> {
  const folder = 'fixtures/lsp/pair';
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
  }));
}

export const lb1 = 'lb1/keepalived.conf';
export const lb2 = 'lb2/keepalived.conf';
export const checks = 'lb1/conf.d/checks.conf';
