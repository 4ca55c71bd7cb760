const templateExtension = /\.(?:j2|jinja2|erb|epp|tmpl|tpl|ctmpl|template)$/i;

/**
 * Whether a path is that of a keepalived configuration by its name: `keepalived.conf`, `keepalived*.conf`,
 * `*.keepalived.conf`, and any `*.conf` in a folder named `keepalived`; a template extension may follow.
 */
export function isConfigurationName(path: string): boolean {
  const [name = '', folder = ''] = path.replaceAll('\\', '/').split('/').reverse();
  const plain = name.replace(templateExtension, '');
  if (!plain.endsWith('.conf')) return false;
  return plain.startsWith('keepalived') || plain.endsWith('.keepalived.conf') || folder === 'keepalived';
}
