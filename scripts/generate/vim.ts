import type { Grammar, Resolved } from './grammar.ts';
import { fixedWords } from './vocabulary.ts';

/** Words per line of the file. */
const perLine = 8;

/** A syntax file for Vim and Neovim: the words of the vocabulary, by what they are. */
export function vimSyntax(grammar: Grammar): string {
  const entries = [...grammar.contexts.values()].flat();
  const isOld = (entry: Resolved): boolean => entry.deprecated !== undefined || entry.until !== undefined;
  const namesOf = (wanted: (entry: Resolved) => boolean): Set<string> => new Set(entries.filter(wanted).map((entry) => entry.name));
  const blocks = namesOf((entry) => entry.kind !== 'directive');
  const directives = namesOf((entry) => entry.kind === 'directive');
  const current = namesOf((entry) => !isOld(entry));
  const old = new Set([...namesOf(isOld)].filter((name) => !current.has(name)));
  const words = entries.flatMap((entry) => [fixedWords(entry.args), fixedWords(entry.items)]);
  const values = new Set([...words.flatMap((each) => each.values), 'true', 'false', 'on', 'off', 'yes', 'no']);
  const options = new Set(words.flatMap((each) => each.options).filter((word) => !values.has(word)));
  const without = (all: ReadonlySet<string>, ...others: readonly ReadonlySet<string>[]): string[] => [...all].filter((word) => others.every((other) => !other.has(word)));
  return [
    '" Syntax of keepalived.conf for Vim. Generated from grammar/ by `npm run generate`.',
    "if exists('b:current_syntax') | finish | endif",
    "let s:saved = &cpoptions",
    'set cpoptions&vim',
    'syntax case match',
    'syntax iskeyword @,48-57,_,-,192-255',
    '',
    '" A keyword begins a line or follows a brace; a condition may stand before it.',
    'syntax match keepalivedStart /\\%(^\\|[{}]\\)\\s*\\%(@\\^\\=[^ \\t{}]\\+\\s\\+\\)\\=\\zs[A-Za-z_][A-Za-z0-9_-]*/ contains=keepalivedBlock,keepalivedDirective,keepalivedOld',
    ...keywords('keepalivedBlock', without(blocks, old), 'contained'),
    ...keywords('keepalivedDirective', without(directives, old, blocks), 'contained'),
    ...keywords('keepalivedOld', [...old], 'contained'),
    '" Behind another word the same letters are an option or a value.',
    'syntax match keepalivedArgument /\\%([^ \\t{}]\\s\\+\\)\\@60<=[A-Za-z_][A-Za-z0-9_-]*/ contains=keepalivedOption,keepalivedValue',
    ...keywords('keepalivedOption', plain(options), 'contained'),
    ...keywords('keepalivedValue', plain(values), 'contained'),
    '',
    'syntax match keepalivedNumber /\\%(^\\|[ \\t{]\\)\\@1<=[+-]\\=\\%(0[xX]\\x\\+\\|\\d\\+\\%(\\.\\d*\\)\\=\\)\\ze\\%([ \\t{}#!]\\|$\\)/',
    'syntax match keepalivedAddress /\\%(^\\|[ \\t{]\\)\\@1<=\\d\\{1,3}\\%(\\.\\d\\{1,3}\\)\\{3}\\%([\\/-][0-9.]\\+\\)\\=\\ze\\%([ \\t{}#!]\\|$\\)/',
    'syntax match keepalivedAddress /\\%(^\\|[ \\t{]\\)\\@1<=\\x*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*\\%([\\/-][0-9A-Fa-f:.]\\+\\)\\=\\ze\\%([ \\t{}#!]\\|$\\)/',
    'syntax match keepalivedVariable /\\$\\%({[A-Za-z_]\\w*[^}]*}\\|[A-Za-z_]\\w*\\)/',
    'syntax match keepalivedCondition /\\%(^\\|[{}]\\)\\@1<=\\s*@\\^\\=[^ \\t{}]\\+/',
    'syntax match keepalivedGenerator /\\~\\%(SEQx\\=\\|LST\\)([^)]*)/',
    'syntax region keepalivedString start=/"/ skip=/\\\\./ end=/"\\|$/ oneline contains=keepalivedVariable',
    'syntax match keepalivedComment /\\\\\\@1<![#!].*$/ contains=@Spell,keepalivedTodo',
    'syntax keyword keepalivedTodo contained FIXME XXX',
    '',
    ...Object.entries(links).map(([group, link]) => `highlight default link ${group} ${link}`),
    '',
    "let b:current_syntax = 'keepalived'",
    'let &cpoptions = s:saved',
    'unlet s:saved',
    '',
  ].join('\n');
}

const links: Readonly<Record<string, string>> = {
  keepalivedBlock: 'Structure', keepalivedDirective: 'Keyword', keepalivedOld: 'WarningMsg', keepalivedOption: 'Type', keepalivedValue: 'Constant', keepalivedNumber: 'Number',
  keepalivedAddress: 'Special', keepalivedVariable: 'Identifier', keepalivedCondition: 'PreCondit', keepalivedGenerator: 'PreProc', keepalivedString: 'String', keepalivedComment: 'Comment', keepalivedTodo: 'Todo',
};

/** Words that are words to Vim as well. */
function plain(words: ReadonlySet<string>): string[] {
  return [...words].filter((word) => /^[A-Za-z_][\w-]*$/.test(word));
}

/** Vim takes a few words for options of the command itself; these have to be matched. */
const reserved = new Set(['contained', 'contains', 'containedin', 'nextgroup', 'skipwhite', 'skipnl', 'skipempty', 'conceal', 'cchar', 'concealends', 'transparent', 'display', 'fold', 'extend', 'excludenl']);

function* keywords(group: string, words: readonly string[], more = ''): Generator<string> {
  const sorted = [...words].sort();
  const head = `syntax keyword ${group}${more === '' ? '' : ` ${more}`}`;
  const usual = sorted.filter((word) => !reserved.has(word));
  for (let at = 0; at < usual.length; at += perLine) yield `${head} ${usual.slice(at, at + perLine).join(' ')}`;
  for (const word of sorted.filter((each) => reserved.has(each))) yield `syntax match ${group} /\\<${word}\\>/${more === '' ? '' : ` ${more}`}`;
}
