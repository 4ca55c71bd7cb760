import type { ManualCommand, ManualOption } from './model.ts';

const quoted = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`;
/** Within brackets and between colons of a specification. */
const plain = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&');

function action({ value }: ManualOption): string {
  switch (value?.kind) {
    case 'words': return `(${value.words.join(' ')})`;
    case 'rule-severity': return '_kaconf_rule';
    case 'file': return '_files';
    case 'folder': return '_files -/';
    default: return ' ';
  }
}

function specifications(option: ManualOption): readonly string[] {
  const { flags, placeholder, repeatable, description } = option;
  const others = repeatable ? '*' : flags.length > 1 ? `(${flags.join(' ')})` : '';
  return flags.map((flag) => {
    const assigned = placeholder === undefined ? '' : flag.startsWith('--') ? '=' : '+';
    const value = placeholder === undefined ? '' : `:${plain(placeholder)}:${action(option)}`;
    return quoted(`${others}${flag}${assigned}[${plain(description)}]${value}`);
  });
}

function args(command: ManualCommand, further: readonly string[] = []): string {
  const specs = [...command.options.flatMap(specifications), ...further, ...(command.takesFiles ? [quoted('*:file:_files')] : [])];
  return `_arguments -s -S \\\n    ${specs.join(' \\\n    ')}`;
}

const shortName = ({ name }: ManualCommand): string => name.split(' ').at(-1) ?? name;

/** Completion for zsh 5. */
export function zshCompletion(command: ManualCommand, rules: readonly string[], severities: readonly string[]): string {
  const { name, commands } = command;
  const needsRules = command.options.some(({ value }) => value?.kind === 'rule-severity');
  const first = commands.map((each) => `${shortName(each)}:${plain(each.description)}`);
  return `#compdef ${name}
# zsh completion for ${name}; generated from its options
${needsRules ? `
_kaconf_rule() {
  if compset -P 1 '*='; then compadd -- ${severities.join(' ')}
  else compadd -S = -- ${rules.join(' ')}
  fi
}
` : ''}${commands.length === 0 ? '' : `
_kaconf_first() {
  local -a commands=(${first.map(quoted).join(' ')})
  _describe -t commands command commands
  _files
}

case $words[2] in
${commands.map((each) => `${shortName(each)})\n  shift words\n  (( CURRENT-- ))\n  (( CURRENT )) || CURRENT=1\n  ${args(each).replace(/\n/g, '\n  ')}\n  return ;;`).join('\n')}
esac
`}
${args(command, commands.length === 0 ? [] : [quoted('1: :_kaconf_first')])}
`;
}
