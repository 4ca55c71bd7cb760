import { isTerminal, writeAll } from './output.ts';

/** What a command writes to, so that the same code serves a shell and a test. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly outIsTerminal: boolean;
  readonly columns: number | undefined;
}

/**
 * What the process itself writes to.
 *
 * @param failed called where output is lost, other than by a closed pipe
 */
export function processTerminal(failed: (reason: string) => void): Terminal {
  const outIsTerminal = isTerminal(1);
  return {
    out: (text) => { writeAll(1, text, failed); },
    err: (text) => { writeAll(2, text, failed); },
    outIsTerminal,
    columns: outIsTerminal ? process.stdout.columns : undefined,
  };
}

/** Whether to use colours: as the option says, else as NO_COLOR and FORCE_COLOR say, else on a terminal only. */
export function wantsColour(option: boolean | undefined, env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  if (option !== undefined) return option;
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '' && env.FORCE_COLOR !== '0') return true;
  return isTerminal && env.TERM !== 'dumb';
}
