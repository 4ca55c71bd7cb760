/** The language of messages for people: `zh-CN` where the environment asks for any Chinese, else English. */
export function localeOf(env: Readonly<Record<string, string | undefined>>): 'en' | 'zh-CN' {
  const name = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '') ?? '';
  return /^zh([_.@-]|$)/i.test(name) ? 'zh-CN' : 'en';
}
