const templateExtension = /\.(?:j2|jinja2|erb|epp|tmpl|tpl|ctmpl|template)$/i;

/**
 * Whether a path is that of a keepalived configuration by its name: `keepalived.conf`, `keepalived*.conf`,
 * `*.keepalived.conf`, and any `*.conf` in a folder named `keepalived`. A folder is searched for these.
 */
export function isConfigurationName(path: string): boolean {
  const [name = '', folder = ''] = path.replaceAll('\\', '/').split('/').reverse();
  if (!name.endsWith('.conf')) return false;
  return name.startsWith('keepalived') || name.endsWith('.keepalived.conf') || folder === 'keepalived';
}

/** Whether a path is that of a template for such a file: the same with a template extension behind it. */
export function isTemplateName(path: string): boolean {
  return templateExtension.test(path) && isConfigurationName(path.replace(templateExtension, ''));
}
