import type { MessageData } from './rule.ts';

/** Templates taken apart: text and names in turn. One message may be said very often. */
const memo = new Map<string, readonly string[]>();

/** Fills `{name}` placeholders; a name without a value stays visible, so that a wrong template is seen and not silently empty. */
export function render(template: string, data: MessageData | undefined): string {
  let parts = memo.get(template);
  if (!parts) memo.set(template, (parts = template.split(/\{(\w+)\}/)));
  let text = '';
  for (const [at, part] of parts.entries()) {
    if (at % 2 === 0) text += part;
    else {
      const value = data && Object.hasOwn(data, part) ? data[part] : undefined;
      text += value === undefined ? `{${part}}` : shortened(String(value));
    }
  }
  return text;
}

/** The names of the placeholders of a template. */
export function placeholders(template: string): readonly string[] {
  return [...new Set([...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))];
}

/** A word of a file may be megabytes long; a message shows how it begins. */
function shortened(text: string): string {
  // A run of these marks stands for a template tag, or for what only a run can tell.
  const readable = !text.includes('\uE0FF') ? text : text.replace(/\uE0FF+/g, '…');
  return readable.length <= 200 ? readable : `${readable.slice(0, 197)}…`;
}
