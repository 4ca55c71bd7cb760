import type { MessageData } from './rule.ts';

/** Fills `{name}` placeholders; a name without a value stays visible, so that a wrong template is seen and not silently empty. */
export function render(template: string, data: MessageData | undefined): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = data && Object.hasOwn(data, name) ? data[name] : undefined;
    return value === undefined ? whole : String(value);
  });
}

/** The names of the placeholders of a template. */
export function placeholders(template: string): readonly string[] {
  return [...new Set([...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))];
}
