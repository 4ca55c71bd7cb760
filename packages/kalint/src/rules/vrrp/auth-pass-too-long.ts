import { defineRule } from '../../rule.ts';

/** An advert has room for eight bytes of password. */
export default defineRule({
  id: 'vrrp/auth-pass-too-long',
  scope: 'configuration',
  severity: 'warning',
  tier: 1,
  summary: 'auth_pass has at most eight bytes.',
  details: 'The header of VRRP version 2 has room for eight bytes. keepalived cuts a longer password there and the config test fails. Nodes with different long passwords that share the first eight bytes understand each other all the same, so the rest protects nothing. Bytes count, not characters. Cutting the password to eight bytes changes nothing on the wire.',
  messages: {
    default: 'This auth_pass has {length} bytes; keepalived uses the first 8 of them only.',
    cut: 'Cut it to the first 8 bytes',
  },
  needs: ['auth_pass'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration) {
    for (const body of configuration.blocks('vrrp_instance.authentication')) {
      for (const directive of body.all('auth_pass')) {
        const word = directive.words[1];
        if (!word || word.dynamic) continue;
        const latin1 = directive.document.encoding === 'latin1';
        const length = latin1 ? word.text.length : new TextEncoder().encode(word.text).length;
        if (length <= 8) continue;
        const range = { start: word.start, end: word.end };
        const written = directive.document.text.slice(range.start, range.end);
        const first = latin1 ? word.text.slice(0, 8) : wholeCharacters(word.text);
        const quoted = written === `"${word.text}"`;
        // A character that the cut would split cannot be written.
        const certain = first !== undefined && (quoted || written === word.text);
        yield {
          at: { document: directive.document, range },
          message: 'default',
          data: { length },
          reported: directive.line,
          ...(certain ? { fix: { title: 'cut', safe: true, edits: [{ path: directive.document.path, ...range, text: quoted ? `"${first}"` : first }] } } : {}),
        };
      }
    }
  },
});

/** The first eight bytes, if they are whole characters. */
function wholeCharacters(text: string): string | undefined {
  const bytes = new TextEncoder().encode(text).slice(0, 8);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
