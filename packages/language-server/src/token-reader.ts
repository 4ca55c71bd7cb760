import { lookup, match, type Keyword, type Part } from '@kaconf/schema';
import { enter, type SourceDocument, type Surroundings } from '@kaconf/semantics';
import { isBlock, references, type Directive, type Item, type Node, type Range as Offsets, type Statement, type Word } from '@kaconf/syntax';

/** Kinds of tokens in the order of the legend. Those of the protocol where they fit, so that every theme has colours for them. */
export const tokenTypes = ['keyword', 'property', 'class', 'function', 'variable', 'parameter', 'enumMember', 'number', 'string', 'comment', 'macro', 'decorator', 'type'] as const;
export const tokenModifiers = ['declaration', 'deprecated'] as const;

export type TokenType = (typeof tokenTypes)[number];

export interface Token extends Offsets {
  readonly type: TokenType;
  readonly modifiers: readonly (typeof tokenModifiers)[number][];
}

const names: Readonly<Record<string, TokenType>> = { vrrp_script: 'function', vrrp_track_process: 'function', track_file: 'variable', vrrp_track_file: 'variable' };
const values: Readonly<Record<string, TokenType>> = {
  interface: 'type', script: 'string', path: 'string', string: 'string', secret: 'string', email: 'string', regex: 'string', glob: 'string', host: 'string', identifier: 'string', user: 'string', group: 'string', bool: 'enumMember',
};

/** Reads the tokens of a document, in order and without overlap. */
export class TokenReader {
  readonly #document: SourceDocument;
  readonly #target: number;
  readonly #tokens: Token[] = [];

  constructor(document: SourceDocument, target: number) {
    this.#document = document;
    this.#target = target;
  }

  read(surroundings: Surroundings): readonly Token[] {
    const meanings = new Map<Item, Surroundings>();
    const pending: [readonly Node[], Surroundings][] = [[this.#document.tree.nodes, surroundings]];
    // Nesting is followed with a list of its own: a file may nest deeper than calls can.
    for (let next = pending.pop(); next; next = pending.pop()) {
      const [nodes, around] = next;
      for (const node of nodes) {
        if (node.kind !== 'directive') continue;
        for (const head of node.heads) meanings.set(head, around);
        if (isBlock(node)) pending.push([node.body.nodes, inside(node, around)]);
      }
    }
    for (const item of this.#document.tree.items) this.#item(item, meanings.get(item) ?? { context: undefined, list: undefined });
    return this.#tokens;
  }

  #add(type: TokenType, { start, end }: Offsets, ...modifiers: Token['modifiers'][number][]): void {
    if (end > start) this.#tokens.push({ type, start, end, modifiers });
  }

  #item(item: Item, around: Surroundings): void {
    if (item.kind === 'blank') return;
    if (item.kind === 'comment') {
      this.#add('comment', item);
      return;
    }
    for (const prefix of item.prefixes) this.#add(prefix.kind === 'condition' ? 'decorator' : 'macro', prefix);
    if (item.kind === 'definition') {
      this.#add('variable', item.nameRange, 'declaration');
      for (const piece of item.pieces) this.#stretch('string', piece);
    } else if (item.kind === 'include') {
      this.#add('keyword', item.keyword);
      this.#stretch('string', item.pattern);
    } else if (item.kind === 'statement') this.#statement(item, around);
  }

  #statement({ words }: Statement, { context, list }: Surroundings): void {
    const [first] = words;
    const keyword = list ?? (context === undefined || !first ? undefined : lookup(context, first.text));
    if (!keyword) return;
    if (!list && first) this.#stretch(keyword.kind === 'directive' ? 'property' : 'keyword', first, ...(keyword.deprecated ? ['deprecated' as const] : []));
    const rest = list ? words : words.slice(1);
    const parts = this.#parts(keyword, list !== undefined, rest);
    rest.forEach((word, index) => {
      const part = parts.get(index);
      if (part?.kind === 'value' && part.symbol) this.#stretch(names[part.symbol.kind] ?? 'class', word, ...(part.symbol.role === 'def' ? ['declaration' as const] : []));
      else this.#stretch(typeOf(part, word), word);
    });
  }

  #parts(keyword: Keyword, isItem: boolean, words: readonly Word[]): ReadonlyMap<number, Part> {
    const signature = isItem ? keyword.items : keyword.signature;
    const parts = new Map<number, Part>();
    if (!signature || words.length === 0) return parts;
    const given = words.map(({ text, quoted }) => ({ text, quoted, ...(text.includes('$') ? { dynamic: 'variable' } : {}) }));
    for (const argument of match(keyword, signature, given, this.#target).args) parts.set(argument.word, argument.part);
    return parts;
  }

  /** A token, with the references in it as tokens of their own. */
  #stretch(type: TokenType, range: Offsets, ...modifiers: Token['modifiers'][number][]): void {
    let at = range.start;
    for (const reference of this.#document.text.includes('$') ? references(this.#document.text, range) : []) {
      this.#add(type, { start: at, end: reference.start }, ...modifiers);
      this.#add('variable', reference);
      at = reference.end;
    }
    this.#add(type, { start: at, end: range.end }, ...modifiers);
  }
}

function inside(node: Directive, around: Surroundings): Surroundings {
  return enter(around, node.heads.find((head) => head.words.length > 0)?.words[0]?.text ?? '');
}

function typeOf(part: Part | undefined, word: Word): TokenType {
  if (part?.kind === 'enum') return 'enumMember';
  if (part?.kind === 'value') return values[part.type] ?? 'number';
  // A word that only leads to a value: `dev`, `weight`.
  return word.quoted ? 'string' : 'parameter';
}
