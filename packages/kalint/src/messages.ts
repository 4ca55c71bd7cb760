import type { MessageData } from './rule.ts';

/** Fills `{name}` placeholders; a name without a value stays visible, so that a wrong template is seen and not silently empty. */
export function render(template: string, data: MessageData | undefined): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = data && Object.hasOwn(data, name) ? data[name] : undefined;
    return value === undefined ? whole : shortened(String(value));
  });
}

/** The names of the placeholders of a template. */
export function placeholders(template: string): readonly string[] {
  return [...new Set([...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))];
}

/** A word of a file may be megabytes long; a message shows how it begins. */
function shortened(text: string): string {
  // A run of these marks stands for a template tag, or for what only a run can tell.
  const readable = text.replace(/\uE0FF+/g, '…');
  return readable.length <= 200 ? readable : `${readable.slice(0, 197)}…`;
}
