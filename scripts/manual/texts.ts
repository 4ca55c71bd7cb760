/** What a manual page says beside the options: sections of paragraphs; a line that starts with four blanks is shown as it is. */
export interface ManualText {
  /** After the name, in the section NAME. */
  readonly summary: string;
  readonly description: readonly string[];
  readonly sections: readonly (readonly [title: string, paragraphs: readonly string[]])[];
  readonly seeAlso: readonly string[];
}

const suppressions = 'Comments in a configuration, with # or !: kalint-disable-next-line RULE [-- reason], kalint-disable-line RULE, kalint-disable RULE up to kalint-enable; kalint-target 2.2.7 names the version that will read the file.';

export const manualTexts: Readonly<Record<string, ManualText>> = {
  kalint: {
    summary: 'judge keepalived.conf files, each one and the nodes of a cluster together',
    description: [
      'kalint reads keepalived configurations as keepalived does, with includes, conditions, definitions and sequences, and says what keepalived would refuse, ignore or do in another way than was meant. Files that describe the nodes of one cluster are found by themselves and judged together: identifiers, priorities, passwords, addresses and peers that do not fit, and failures after which no node, or the wrong one, has an address.',
      'It runs nothing that a file names, asks no network, and follows includes only below the folder of the configuration.',
      'A path is a file, a folder, a glob, or - for standard input. A folder is searched for keepalived.conf, keepalived*.conf, *.keepalived.conf, and *.conf in a folder named keepalived; .gitignore is respected. Without a path, the files of the configuration file are judged, else the current folder.',
    ],
    sections: [
      ['EXIT STATUS', ['0 nothing at level error, and no more warnings than --max-warnings allows; 1 findings; 2 wrong usage, a file that cannot be read, or an internal error. failover: 1 if a verdict is an error.']],
      ['FILES', ['.kalintrc.json, .kalintrc.yaml, or "kalint" in package.json: the settings, looked for from the current folder upwards. Data only: nothing in them is run.']],
      ['COMMENTS', [suppressions]],
      ['ENVIRONMENT', ['NO_COLOR, FORCE_COLOR: no colours, or colours. LC_ALL, LC_MESSAGES, LANG: Chinese messages where they name zh_CN. XDG_CACHE_HOME: where compiled code is kept when Node runs the command.']],
      ['EXAMPLES', [
        'The nodes of a cluster:', '    kalint lb1.conf lb2.conf',
        'Everything below this folder, for a code scanning service:', '    kalint --format sarif --output-file kalint.sarif',
        'What an upgrade changes:', '    kalint --target 2.2.7,2.4.3 /etc/keepalived/keepalived.conf',
        'Who is master when a part fails:', '    kalint failover lb1.conf lb2.conf',
        'The topology as one HTML file:', '    kalint graph --format html lb1.conf lb2.conf > topology.html',
      ]],
    ],
    seeAlso: ['kafmt(1)', 'keepalived-language-server(1)', 'keepalived(8)', 'keepalived.conf(5)'],
  },
  kafmt: {
    summary: 'format keepalived.conf files',
    description: [
      'kafmt writes keepalived configurations in one style: blocks indented, blanks and blank lines set right. It proves each time that nothing which keepalived reads has changed. What it cannot be sure of, such as unbalanced braces or an open quote, it leaves alone, byte for byte, and says so.',
      'A path is a file, a folder, a glob, or - for standard input. Without a mode, one file is formatted to standard output.',
    ],
    sections: [
      ['EXIT STATUS', ['0 good; 1 not formatted (--check, --list-different, --diff); 2 a file that cannot be read or formatted, or wrong usage.']],
      ['FILES', ['.editorconfig, .prettierrc in its data forms, .prettierignore: looked for from each file upwards. Nothing in them is run.']],
      ['COMMENTS', ['kafmt-ignore: the next line or block stays as it is. kafmt-ignore-file: the whole file does.']],
      ['EXAMPLES', ['Format everything below this folder in place:', '    kafmt --write .', 'In a commit hook:', '    kafmt --check keepalived.conf']],
    ],
    seeAlso: ['kalint(1)', 'keepalived-language-server(1)', 'keepalived.conf(5)'],
  },
  'keepalived-language-server': {
    summary: 'language server for keepalived.conf',
    description: [
      'keepalived-language-server speaks the Language Server Protocol with an editor: findings of kalint(1) while you type, formatting of kafmt(1), completion, hover, definitions, references, rename, symbols, folding, hints and quick fixes.',
      'Its settings are those of the section "keepalived" that the editor sends; .kalintrc.json and .editorconfig in the workspace are respected.',
    ],
    sections: [
      ['EXIT STATUS', ['0 after the editor has asked for the end; 1 when the editor is gone without that; 2 wrong usage.']],
      ['EXAMPLES', ['Neovim 0.11 and later:', "    vim.lsp.config('keepalived', {", "      cmd = { 'keepalived-language-server', '--stdio' },", "      filetypes = { 'keepalived' } })", "    vim.lsp.enable('keepalived')"]],
    ],
    seeAlso: ['kalint(1)', 'kafmt(1)', 'keepalived.conf(5)'],
  },
};
