import type { ManualCommand, ManualOption, Value } from './model.ts';

/** @returns lines that set the answer and return */
function answer(value: Value, rules: string, severities: string): readonly string[] {
  switch (value.kind) {
    case 'words': return [`COMPREPLY=($(compgen -W '${value.words.join(' ')}' -- "$cur"))`];
    case 'rule-severity': return [
      // The word is split at the equals sign.
      `if [[ $assigned && $option == */* ]]; then COMPREPLY=($(compgen -W '${severities}' -- "$cur"))`,
      `else COMPREPLY=($(compgen -S = -W '${rules}' -- "$cur")); compopt -o nospace 2>/dev/null; fi`,
    ];
    // No answer: bash itself knows how to complete the name of a file.
    case 'file': return ['COMPREPLY=()'];
    case 'folder': return ['mapfile -t COMPREPLY < <(compgen -d -- "$cur")', 'compopt -o filenames 2>/dev/null'];
    case 'any': return ['compopt +o default +o bashdefault 2>/dev/null'];
  }
}

function cases(command: string, options: readonly ManualOption[], rules: string, severities: string): readonly string[] {
  return options.flatMap(({ flags, value }) => (value === undefined ? [] : [
    `        ${flags.map((flag) => `'${command} ${flag}'`).join(' | ')})`,
    ...answer(value, rules, severities).map((line) => `            ${line}`),
    '            return ;;',
  ]));
}

const flagsOf = ({ options }: ManualCommand): string => options.flatMap(({ flags }) => flags).join(' ');
const shortName = ({ name }: ManualCommand): string => name.split(' ').at(-1) ?? name;

/** Completion for bash 4 and later; it needs no bash-completion, but can be installed among its files. */
export function bashCompletion(command: ManualCommand, rules: readonly string[], severities: readonly string[]): string {
  const name = `_${command.name.replace(/\W/g, '_')}`;
  const commands = command.commands.map(shortName);
  const all = [command, ...command.commands];
  return `# bash completion for ${command.name}; generated from its options
${name}() {
    local cur=\${COMP_WORDS[COMP_CWORD]} option=\${COMP_WORDS[COMP_CWORD - 1]} assigned='' command=${command.name} flags
    # --option=value comes as three words.
    if [[ $cur == = ]]; then cur='' assigned=yes
    elif [[ $option == = ]] && ((COMP_CWORD > 1)); then option=\${COMP_WORDS[COMP_CWORD - 2]} assigned=yes
    fi
${commands.length === 0 ? '' : `    if ((COMP_CWORD > 1)); then
        case \${COMP_WORDS[1]} in
        ${commands.join(' | ')}) command=\${COMP_WORDS[1]} ;;
        esac
    fi
`}    # A value that holds an equals sign itself: the option stands one word further to the left.
    local given=$option
    if [[ $assigned && $option != -* ]]; then
        given=\${COMP_WORDS[COMP_CWORD - 2]}
        [[ \${COMP_WORDS[COMP_CWORD]} == = ]] || given=\${COMP_WORDS[COMP_CWORD - 3]}
        [[ $given == = ]] && given=--rule
    fi
    case "$command $given" in
${all.flatMap((each) => cases(shortName(each), each.options, rules.join(' '), severities.join(' '))).join('\n')}
    esac
    case $command in
${all.map((each) => `        ${shortName(each)}) flags='${flagsOf(each)}' ;;`).join('\n')}
    esac
    if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "$flags" -- "$cur"))
${commands.length === 0 ? '' : `    elif ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W '${commands.join(' ')}' -- "$cur"; compgen -f -- "$cur")
        compopt -o filenames 2>/dev/null
`}    fi
}
complete -o bashdefault -o default -F ${name} ${command.name}
`;
}
