import { parseSignature } from '../../packages/schema/src/notation.ts';
import type { Part, SequencePart } from '../../packages/schema/src/signature.ts';
import { types } from '../../packages/schema/src/types/index.ts';
import type { Grammar, Resolved } from './grammar.ts';
import { blocksOf, parts, pathOf } from './vocabulary.ts';

const terminal = (text: string) => (text.includes('"') ? `'${text}'` : `"${text}"`);
const symbol = (path: string) => path.replace(/\./g, '-');

function group(parts: readonly Part[], separator: string): string {
  return parts.map((part) => expression(part, true)).join(separator);
}

/** A part as ISO 14977 EBNF; the order of options is free there, so they are a repetition of alternatives. */
function expression(part: Part, inner: boolean): string {
  switch (part.kind) {
    case 'literal':
      return terminal(part.text);
    case 'value': {
      const bounds = part.min === undefined ? '' : ` (* ${String(part.min)} to ${part.exactMax ?? String(part.max ?? '')} *)`;
      return `${part.symbol ? `${part.symbol.kind}-name` : part.type.replace('/', '-')}${bounds}`;
    }
    case 'enum': {
      const sign = part.signed ? '[ "+" | "-" ], ' : '';
      const words = part.values.map((value) => terminal(value.text)).join(' | ');
      return inner || sign !== '' ? `${sign}( ${words}${part.open ? ' | name' : ''} )` : words;
    }
    case 'sequence':
      return group(part.parts, ', ');
    case 'choice':
      return `( ${group(part.parts, ' | ')} )`;
    case 'optional':
      return `[ ${expression(part.part, false)} ]`;
    case 'repeat':
      return `${expression(part.part, true)}, { ${expression(part.part, false)} }`;
    case 'options':
      return `{ ${[...part.others.map((each) => expression(each.kind === 'optional' ? each.part : each, false)), ...part.options.map((each) => expression(each, false))].join(' | ')} }`;
    case 'option': {
      const names = [part.word, ...part.aliases].map((word) => terminal(word.text)).join(' | ');
      const head = part.aliases.length > 0 ? `( ${names} )` : names;
      return part.args.parts.length === 0 ? head : `${head}, ${expression(part.args, true)}`;
    }
  }
}

function rest(signature: SequencePart): string {
  return signature.parts.length === 0 ? '' : `, ${expression(signature, true)}`;
}

function line(entry: Resolved): string {
  const head = `${terminal(entry.name)}${rest(parseSignature(entry.args ?? ''))}`;
  if (entry.kind === 'block') return `${head}, "{", end, { ${symbol(pathOf(entry))}-line }, "}"`;
  if (entry.kind === 'list') return `${head}, "{", end, { ${expression(parseSignature(entry.items ?? ''), true)}, end }, "}"`;
  return head;
}

function production(name: string, entries: readonly Resolved[]): string {
  const alternatives = entries.filter((entry) => entry.until === undefined).map(line);
  return `${name} = (\n    ${alternatives.join('\n  | ')}\n  ), end ;\n`;
}

/** Productions of the values: what they are is said in words. */
function values(grammar: Grammar): string {
  const used = new Map<string, string>([['end', 'the end of a line, or a brace'], ['name', 'a name that the host knows, from the files of iproute2']]);
  for (const entry of [...grammar.contexts.values()].flat()) {
    for (const notation of [entry.args, entry.items]) {
      for (const part of parts(parseSignature(notation ?? ''))) {
        if (part.kind !== 'value') continue;
        if (part.symbol) used.set(`${part.symbol.kind}-name`, `the name of a ${part.symbol.kind}`);
        else used.set(part.type.replace('/', '-'), types.get(part.type)?.noun ?? part.type);
      }
    }
  }
  return [...used].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => `${name} = ? ${text} ? ;`).join('\n');
}

/** `grammar/keepalived.ebnf`: which words may stand where, after definitions, conditions and comments have been dealt with. */
export function ebnf(grammar: Grammar): string {
  return [
    '(* keepalived.conf: blocks, directives and their words, in the notation of ISO/IEC 14977.',
    '   Words are separated by blanks; "end" is a line end or a brace. How characters become words (quotes, comments,',
    '   definitions, conditions, sequences, includes) is not part of it. Braces with several alternatives stand for',
    '   options in any order. Generated from grammar/keywords/ by `npm run generate`. *)\n',
    'configuration = { root-line } ;\n',
    production('root-line', grammar.contexts.get('') ?? []),
    ...blocksOf(grammar).map((entry) => production(`${symbol(pathOf(entry))}-line`, grammar.contexts.get(pathOf(entry)) ?? [])),
    `${values(grammar)}\n`,
  ].join('\n');
}
