/** What an editor's server takes from the command's dealings with the machine; `kalint/host`. */
export { GitIgnore } from './git-ignore.ts';
export { createHost } from './host.ts';
