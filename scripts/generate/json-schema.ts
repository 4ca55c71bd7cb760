import { parseSignature } from '../../packages/schema/src/notation.ts';
import type { Part, ValuePart } from '../../packages/schema/src/signature.ts';
import { types } from '../../packages/schema/src/types/index.ts';
import type { Grammar, Resolved } from './grammar.ts';
import { blocksOf, pathOf } from './vocabulary.ts';

type Schema = Record<string, unknown>;

function value(part: ValuePart): Schema {
  const type = types.get(part.type)?.typeScript;
  if (type === 'number') {
    return {
      type: part.type === 'seconds' || part.type === 'number' ? 'number' : 'integer',
      ...(part.min === undefined || !part.enforced ? {} : { minimum: part.min }),
      ...(part.max === undefined || !part.enforced ? {} : { maximum: part.max }),
    };
  }
  if (type === 'boolean') return { type: 'boolean' };
  return { type: 'string', ...(part.minLength === undefined ? {} : { minLength: part.minLength }), ...(part.maxLength === undefined ? {} : { maxLength: part.maxLength }) };
}

const insensitive = (text: string) => text.replace(/[A-Za-z]/g, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);

interface Properties {
  readonly schemas: Map<string, Schema[]>;
  readonly required: Set<string>;
}

function add({ schemas }: Properties, name: string, schema: Schema): void {
  const known = schemas.get(name) ?? [];
  if (!known.some((each) => JSON.stringify(each) === JSON.stringify(schema))) known.push(schema);
  schemas.set(name, known);
}

/** Collects the arguments of a part, by name. */
function collect(part: Part, into: Properties, must: boolean, many: boolean): void {
  const wrap = (schema: Schema) => (many ? { type: 'array', items: schema } : schema);
  switch (part.kind) {
    case 'value':
      add(into, part.name, wrap(value(part)));
      if (must) into.required.add(part.name);
      return;
    case 'enum': {
      const words = part.values.map(({ text }) => text);
      const pattern = `^${part.signed ? '[+-]?' : ''}(?:${words.map(part.caseInsensitive ? insensitive : (text) => text.replace(/[.+]/g, '\\$&')).join('|')})$`;
      const loose = part.caseInsensitive || part.signed;
      add(into, part.name, wrap(part.open || part.joined ? { type: 'string', examples: words } : loose ? { type: 'string', pattern } : { enum: words }));
      if (must) into.required.add(part.name);
      return;
    }
    case 'literal':
      if (part.name !== undefined) add(into, part.name, { const: true });
      return;
    case 'optional':
      collect(part.part, into, false, many);
      return;
    case 'repeat':
      collect(part.part, into, must, true);
      return;
    case 'sequence':
      for (const each of part.parts) collect(each, into, must, many);
      return;
    case 'choice':
      for (const each of part.parts) collect(each, into, false, many);
      return;
    case 'options':
      for (const each of part.options) collect(each, into, false, many);
      for (const each of part.others) collect(each, into, must && each.kind !== 'optional', many);
      return;
    case 'option':
      if (part.args.parts.length === 0) add(into, part.name, { const: true });
      else collect(part.args, into, false, many || part.many);
  }
}

function argumentsOf(notation: string | undefined): Schema {
  const into: Properties = { schemas: new Map(), required: new Set() };
  collect(parseSignature(notation ?? ''), into, true, false);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries([...into.schemas].map(([name, schemas]) => [name, schemas.length === 1 ? schemas[0] : { anyOf: schemas }])),
    ...(into.required.size > 0 ? { required: [...into.required] } : {}),
  };
}

function directive(entry: Resolved): Schema {
  const parts: Schema = { keyword: { const: entry.name }, args: argumentsOf(entry.args) };
  if (entry.kind === 'block') parts['body'] = { $ref: `#/$defs/${pathOf(entry)}` };
  if (entry.kind === 'list') parts['items'] = { type: 'array', items: argumentsOf(entry.items) };
  return {
    type: 'object',
    ...(entry.doc === undefined || entry.doc === '' ? {} : { description: entry.doc }),
    ...(entry.deprecated === undefined && entry.until === undefined ? {} : { deprecated: true }),
    additionalProperties: false,
    properties: parts,
    required: ['keyword', ...(entry.kind === 'block' ? ['body'] : entry.kind === 'list' ? ['items'] : [])],
  };
}

function body(entries: readonly Resolved[]): Schema {
  const required = entries.filter((entry) => entry.required === true && entry.alias === undefined);
  const spellings = (entry: Resolved) => [entry.name, ...entries.filter((other) => other.alias === entry.name).map((other) => other.name)];
  return {
    type: 'array',
    items: { anyOf: entries.map(directive) },
    ...(required.length === 0
      ? {}
      : { allOf: required.map((entry) => ({ contains: { type: 'object', properties: { keyword: { enum: spellings(entry) } }, required: ['keyword'] } })) }),
  };
}

/** `grammar/keepalived.schema.json`: a configuration as a tree of blocks, for tools that want JSON. */
export function jsonSchema(grammar: Grammar): string {
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'keepalived.conf as a tree of blocks',
    description: 'Each directive is an object with its keyword and its arguments by name; a block has a body, a list block has items. Generated from grammar/keywords/.',
    $ref: '#/$defs/root',
    $defs: {
      root: body(grammar.contexts.get('') ?? []),
      ...Object.fromEntries(blocksOf(grammar).map((entry) => [pathOf(entry), body(grammar.contexts.get(pathOf(entry)) ?? [])])),
    },
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}
