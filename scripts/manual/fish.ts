import type { ManualCommand, ManualOption } from './model.ts';

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

function value({ value: given }: ManualOption, rules: readonly string[], severities: readonly string[]): string {
  switch (given?.kind) {
    case undefined: return '';
    case 'words': return ` -x -a ${quoted(given.words.join(' '))}`;
    case 'rule-severity': return ` -x -a ${quoted(rules.flatMap((rule) => severities.map((severity) => `${rule}=${severity}`)).join(' '))}`;
    case 'file': return ' -r -F';
    case 'folder': return " -x -a '(__fish_complete_directories)'";
    case 'any': return ' -x';
  }
}

const shortName = ({ name }: ManualCommand): string => name.split(' ').at(-1) ?? name;

/** Completion for fish 3. */
export function fishCompletion(command: ManualCommand, rules: readonly string[], severities: readonly string[]): string {
  const names = command.commands.map(shortName);
  const line = (condition: string, option: ManualOption): string => {
    const flags = option.flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ');
    return `complete -c ${command.name}${condition} ${flags}${value(option, rules, severities)} -d ${quoted(option.description)}`;
  };
  const none = names.length === 0 ? '' : ` -n 'not __fish_seen_subcommand_from ${names.join(' ')}'`;
  return [
    `# fish completion for ${command.name}; generated from its options`,
    ...(command.takesFiles ? [] : [`complete -c ${command.name} -f`]),
    ...command.commands.map((each) => `complete -c ${command.name} -n __fish_use_subcommand -a ${shortName(each)} -d ${quoted(each.description)}`),
    ...command.options.map((option) => line(none, option)),
    ...command.commands.flatMap((each) => each.options.map((option) => line(` -n '__fish_seen_subcommand_from ${shortName(each)}'`, option))),
    '',
  ].join('\n');
}
