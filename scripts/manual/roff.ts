import type { ManualCommand, ManualOption } from './model.ts';
import type { ManualText } from './texts.ts';

/** A text that troff prints as it is; a hyphen as the character that can be copied into a shell. */
export function roffText(text: string): string {
  return text.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/^([.'])/gm, '\\&$1');
}

function option({ flags, placeholder, description }: ManualOption): string {
  const value = placeholder === undefined ? '' : ` \\fI${roffText(placeholder)}\\fR`;
  return `.TP\n${flags.map((flag) => `\\fB${roffText(flag)}\\fR`).join(', ')}${value}\n${roffText(description)}\n`;
}

function paragraphs(texts: readonly string[]): string {
  let page = '';
  let shown = false;
  for (const text of texts) {
    const asIs = text.startsWith('    ');
    if (asIs !== shown) page += asIs ? '.PP\n.RS 4\n.nf\n' : '.fi\n.RE\n';
    page += asIs ? `${roffText(text.slice(4))}\n` : `.PP\n${roffText(text)}\n`;
    shown = asIs;
  }
  return page + (shown ? '.fi\n.RE\n' : '');
}

const synopsis = ({ name, usage }: ManualCommand): string => `.B ${roffText(name)}\n${roffText(usage)}\n`;

/**
 * A page of section 1.
 *
 * @param date `2026-11-22`
 */
export function manualPage(command: ManualCommand, text: ManualText, version: string, date: string): string {
  const commands = command.commands.map((each) => `.SS ${roffText(`${each.name} ${each.usage}`)}\n${roffText(each.description)}\n${each.options.map(option).join('')}`);
  return [
    `.TH ${command.name.toUpperCase().replace(/-/g, '\\-')} 1 "${date}" "kaconf ${version}" "User Commands"\n`,
    `.SH NAME\n${roffText(command.name)} \\- ${roffText(text.summary)}\n`,
    `.SH SYNOPSIS\n${[command, ...command.commands].map(synopsis).join('.br\n')}`,
    `.SH DESCRIPTION\n${paragraphs(text.description)}`,
    `.SH OPTIONS\n${command.options.map(option).join('')}`,
    commands.length === 0 ? '' : `.SH COMMANDS\n${commands.join('')}`,
    ...text.sections.map(([title, body]) => `.SH ${title}\n${paragraphs(body)}`),
    `.SH SEE ALSO\n${text.seeAlso.map((page) => `.BR ${roffText(page).replace('(', ' (')}`).join(' ,\n')}\n`,
  ].join('').replace(/\n\.PP\n(?=\.)/g, '\n').replace(/(\.SH [^\n]*\n)\.PP\n/g, '$1');
}
