/** One option of `keepalived-language-server`; help, manual page and completions are made from the list. */
export interface ServerOption {
  readonly flags: readonly string[];
  /** What has to follow it. */
  readonly value?: string;
  /** What is wrong with a value. */
  readonly refuse?: (value: string) => string | undefined;
  readonly about: string;
}

export const serverOptions: readonly ServerOption[] = [
  { flags: ['--stdio'], about: 'speak over standard input and output (the default)' },
  { flags: ['--node-ipc'], about: 'speak over the channel of a parent process that runs in Node' },
  { flags: ['--socket'], value: 'port', refuse: (value) => (/^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535 ? undefined : 'a port is a number from 1 to 65535'), about: 'connect to this port, at which the editor listens' },
  { flags: ['--pipe'], value: 'name', about: 'connect to this named pipe or Unix socket, at which the editor listens' },
  { flags: ['--clientProcessId'], value: 'pid', refuse: (value) => (/^\d{1,10}$/.test(value) ? undefined : 'a process has a number'), about: 'end when the process with this number has ended' },
  { flags: ['-V', '--version'], about: 'print the version' },
  { flags: ['-h', '--help'], about: 'print this help' },
];

const withValue = (option: ServerOption): string => option.flags.join(', ') + (option.value === undefined ? '' : ` <${option.value}>`);

export const usage = `Usage: keepalived-language-server [options]

Language server for keepalived.conf, for editors to start. Without an option it speaks over standard input and output.

Options:
${serverOptions.map((option) => `  ${withValue(option).padEnd(24)}${option.about}`).join('\n')}
`;

/** A command line, or what is wrong with it. */
export type CommandLine = { readonly given: ReadonlyMap<string, string> } | { readonly wrong: string };

/**
 * Reads the command line.
 *
 * @returns the options with their values (empty for those that take none), or one line for the user
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const given = new Map<string, string>();
  const words = argv.values();
  for (const word of words) {
    const [flag = '', ...inline] = word.split('=');
    const option = serverOptions.find(({ flags }) => flags.includes(flag));
    if (!option || (option.value === undefined && inline.length > 0)) return { wrong: `unknown option ${word}` };
    const value = option.value === undefined ? '' : inline.length > 0 ? inline.join('=') : (words.next().value ?? '');
    if (option.value !== undefined && value === '') return { wrong: `${flag} needs a ${option.value}` };
    const refused = option.refuse?.(value);
    if (refused !== undefined) return { wrong: `${flag} ${value}: ${refused}` };
    given.set(option.flags.at(-1) ?? flag, value);
  }
  return { given };
}
