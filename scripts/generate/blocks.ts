import { isMandatory } from '../../packages/schema/src/fit.ts';
import { parseSignature } from '../../packages/schema/src/notation.ts';
import type { Part } from '../../packages/schema/src/signature.ts';
import { types } from '../../packages/schema/src/types/index.ts';
import type { Grammar, Resolved } from './grammar.ts';
import { banner } from './keywords.ts';

interface Field {
  types: Set<string>;
  optional: boolean;
  many: boolean;
}

type Fields = Map<string, Field>;

function add(fields: Fields, name: string, type: string, optional: boolean, many: boolean): void {
  const field = fields.get(name) ?? { types: new Set<string>(), optional: true, many: false };
  // Of several places with one name, one that must be there is enough.
  field.optional &&= optional;
  field.many ||= many;
  field.types.add(type);
  fields.set(name, field);
}

const enumType = (words: readonly string[]) => words.map((word) => JSON.stringify(word)).join(' | ');

/** Collects what a part adds to `args`. */
function collect(part: Part, fields: Fields, optional: boolean, many: boolean): void {
  switch (part.kind) {
    case 'value':
      add(fields, part.name, types.get(part.type)?.typeScript ?? 'string', optional, many);
      return;
    case 'enum': {
      const words = part.values.map((value) => value.text);
      const all = part.signed ? words.flatMap((word) => [word, `+${word}`, `-${word}`]) : words;
      add(fields, part.name, part.open || part.joined ? 'string' : enumType(all), optional, many);
      return;
    }
    case 'literal':
      if (part.name !== undefined) add(fields, part.name, 'boolean', true, many);
      return;
    case 'optional':
      collect(part.part, fields, true, many);
      return;
    case 'repeat':
      collect(part.part, fields, optional, true);
      return;
    case 'sequence':
      for (const each of part.parts) collect(each, fields, optional, many);
      return;
    case 'choice':
      choice(part.parts, fields, optional, many);
      return;
    case 'options':
      for (const each of part.options) collect(each, fields, true, many);
      for (const each of part.others) collect(each, fields, optional || !isMandatory(each), many);
      return;
    case 'option':
      if (part.args.parts.length === 0) add(fields, part.name, 'boolean', true, many);
      else collect(part.args, fields, true, many || part.many);
  }
}

/** A name that stands in every alternative is always there; any other is not. */
function choice(parts: readonly Part[], fields: Fields, optional: boolean, many: boolean): void {
  const alternatives = parts.map((each) => {
    const own: Fields = new Map();
    collect(each, own, optional, many);
    return own;
  });
  for (const own of alternatives) {
    for (const [name, field] of own) {
      const everywhere = alternatives.every((other) => other.get(name)?.optional === false);
      for (const type of field.types) add(fields, name, type, !everywhere, field.many);
    }
  }
}

function fieldsType(notation: string | undefined): string {
  if (notation === undefined || notation === '') return '{}';
  const fields: Fields = new Map();
  collect(parseSignature(notation), fields, false, false);
  const lines = [...fields].map(([name, field]) => {
    const union = [...field.types].join(' | ');
    const type = field.many ? `readonly (${union})[]` : union;
    return `${/^[\w$]+$/.test(name) ? name : JSON.stringify(name)}${field.optional ? '?' : ''}: ${type}`;
  });
  return lines.length === 0 ? '{}' : `{ ${lines.join('; ')} }`;
}

function keywordType(entry: Resolved): string {
  const body = entry.kind === 'block' ? JSON.stringify(entry.context === '' ? entry.name : `${entry.context}.${entry.name}`) : 'never';
  const items = entry.kind === 'list' ? fieldsType(entry.items) : 'never';
  return `{ args: ${fieldsType(entry.args)}; body: ${body}; items: ${items} }`;
}

/** `packages/schema/src/generated/blocks.ts`: the types of the typed AST, as plain values. */
export function blocksModule(grammar: Grammar): string {
  const lines = [
    banner,
    `import type { IpAddress } from '../types/address.ts';`,
    `import type { IpRange } from '../types/ip-range.ts';`,
    `import type { StatusCodes } from '../types/status-code.ts';\n`,
    `/** What each block may hold: by path, then by keyword (canonical spellings only). */`,
    `export interface Blocks {`,
  ];
  for (const [path, entries] of grammar.contexts) {
    if (path === '*') continue;
    const [parent, name] = [path.split('.').slice(0, -1).join('.'), path.split('.').at(-1)];
    const header = path === '' ? undefined : grammar.contexts.get(parent)?.find((entry) => entry.kind === 'block' && entry.name === name);
    lines.push(`  ${JSON.stringify(path)}: {`, `    header: ${fieldsType(header?.args)};`, `    keywords: {`);
    for (const entry of entries) {
      if (entry.alias === undefined) lines.push(`      ${/^[\w$]+$/.test(entry.name) ? entry.name : JSON.stringify(entry.name)}: ${keywordType(entry)};`);
    }
    lines.push(`    };`, `  };`);
  }
  lines.push(`}\n`);
  return lines.join('\n');
}
