/**
 * Writes the manual pages and the completions for bash, zsh and fish to `dist/manual`, from the options as the commands
 * themselves know them.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bashCompletion } from './manual/bash.ts';
import { fishCompletion } from './manual/fish.ts';
import { manualCommands, ruleIds, ruleSeverities, version } from './manual/model.ts';
import { manualPage } from './manual/roff.ts';
import { manualTexts } from './manual/texts.ts';
import { zshCompletion } from './manual/zsh.ts';

/**
 * All files, by their names in an installation below `share`.
 *
 * @param date of the manual pages, `2026-11-22`
 */
export function manualFiles(date: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const command of manualCommands) {
    const text = manualTexts[command.name];
    if (!text) throw new Error(`there is no text for the manual page of ${command.name}`);
    files.set(`man/man1/${command.name}.1`, manualPage(command, text, version, date));
    files.set(`bash-completion/completions/${command.name}`, bashCompletion(command, ruleIds, ruleSeverities));
    files.set(`zsh/vendor-completions/_${command.name}`, zshCompletion(command, ruleIds, ruleSeverities));
    files.set(`fish/vendor_completions.d/${command.name}.fish`, fishCompletion(command, ruleIds, ruleSeverities));
  }
  return files;
}

/** The day of the last change that was recorded, so that the same sources give the same files. */
export function sourceDate(): Date {
  const epoch = Number(process.env['SOURCE_DATE_EPOCH'] ?? Number.NaN);
  return Number.isFinite(epoch) ? new Date(epoch * 1000) : new Date();
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '../dist/manual');
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of manualFiles(sourceDate().toISOString().slice(0, 10))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  process.stdout.write(`${folder}: manual pages and completions for ${manualCommands.map(({ name }) => name).join(', ')}\n`);
}
