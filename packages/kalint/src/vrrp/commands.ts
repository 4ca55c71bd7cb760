import { known, type Configuration, type Directive, type Place } from '@kaconf/semantics';
import { splitScript } from '@kaconf/syntax';

/** A command that keepalived starts, as it splits it. */
export interface Command {
  readonly directive: Directive;
  /** `script` and `misc_path` take a command only; the others a user and a group behind it. */
  readonly takesUser: boolean;
  /** The command as one text, quotes and escapes resolved. */
  readonly text: string;
  /** Program and arguments. */
  readonly argv: readonly string[];
  /** The words behind the command on its line. */
  readonly rest: readonly string[];
  /** The command with its quotes. */
  readonly at: Place;
  /** From the command to the end of the line. */
  readonly whole: Place;
  /** Whether the command itself stands in quotes. */
  readonly quoted: boolean;
}

const commandOnly = new Set(['script', 'misc_path']);
const memo = new WeakMap<Configuration, readonly Command[]>();

/** All commands of a configuration that can be known. */
export function commandsOf(configuration: Configuration): readonly Command[] {
  let commands = memo.get(configuration);
  if (!commands) {
    commands = read(configuration);
    memo.set(configuration, commands);
  }
  return commands;
}

function read(configuration: Configuration): readonly Command[] {
  const commands: Command[] = [];
  for (const directive of configuration.directivesWhere((keyword) => keyword.script)) {
    if (directive.words.length < 2) continue;
    // In a vrrp_instance notify_deleted may stand alone; what is not known cannot be judged.
    if (directive.words.some((word) => word.dynamic !== undefined)) continue;
    const script = splitScript(directive.raw, configuration.target);
    const word = script.words[1];
    // Typographic quotes are no quotes; that is said elsewhere, and the rest follows from it.
    if (!word || script.problem || word.text.trim() === '' || /[\u2018-\u201F]/.test(directive.raw)) continue;
    commands.push({
      directive,
      takesUser: !commandOnly.has(directive.name),
      text: word.text,
      argv: script.command.map((each) => each.text),
      rest: script.words.slice(2).map((each) => each.text),
      ...places(directive, word),
      quoted: word.quoted,
    });
  }
  return commands;
}

function places(directive: Directive, word: { readonly start: number; readonly end: number }): Pick<Command, 'at' | 'whole'> {
  const { document, words, range } = directive;
  const first = words[0];
  const second = words[1];
  const last = words.at(-1);
  if (!first || !second || !last) return { at: directive, whole: directive };
  // With definitions in the line the offsets of the text are not those of the file.
  const literal = words.every((each) => each.definition === undefined) && range.end - range.start >= directive.raw.trimEnd().length;
  const end = Math.max(second.end, last.end);
  const at = literal ? { start: first.start + word.start, end: first.start + word.end } : { start: second.start, end };
  return { at: { document, range: at }, whole: { document, range: { start: at.start, end: Math.max(at.end, end) } } };
}

/** What a program is called, without its folder; behind `env` the program that it starts. */
export function programOf(argv: readonly string[]): { readonly name: string; readonly args: readonly string[] } {
  const name = argv[0]?.replace(/^.*\//, '') ?? '';
  const args = argv.slice(1);
  if (name !== 'env' && name !== 'sudo' && name !== 'nice' && name !== 'timeout') return { name, args };
  const skip = args.findIndex((arg) => !arg.startsWith('-') && !/^\w+=/.test(arg) && !(name === 'timeout' && /^[\d.]+[smhd]?$/.test(arg)));
  return skip < 0 ? { name, args } : programOf(args.slice(skip));
}

/** The account that a command runs as; undefined where it depends on the host or is not knowable. */
export function userOf(configuration: Configuration, command: Command): string | undefined {
  if (command.takesUser && command.rest[0] !== undefined) return command.rest[0];
  const own = command.takesUser ? undefined : command.directive.parent?.get('user');
  if (own) return own.words[1]?.dynamic ? undefined : own.words[1]?.text;
  const general = configuration.global('script_user');
  if (general) return known(general.args['user'] as Parameters<typeof known<string>>[0]);
  if (!configuration.complete) return undefined;
  // Without script security an existing keepalived_script comes before root.
  return configuration.global('enable_script_security') ? 'keepalived_script' : undefined;
}

/** How a person would name the place of a command: `vrrp_script chk`, `VI_1 notify_master`. */
export function ownerOf(command: Command): string {
  const { directive } = command;
  const block = directive.parent;
  const name = block?.words[1]?.text ?? block?.name ?? '';
  if (directive.name === 'script') return `vrrp_script ${name}`;
  return directive.name;
}
