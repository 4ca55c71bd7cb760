import type { Command, Option } from 'commander';
import { createProgram as kafmt } from '../../packages/kafmt/src/cli/arguments.ts';
import { createProgram as expand } from '../../packages/kalint/src/cli/expand.ts';
import { createProgram as failover } from '../../packages/kalint/src/cli/failover.ts';
import { createProgram as graph } from '../../packages/kalint/src/cli/graph.ts';
import { createProgram as kalint } from '../../packages/kalint/src/cli/options.ts';
import { subcommands } from '../../packages/kalint/src/cli/subcommands.ts';
import { severities } from '../../packages/kalint/src/config/schema.ts';
import { reporters } from '../../packages/kalint/src/reporters/index.ts';
import { rules } from '../../packages/kalint/src/rules/index.ts';
import { version } from '../../packages/kalint/src/version.ts';
import { serverOptions } from '../../packages/language-server/src/command-line.ts';

/** What may follow an option. */
export type Value =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** A rule, `=`, a severity. */
  | { readonly kind: 'rule-severity' }
  | { readonly kind: 'file' | 'folder' | 'any' };

export interface ManualOption {
  /** `-c`, `--check`; the long one last. */
  readonly flags: readonly string[];
  /** Name of what has to follow, as the help shows it; undefined for a switch. */
  readonly placeholder: string | undefined;
  readonly value: Value | undefined;
  readonly repeatable: boolean;
  readonly description: string;
}

/** A command, or one of kalint's further commands. */
export interface ManualCommand {
  /** `kalint`, `kalint graph`. */
  readonly name: string;
  readonly description: string;
  readonly usage: string;
  readonly options: readonly ManualOption[];
  readonly takesFiles: boolean;
  readonly commands: readonly ManualCommand[];
}

export const ruleIds: readonly string[] = rules.all.map(({ id }) => id).sort();
export const ruleSeverities: readonly string[] = severities;
export { version };

const categories = [...new Set(ruleIds.map((id) => id.split('/')[0] ?? ''))];

/** What Commander does not know: the words that an option checks by itself. */
function valueOf(command: string, option: Option, placeholder: string): Value {
  const words = (list: Iterable<string>): Value => ({ kind: 'words', words: [...list] });
  if (option.argChoices) return words(option.argChoices);
  switch (`${command} ${option.long ?? ''}`) {
    case 'kalint --format': return words(reporters.keys());
    case 'kalint --explain': return words(ruleIds);
    case 'kalint --only': return words([...categories, ...ruleIds]);
    case 'kalint --rule': return { kind: 'rule-severity' };
    default: return { kind: placeholder === 'folder' ? 'folder' : /file|path/.test(placeholder) ? 'file' : 'any' };
  }
}

function optionOf(command: string, option: Option): ManualOption {
  const placeholder = /<(.*)>/.exec(option.flags)?.[1];
  const choices = option.argChoices ? `: ${option.argChoices.join(', ')}` : '';
  const fallback = typeof option.defaultValue === 'string' ? ` (default: ${option.defaultValue})` : '';
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined && flag !== null),
    placeholder,
    value: placeholder === undefined ? undefined : valueOf(command, option, placeholder),
    repeatable: option.description.includes('repeatable'),
    description: option.description + choices + fallback,
  };
}

function commandOf(program: Command, commands: readonly ManualCommand[] = []): ManualCommand {
  const name = program.name();
  const help = program.createHelp();
  return {
    name,
    description: program.description(),
    usage: program.usage().replace('[options] [command]', '[options]'),
    options: help.visibleOptions(program).map((option) => optionOf(name, option)),
    takesFiles: true,
    commands,
  };
}

const further = [failover(), graph(), expand()].map((program) => commandOf(program));
const summaries = [...subcommands].map(([name, { about }]) => [name, about] as const);

/** Everything that is installed as a command. */
export const manualCommands: readonly ManualCommand[] = [
  commandOf(kalint(version, ruleIds, summaries), further),
  commandOf(kafmt()),
  {
    name: 'keepalived-language-server',
    description: 'Language server for keepalived.conf, for editors to start.',
    usage: '[options]',
    takesFiles: false,
    commands: [],
    options: serverOptions.map(({ flags, value, about }) => ({
      flags, placeholder: value, value: value === undefined ? undefined : { kind: value === 'name' ? 'file' : 'any' }, repeatable: false, description: about,
    })),
  },
];
