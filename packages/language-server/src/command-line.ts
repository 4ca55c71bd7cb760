/** One option of `keepalived-language-server`; help, manual page and completions are made from the list. */
export interface ServerOption {
  readonly flags: readonly string[];
  /** What has to follow it. */
  readonly value?: string;
  readonly about: string;
}

export const serverOptions: readonly ServerOption[] = [
  { flags: ['--stdio'], about: 'speak over standard input and output (the default)' },
  { flags: ['--node-ipc'], about: 'speak over the channel of a parent process that runs in Node' },
  { flags: ['--socket'], value: 'port', about: 'connect to this port, at which the editor listens' },
  { flags: ['--pipe'], value: 'name', about: 'connect to this named pipe or Unix socket, at which the editor listens' },
  { flags: ['--clientProcessId'], value: 'pid', about: 'end when the process with this number has ended' },
  { flags: ['-V', '--version'], about: 'print the version' },
  { flags: ['-h', '--help'], about: 'print this help' },
];

const withValue = (option: ServerOption): string => option.flags.join(', ') + (option.value === undefined ? '' : ` <${option.value}>`);

export const usage = `Usage: keepalived-language-server [options]

Language server for keepalived.conf, for editors to start. Without an option it speaks over standard input and output.

Options:
${serverOptions.map((option) => `  ${withValue(option).padEnd(24)}${option.about}`).join('\n')}
`;

/** The first word that is neither an option nor the value of one; undefined where all are. */
export function wrongArgument(argv: readonly string[]): string | undefined {
  const takesValue = (flag: string): boolean => serverOptions.some(({ flags, value }) => value !== undefined && flags.includes(flag));
  return argv.find((argument, index) => {
    const equals = argument.indexOf('=');
    if (equals > 0 && equals < argument.length - 1 && takesValue(argument.slice(0, equals))) return false;
    return !serverOptions.some(({ flags }) => flags.includes(argument)) && !takesValue(argv[index - 1] ?? '');
  });
}
