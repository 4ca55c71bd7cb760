import type { Terminal } from './terminal.ts';

export interface Subcommand {
  /** One line for the help. */
  readonly about: string;
  /** @returns exit status */
  load(): Promise<{ run(argv: readonly string[], terminal: Terminal): Promise<number> }>;
}

/** Commands besides judging; each is one file of this folder and is loaded when it is called. */
export const subcommands: ReadonlyMap<string, Subcommand> = new Map<string, Subcommand>([
  ['failover', { about: 'what happens to each virtual address when a part fails', load: () => import('./failover.ts') }],
  ['graph', { about: 'nodes, addresses, services and who backs up whom, as a picture', load: () => import('./graph.ts') }],
  ['expand', { about: 'the file as keepalived reads it', load: () => import('./expand.ts') }],
]);
