import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { ConfigProblem, Located, LocatedEntry, ParsedData } from './located.ts';

/** References to anchors may multiply a small file without bound; no configuration needs many. */
const maxAliases = 100;

/** Reads YAML 1.2, core types only: no tags, nothing that runs. */
export function parseYaml(text: string): ParsedData {
  // Whether keys are unique the library finds out by comparing each with each.
  const document = parseDocument(text, { schema: 'core', prettyErrors: false, uniqueKeys: false, strict: true });
  const failures = [...document.errors, ...document.warnings].map((error) => ({ message: messageOf(error.message), start: error.pos[0] }));
  if (failures.length > 0) return { root: undefined, problems: failures };
  const problems: ConfigProblem[] = [];
  const root = document.contents ? new Converter(document, problems).locate(document.contents) : undefined;
  return { root: problems.length > 0 ? undefined : root, problems };
}

class Converter {
  readonly #document: Document;
  readonly #problems: ConfigProblem[];
  #aliases = 0;

  constructor(document: Document, problems: ConfigProblem[]) {
    this.#document = document;
    this.#problems = problems;
  }

  locate(node: Node): Located {
    const start = node.range?.[0] ?? 0;
    if (isAlias(node)) {
      const target = ++this.#aliases > maxAliases ? undefined : node.resolve(this.#document);
      if (target && !isAlias(target)) return this.locate(target);
      this.#problems.push({ message: this.#aliases > maxAliases ? 'too many aliases' : `no anchor ${node.source}`, start });
      return { kind: 'scalar', start, value: null };
    }
    if (isSeq<Node>(node)) return { kind: 'array', start, items: node.items.map((item) => this.locate(item)) };
    if (isMap<Node, Node | null>(node)) {
      const keys = new Set<unknown>();
      const entries = node.items.map(({ key, value }): LocatedEntry => {
        const keyStart = key.range?.[0] ?? start;
        if (isScalar(key)) {
          if (keys.has(key.value)) this.#problems.push({ message: 'the same key twice', start: keyStart });
          keys.add(key.value);
        }
        return { key: isScalar(key) ? String(key.value) : '', start: keyStart, value: value ? this.locate(value) : { kind: 'scalar', start: keyStart, value: null } };
      });
      return { kind: 'object', start, entries };
    }
    const value = isScalar(node) ? node.value : null;
    return { kind: 'scalar', start, value: typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null };
  }
}

/** Where the library has no more room on the stack it says so. */
function messageOf(text: string): string {
  return text.startsWith('Maximum call stack') ? 'nested too deeply' : firstLine(text);
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
