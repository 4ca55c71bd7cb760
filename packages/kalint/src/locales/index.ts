import type { Translate } from '../findings.ts';
import { render } from '../messages.ts';
import type { MessageData } from '../rule.ts';

/** Message templates of another language, by rule id, then by message key. */
export type Translations = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Says the value of a placeholder in another language; undefined where it is no English phrase. */
export type Phrase = (placeholder: string, value: string) => string | undefined;

interface Language {
  readonly translations: Translations;
  readonly phrase: Phrase;
}

/** The languages besides English; each is loaded when it is asked for. */
const loaders: Readonly<Record<string, () => Promise<Language>>> = {
  'zh-CN': () => import('./zh-cn/index.ts'),
};

/** @returns undefined for English and for languages that nobody has translated into */
export async function translatorFor(locale: string): Promise<Translate | undefined> {
  const load = Object.hasOwn(loaders, locale) ? loaders[locale] : undefined;
  if (!load) return undefined;
  const { translations, phrase } = await load();
  return (rule, message, data) => {
    const template = Object.hasOwn(translations, rule) ? translations[rule]?.[message] : undefined;
    return template === undefined ? undefined : fill(template, data, phrase);
  };
}

const wide = '[\\u2E80-\\u9FFF\\uFF00-\\uFFEF]';
const blankBefore = new RegExp(`(?<=${wide}) (?=\\{(\\w+)\\})`, 'g');
const blankBehind = new RegExp(`(?<=\\{(\\w+)\\}) (?=${wide})`, 'g');

/** Templates have a blank between Chinese and the Latin text that values are; a Chinese phrase in their place takes none. */
function fill(template: string, data: MessageData | undefined, phrase: Phrase): string {
  if (!data) return template;
  const phrases = new Map(Object.entries(data).flatMap(([name, value]): [string, string][] => {
    const said = phrase(name, String(value));
    return said === undefined ? [] : [[name, said]];
  }));
  const spaced = template
    .replace(blankBefore, (blank, name: string) => (new RegExp(`^${wide}`).test(phrases.get(name) ?? '') ? '' : blank))
    .replace(blankBehind, (blank, name: string) => (new RegExp(`${wide}$`).test(phrases.get(name) ?? '') ? '' : blank));
  return render(spaced, { ...data, ...Object.fromEntries(phrases) });
}
