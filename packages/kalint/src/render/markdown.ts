/** Markdown without its marks, for places that show text only. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^```.*$\n?/gm, '')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/\*\*([^*\n]+)\*\*/g, '$1')
    .replace(/\[([^[\]\n]+)\]\([^)\n]*\)/g, '$1')
    .replace(/^#+ +/gm, '')
    .trim();
}
