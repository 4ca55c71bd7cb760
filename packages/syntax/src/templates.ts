/** A template language; `auto` decides by the file's name, then by its content. */
export type TemplateMode = 'auto' | 'jinja2' | 'erb' | 'epp' | 'go' | 'off';

/** The modes in the order in which help texts name them. */
export const templateModes: readonly TemplateMode[] = ['auto', 'jinja2', 'erb', 'epp', 'go', 'off'];

/** One kind of tag: what opens it, what closes it, and whether it can leave text behind. */
export interface Delimiter {
  readonly open: string;
  readonly close: string;
  /** Tells from the text between the delimiters whether the tag prints nothing (a condition, a loop, a comment). */
  readonly isStatement: (inner: string) => boolean;
}

const always = (): boolean => true;
const never = (): boolean => false;

/** Go writes statements and values with the same braces. */
const goStatement = /^-?\s*(?:if|else|end|range|with|define|block|template|break|continue|\/\*|\$\w*\s*:?=|\$\w+\s*,\s*\$\w+\s*:?=)(?![\w.])/;

const jinja2: readonly Delimiter[] = [
  { open: '{{', close: '}}', isStatement: never },
  { open: '{%', close: '%}', isStatement: always },
  { open: '{#', close: '#}', isStatement: always },
];
const go: readonly Delimiter[] = [{ open: '{{', close: '}}', isStatement: (inner) => goStatement.test(inner) }];
const percent: readonly Delimiter[] = [{ open: '<%', close: '%>', isStatement: (inner) => !inner.startsWith('=') }];

/** The tags of each language; none for plain text. */
const delimiters: Readonly<Record<Exclude<TemplateMode, 'auto'>, readonly Delimiter[]>> = { jinja2, go, erb: percent, epp: percent, off: [] };

const extensions: readonly (readonly [RegExp, 'jinja2' | 'erb' | 'epp' | 'unknown'])[] = [
  [/\.(?:j2|jinja2)$/i, 'jinja2'],
  [/\.erb$/i, 'erb'],
  [/\.epp$/i, 'epp'],
  [/\.(?:tmpl|tpl|ctmpl|template)$/i, 'unknown'],
];

/** What the name of a file says about its template language; `unknown` for extensions that several languages use. */
function byName(filepath: string | undefined): 'jinja2' | 'erb' | 'epp' | 'unknown' | undefined {
  if (filepath === undefined) return undefined;
  return extensions.find(([pattern]) => pattern.test(filepath))?.[1];
}

/**
 * The line without its comment and without what stands in double quotes: a tag there proves nothing.
 * A `#` that opens or closes a Jinja2 comment tag is no comment of keepalived's.
 */
function bareText(line: string): string {
  let bare = '';
  let quoted = false;
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '#' || character === '!') && line.charAt(index - 1) !== '{') break;
    else if (!quoted) bare += character;
  }
  return bare;
}

/** What stands between the first pair of marks. */
function inTags(line: string, open: string, close: string): string | undefined {
  const start = line.indexOf(open);
  const end = start < 0 ? -1 : line.indexOf(close, start + 2);
  return end < 0 ? undefined : line.slice(start + 2, end);
}

/** What the content says: the language of the tags that stand outside comments and quotes. */
function byContent(text: string): 'jinja2' | 'erb' | 'go' | undefined {
  let values = false;
  for (const line of text.split('\n')) {
    if (!line.includes('{%') && !line.includes('{{') && !line.includes('<%')) continue;
    const bare = bareText(line);
    if (inTags(bare, '<%', '%>') !== undefined) return 'erb';
    if (inTags(bare, '{%', '%}') !== undefined) return 'jinja2';
    const value = inTags(bare, '{{', '}}');
    if (value === undefined) continue;
    // `{{ .name }}`, `{{ $x }}` and `{{ if … }}` are Go; a bare name is Jinja2.
    if (/^-?\s*[.$]/.test(value) || goStatement.test(value)) return 'go';
    values = true;
  }
  return values ? 'jinja2' : undefined;
}

/**
 * The tags to look for in a text.
 *
 * @param mode the option; `auto` looks at the extension of `filepath`, then at tags outside comments and quotes
 * @returns an empty list for a file that is no template
 */
export function delimitersFor(mode: TemplateMode, filepath: string | undefined, text: string): readonly Delimiter[] {
  if (mode !== 'auto') return delimiters[mode];
  const name = byName(filepath);
  if (name === undefined || name === 'unknown') return delimiters[byContent(text) ?? 'off'];
  return delimiters[name];
}
