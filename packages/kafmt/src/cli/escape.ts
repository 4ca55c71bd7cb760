/**
 * Text for a terminal: control characters are shown, not obeyed.
 *
 * @param kind a file name or message is one `line`; `lines` keep their ends and tabs
 */
export function escapeControls(text: string, kind: 'line' | 'lines' = 'line'): string {
  // C0, DEL and C1 controls, and the characters that change the direction of text.
  return text.replace(/\r\n|[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
    if (character === '\r\n') return kind === 'lines' ? character : '\\r\\n';
    if (kind === 'lines' && (character === '\n' || character === '\t')) return character;
    const code = character.charCodeAt(0);
    return named[character] ?? (code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`);
  });
}
