import { watch as watchFolder, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import { run, type RunContext } from './run.ts';

/** Editors write a file in several steps; judging waits until they are done. */
const settleMilliseconds = 150;

/**
 * Judges again whenever a file that was read changes, or a new one appears beside it. Ends with the process.
 *
 * @param configFile absolute; a change of it asks for a new start, since it may change everything
 */
export async function watch(context: RunContext, configFile: string | undefined): Promise<number> {
  const { terminal } = context;
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let again = false;
  const judge = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    if (terminal.outIsTerminal) terminal.out('\x1b[2J\x1b[H');
    const { files } = await run(context);
    follow(new Set([context.settings.cwd, ...files.map((file) => dirname(file))]));
    terminal.err('kalint: waiting for changes (end with Ctrl+C)\n');
    running = false;
    if (again) {
      again = false;
      await judge();
    }
  };
  const follow = (folders: ReadonlySet<string>): void => {
    for (const folder of folders) {
      if (watchers.has(folder)) continue;
      const watcher = watchFolder(folder, (_event, name) => { changed(name ?? ''); });
      watcher.on('error', () => watchers.delete(folder));
      watchers.set(folder, watcher);
    }
  };
  const changed = (name: string): void => {
    if (/^\..*\.tmp$|~$|\.swp$/.test(name)) return;
    if (configFile !== undefined && name === basename(configFile)) terminal.err('kalint: the configuration has changed; start again to use it\n');
    clearTimeout(timer);
    timer = setTimeout(() => void judge(), settleMilliseconds);
  };
  await judge();
  return new Promise<number>(() => undefined);
}
