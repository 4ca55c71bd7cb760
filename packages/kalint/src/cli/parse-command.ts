import { CommanderError, type Command } from 'commander';
import { UsageError } from './usage-error.ts';

/**
 * Has a program read its arguments.
 *
 * @returns what is to be printed instead of a run (`--help`, `--version`); undefined where the program is ready
 * @throws UsageError with one line
 */
export function parseCommand(program: Command, argv: readonly string[]): string | undefined {
  let printed = '';
  program.configureOutput({ writeOut: (text) => (printed += text), writeErr: () => undefined }).exitOverride();
  try {
    program.parse(argv, { from: 'user' });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return printed;
    const message = error.message.replace(/^error: /, '').replace(/\s+/g, ' ');
    throw new UsageError(error.code === 'commander.unknownOption' && !message.includes('(') ? `${message}; ${program.name()} --help lists all` : message);
  }
}
