import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** A fenced block of a page, with the heading above it. */
export interface Fence {
  readonly heading: string;
  readonly language: string;
  readonly text: string;
}

export function fencesOf(markdown: string): readonly Fence[] {
  const found: Fence[] = [];
  let heading = '';
  for (const piece of markdown.matchAll(/^## (.+)$|^```(\w*)\n([\s\S]*?)^```$/gm)) {
    if (piece[1] !== undefined) heading = piece[1];
    else found.push({ heading, language: piece[2] ?? '', text: piece[3] ?? '' });
  }
  return found;
}

/** A line for a shell that a page tells people to write. */
export interface Command {
  readonly heading: string;
  readonly text: string;
}

/** Values of some keys, anywhere in a YAML text. */
function valuesOf(text: string, keys: readonly string[]): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (keys.includes(key) && typeof inner === 'string') found.push(inner);
        else visit(inner);
      }
    }
  };
  for (const document of parseAllDocuments(text)) {
    if (document.errors.length > 0) throw new Error(`no YAML: ${text}`);
    visit(document.toJS());
  }
  return found;
}

/** What runs in a shell: `run` of GitHub, `script` of GitLab, `sh` of Jenkins, and the lines of a block without a language. */
export function commandsOf(fences: readonly Fence[]): readonly Command[] {
  return fences.flatMap(({ heading, language, text }) => {
    const lines = language === 'yaml' ? valuesOf(text, ['run', 'script']) : language === 'groovy' ? [...text.matchAll(/^\s*sh '([^']*)'/gm)].map((match) => match[1] ?? '') : language === '' ? text.split('\n') : [];
    return lines.filter((line) => /\bka(?:lint|fmt)\b/.test(line)).map((line) => ({ heading, text: line }));
  });
}

/** The page of recipes. */
export function recipesOf(root: string): readonly Fence[] {
  return fencesOf(readFileSync(join(root, 'docs', 'ci.md'), 'utf8'));
}
