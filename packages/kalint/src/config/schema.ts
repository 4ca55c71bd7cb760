import type { RuleDefinition } from '../rule.ts';

/** The part of JSON Schema (draft 7) that the configuration needs; the validator reads the same object as editors do. */
export interface Schema {
  readonly $schema?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | false;
  /** One schema for all, or one for each place. */
  readonly items?: Schema | readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly default?: unknown;
}

export const severities = ['off', 'info', 'warning', 'error'] as const;
export const presets = ['recommended', 'strict', 'all'] as const;
export const templateModes = ['auto', 'jinja2', 'erb', 'epp', 'go', 'off'] as const;
export const locales = ['en', 'zh-CN'] as const;

const stringList: Schema = { type: 'array', items: { type: 'string' } };
const target: Schema = { type: 'string', pattern: '^v?\\d+\\.\\d+(\\.\\d+)?$', description: 'The keepalived version that will read the files, such as 2.2.7. Default: the newest.' };

/**
 * The JSON Schema of `.kalintrc.json`, `.kalintrc.yaml` and `"kalint"` in package.json.
 *
 * @param rules all rules: their names and options are part of it
 */
export function configSchema(rules: readonly RuleDefinition[]): Schema {
  const ruleSettings: Schema = {
    type: 'object',
    description: 'A severity for each rule, alone or in a list with the options of the rule.',
    properties: Object.fromEntries([...rules].sort((a, b) => (a.id < b.id ? -1 : 1)).map((rule) => [rule.id, ruleSetting(rule)])),
    additionalProperties: false,
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of kalint',
    definitions: { severity: { type: 'string', enum: severities }, rules: ruleSettings },
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'Where an editor finds this schema.' },
      preset: { type: 'string', enum: presets, default: 'recommended', description: 'Which rules are active to begin with.' },
      rules: { $ref: '#/definitions/rules' },
      files: { ...stringList, description: 'Files, folders and globs that are judged when the command line names none; relative to this file.' },
      ignore: { ...stringList, description: 'Globs of files that a search passes over; relative to this file.' },
      target,
      clusters: { type: 'object', description: 'Files that form a cluster even without evidence, by name of the cluster.', additionalProperties: { type: 'array', items: { type: 'string' }, minItems: 1 } },
      overrides: {
        type: 'array',
        description: 'Settings for some files; a later one wins over an earlier one.',
        items: {
          type: 'object',
          properties: {
            files: { anyOf: [{ type: 'string' }, { ...stringList, minItems: 1 }], description: 'Globs; relative to this file.' },
            rules: { $ref: '#/definitions/rules' },
            target,
          },
          required: ['files'],
          additionalProperties: false,
        },
      },
      paths: { type: 'object', description: 'Folders here that stand for absolute folders of the machine that runs keepalived: {"/etc/keepalived": "./files"}.', additionalProperties: { type: 'string' } },
      includeCheck: { type: 'boolean', default: false, description: 'As keepalived -e: every include has to find its files.' },
      allowIncludeOutside: { type: 'boolean', default: false, description: 'Follow includes that lead out of the folder of this file.' },
      template: { type: 'string', enum: templateModes, default: 'auto', description: 'Which template tags the files hold.' },
      locale: { type: 'string', enum: locales, description: 'Language of messages. Default: that of the environment.' },
      hostRoot: { type: 'string', description: 'Rules may look for scripts, users and interfaces below this folder; relative to this file.' },
      baseline: { type: 'string', description: 'Findings listed in this file do not fail the run; relative to this file.' },
    },
    additionalProperties: false,
  };
}

function ruleSetting(rule: RuleDefinition): Schema {
  const severity: Schema = { $ref: '#/definitions/severity' };
  if (!rule.options) return { anyOf: [severity, { type: 'array', items: [severity], minItems: 1, maxItems: 1 }], description: rule.summary };
  const properties = Object.fromEntries(Object.entries(rule.options).map(([name, option]) => [name, optionSchema(option)]));
  return {
    anyOf: [severity, { type: 'array', items: [severity, { type: 'object', properties, additionalProperties: false }], minItems: 1, maxItems: 2 }],
    description: rule.summary,
  };
}

function optionSchema(option: { readonly type: string; readonly default: unknown; readonly description: string }): Schema {
  const { default: standard, description } = option;
  switch (option.type) {
    case 'number': case 'integer': case 'boolean': case 'string':
      return { type: option.type, default: standard, description };
    case 'array': return { ...stringList, default: standard, description };
    default: throw new RangeError(`an option cannot be of type ${option.type}`);
  }
}
