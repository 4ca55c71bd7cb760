import type { OptionPart, Part, SequencePart } from './signature.ts';

/**
 * Gives every value its key in `args`:
 *
 * - its own name, `<name:type>`;
 * - behind a word, the word: `fwmark <fwmark>` is `fwmark`, and so is the only value of an option `dev <interface>`;
 * - `value` where it is the only one, else the name of its type;
 * - inside an option with further names, those after it: `encap.tos`.
 */
export function nameParts(signature: SequencePart): SequencePart {
  return sequence(signature, { prefix: '', forced: values(signature) > 1 ? undefined : 'value' });
}

/** How many values stand side by side, at most; those behind a word are no company. */
function values(part: Part): number {
  switch (part.kind) {
    case 'value':
    case 'enum':
      return 1;
    case 'optional':
    case 'repeat':
      return values(part.part);
    case 'choice':
      return Math.max(...part.parts.map(values));
    case 'sequence':
      return part.parts[0]?.kind === 'literal' ? 0 : part.parts.reduce((sum, each) => sum + values(each), 0);
    case 'options':
      return part.others.reduce((sum, each) => sum + values(each), 0);
    default:
      return 0;
  }
}

interface Scope {
  readonly prefix: string;
  /** Name for values without one. */
  readonly forced: string | undefined;
}

/** How many values without a name stand side by side, at most. */
function bareValues(part: Part): number {
  switch (part.kind) {
    case 'value':
    case 'enum':
      return part.name === '' ? 1 : 0;
    case 'optional':
    case 'repeat':
      return bareValues(part.part);
    case 'choice':
      return Math.max(...part.parts.map(bareValues));
    case 'sequence':
      return part.parts.reduce((sum, each, at) => sum + (leads(part.parts, at - 1) ? 0 : bareValues(each)), 0);
    default:
      return 0;
  }
}

/** Whether the part at `at` is a word that names what follows it. */
function leads(parts: readonly Part[], at: number): boolean {
  const word = parts[at];
  const next = parts[at + 1];
  return word?.kind === 'literal' && next !== undefined && next.kind !== 'literal' && bareValues(next) === 1;
}

function sequence(part: SequencePart, scope: Scope): SequencePart {
  return { kind: 'sequence', parts: part.parts.map((each, at) => inSequence(part.parts, each, at, scope)) };
}

function inSequence(parts: readonly Part[], part: Part, at: number, scope: Scope): Part {
  if (part.kind === 'literal') return { ...part, name: leads(parts, at) || !/\w/.test(part.text) ? undefined : scope.prefix + part.text };
  const word = parts[at - 1];
  return named(part, word?.kind === 'literal' && leads(parts, at - 1) ? { prefix: scope.prefix, forced: scope.prefix + word.text } : scope);
}

function option(part: OptionPart, scope: Scope): OptionPart {
  const name = scope.prefix + part.word.text;
  return { ...part, name, args: sequence(part.args, { prefix: `${name}.`, forced: bareValues(part.args) === 1 ? name : undefined }) };
}

function named(part: Part, scope: Scope): Part {
  switch (part.kind) {
    case 'sequence':
      return sequence(part, scope);
    case 'literal':
      return { ...part, name: /\w/.test(part.text) ? scope.prefix + part.text : undefined };
    case 'value':
      return { ...part, name: part.name === '' ? (scope.forced ?? scope.prefix + (part.symbol?.kind ?? part.type)) : scope.prefix + part.name };
    case 'enum':
      return { ...part, name: part.name === '' ? (scope.forced ?? `${scope.prefix}value`) : scope.prefix + part.name };
    case 'optional':
    case 'repeat':
      return { ...part, part: named(part.part, scope) };
    case 'choice':
      return { ...part, parts: part.parts.map((each) => named(each, scope)) };
    case 'options':
      return { ...part, options: part.options.map((each) => option(each, scope)), others: part.others.map((each) => named(each, scope)) };
    case 'option':
      return option(part, scope);
  }
}
