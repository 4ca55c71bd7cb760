import { configSchema } from '../../packages/kalint/src/config/schema.ts';

/** JSON Schema of the linter's configuration. The rules are imported late: their list is generated before. */
export async function kalintSchema(): Promise<string> {
  const { rules } = await import('../../packages/kalint/src/rules/index.ts');
  return `${JSON.stringify(configSchema(rules.all), undefined, 2)}\n`;
}
