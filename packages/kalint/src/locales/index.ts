import type { Translate } from '../findings.ts';

/** Message templates of another language, by rule id, then by message key. */
export type Translations = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The languages besides English; each is loaded when it is asked for. */
const loaders: Readonly<Record<string, () => Promise<{ readonly translations: Translations }>>> = {
  'zh-CN': () => import('./zh-cn/index.ts'),
};

/** @returns undefined for English and for languages that nobody has translated into */
export async function translatorFor(locale: string): Promise<Translate | undefined> {
  const load = Object.hasOwn(loaders, locale) ? loaders[locale] : undefined;
  if (!load) return undefined;
  const { translations } = await load();
  return (rule, message) => (Object.hasOwn(translations, rule) ? translations[rule]?.[message] : undefined);
}
