import { closest } from '../closest.ts';
import { kindOf, type ConfigProblem, type Located, type LocatedObject } from './located.ts';
import type { Schema } from './schema.ts';

/**
 * Checks a value against a schema.
 *
 * @returns what is wrong, in order of appearance; a wrong value gives one problem, what lies in it is not looked at
 */
export function validate(value: Located, schema: Schema, root: Schema = schema): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  check(value, schema, { root, problems, name: '' });
  return problems;
}

interface Context {
  readonly root: Schema;
  readonly problems: ConfigProblem[];
  /** How a message calls the value: `rules`, `overrides[0].files`. */
  readonly name: string;
}

function check(value: Located, schema: Schema, context: Context): void {
  const { problems, name } = context;
  const say = (message: string): void => { problems.push({ message, start: value.start }); };
  const subject = name === '' ? 'the configuration' : `"${name}"`;
  if (schema.$ref !== undefined) {
    const definition = context.root.definitions?.[schema.$ref.replace('#/definitions/', '')];
    if (definition) check(value, definition, context);
    return;
  }
  if (schema.anyOf) {
    const fitting = schema.anyOf.find((each) => hasType(value, resolved(each, context).type));
    if (fitting) check(value, fitting, context);
    else say(`${subject} has to be ${schema.anyOf.map((each) => typeName(resolved(each, context))).join(' or ')}, not ${kindOf(value)}`);
    return;
  }
  if (!hasType(value, schema.type)) {
    say(`${subject} has to be ${typeName(schema)}, not ${kindOf(value)}`);
    return;
  }
  if (value.kind === 'object') checkObject(value, schema, context);
  else if (value.kind === 'array') {
    const { items } = schema;
    if (value.items.length < (schema.minItems ?? 0)) say(`${subject} must not be empty`);
    else if (value.items.length > (schema.maxItems ?? Number.POSITIVE_INFINITY)) say(`${subject} has ${value.items.length} parts, and at most ${schema.maxItems} are possible`);
    else value.items.forEach((item, index) => {
      const own = isList(items) ? items[index] : items;
      if (own) check(item, own, { ...context, name: `${name}[${index}]` });
    });
  } else if (typeof value.value === 'string') {
    if (schema.enum && !schema.enum.includes(value.value)) say(`${subject} has to be one of ${schema.enum.join(', ')}, not "${value.value}"${suggestion(value.value, schema.enum)}`);
    else if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value.value)) say(`${subject} cannot be "${value.value}"`);
  } else if (typeof value.value === 'number' && schema.minimum !== undefined && value.value < schema.minimum) say(`${subject} has to be at least ${schema.minimum}`);
}

function checkObject(value: LocatedObject, schema: Schema, context: Context): void {
  const seen = new Set<string>();
  const known = Object.keys(schema.properties ?? {});
  for (const { key, start, value: inner } of value.entries) {
    const name = context.name === '' ? key : `${context.name}.${key}`;
    const own = schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : schema.additionalProperties;
    if (seen.has(key)) context.problems.push({ message: `"${name}" is given twice`, start });
    else if (own) check(inner, own, { ...context, name });
    else context.problems.push({ message: `${known.some((each) => each.includes('/')) ? 'unknown rule' : 'unknown key'} "${key}"${suggestion(key, known)}`, start });
    seen.add(key);
  }
  for (const key of schema.required ?? []) if (!seen.has(key)) context.problems.push({ message: `"${key}" is missing${context.name === '' ? '' : ` in "${context.name}"`}`, start: value.start });
}

/** `; did you mean …?` where a word is near enough, or where only the category of a rule is missing. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const meant = candidates.find((candidate) => candidate.endsWith(`/${word}`)) ?? closest(word, candidates) ?? withCategory(word, candidates);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}

/** A rule whose name is near, where its category was left out. */
function withCategory(word: string, candidates: readonly string[]): string | undefined {
  const name = closest(word, candidates.flatMap((candidate) => candidate.split('/').slice(1)));
  return name === undefined ? undefined : candidates.find((candidate) => candidate.endsWith(`/${name}`));
}

function isList(items: Schema['items']): items is readonly Schema[] {
  return Array.isArray(items);
}

function resolved(schema: Schema, { root }: Context): Schema {
  return (schema.$ref === undefined ? undefined : root.definitions?.[schema.$ref.replace('#/definitions/', '')]) ?? schema;
}

function hasType(value: Located, type: Schema['type']): boolean {
  if (type === undefined) return true;
  if (value.kind !== 'scalar') return value.kind === type;
  return type === 'integer' ? Number.isInteger(value.value) : typeof value.value === type && value.value !== null;
}

function typeName({ type, enum: words }: Schema): string {
  if (words) return `one of ${words.join(', ')}`;
  return type === 'array' ? 'a list' : type === 'object' ? 'an object' : type === 'integer' ? 'a whole number' : type === 'boolean' ? 'true or false' : `a ${type ?? 'value'}`;
}
