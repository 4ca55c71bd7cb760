/** A unified diff of two texts of one file. */
export async function unifiedDiff(name: string, before: string, after: string): Promise<string> {
  // Loaded here: most runs print no diff.
  const { createTwoFilesPatch } = await import('diff');
  return createTwoFilesPatch(name, name, before, after, undefined, undefined, { context: 3 }).replace(/^(?:Index: [^\n]*\n)?=+\n/, '');
}
