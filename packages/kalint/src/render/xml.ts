const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };

// What XML 1.0 does not allow even as a reference: control characters, halves of pairs, U+FFFE and U+FFFF.
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A text for an attribute or an element. */
export function xml(text: string): string {
  return text.replace(forbidden, '\uFFFD').replace(/[&<>"'\t\n\r]/g, (character) => entities[character] ?? character);
}
