import { booleanWords, expectedAfter, type Keyword, type LiteralPart, type Part, type ValuePart, describe } from '@kaconf/schema';
import { readInstances, type Cursor, type WordsAtCursor } from '@kaconf/semantics';
import { CompletionItemKind, CompletionItemTag, type CompletionItem } from 'vscode-languageserver';
import type { Range as Offsets } from '@kaconf/syntax';
import { kindsLike } from '../names.ts';
import type { View } from '../view.ts';
import { seenAt, seenOfType } from './seen.ts';

export interface ValueOptions {
  readonly tags: boolean;
  edit(range: Offsets, text: string): Pick<CompletionItem, 'textEdit'>;
}

/** What may stand as the word at the cursor: values, names, options. */
export function valueItems(view: View, cursor: WordsAtCursor & Pick<Cursor, 'list' | 'blocks'>, options: ValueOptions): CompletionItem[] {
  const { keyword, signature, statement, first, index } = cursor;
  if (!keyword || !signature) return [];
  const before = (statement?.words ?? []).slice(first, index).map((word) => ({ text: word.text, quoted: word.quoted, ...(word.text.includes('$') ? { dynamic: 'variable' } : {}) }));
  const items = new Map<string, CompletionItem>();
  const listed = listedAlready(view, cursor);
  const add = (label: string, kind: CompletionItemKind, rank: number, more: Partial<CompletionItem> = {}): void => {
    if (items.has(label) || label === '' || listed.has(label)) return;
    items.set(label, { label, kind, sortText: `${rank}${String(items.size).padStart(4, '0')}`, ...options.edit(cursor.replace, label), ...more });
  };
  for (const part of expectedAfter(keyword, signature, before, view.target)) offer(part, keyword, view, add, options);
  return [...items.values()];
}

/** What the other lines of a list begin with: nothing is listed twice. */
function listedAlready(view: View, { list, index, blocks, statement }: WordsAtCursor & Pick<Cursor, 'list' | 'blocks'>): ReadonlySet<string> {
  if (!list || index > 0) return new Set();
  const lines = blocks.at(-1)?.node.body.nodes ?? view.document.tree.nodes;
  return new Set(lines.flatMap((line) => (line.kind === 'directive' ? line.heads.flatMap((head) => (head === statement ? [] : (head.words[0]?.text ?? []))) : [])));
}

type Add = (label: string, kind: CompletionItemKind, rank: number, more?: Partial<CompletionItem>) => void;

function offer(part: Part, keyword: Keyword, view: View, add: Add, options: ValueOptions): void {
  const word = (literal: LiteralPart, kind: CompletionItemKind, rank: number): void => {
    if (!isOf(literal, view.target) || !/\w|^[+-]$/.test(literal.text)) return;
    const deprecated: Partial<CompletionItem> = literal.deprecated === undefined ? {} : options.tags ? { tags: [CompletionItemTag.Deprecated] } : { deprecated: true };
    add(literal.text, kind, literal.deprecated === undefined ? rank : 8, deprecated);
  };
  switch (part.kind) {
    case 'literal':
      word(part, CompletionItemKind.Keyword, 2);
      break;
    case 'enum':
      for (const value of part.values) word(value, CompletionItemKind.EnumMember, 1);
      break;
    case 'option':
      word(part.word, CompletionItemKind.Keyword, 3);
      for (const alias of part.aliases) word(alias, CompletionItemKind.Keyword, 4);
      break;
    case 'optional':
    case 'repeat':
      offer(part.part, keyword, view, add, options);
      break;
    case 'choice':
      for (const each of part.parts) offer(each, keyword, view, add, options);
      break;
    case 'value':
      offerValue(part, keyword, view, add);
      break;
    default:
  }
}

function isOf({ since, until }: LiteralPart, target: number): boolean {
  return (since === undefined || since <= target) && (until === undefined || target <= until);
}

/** Types whose values are worth repeating: what stands at the same keyword elsewhere fits here more often than not. */
const repeated = new Set(['ip', 'ip/prefix', 'ip-range', 'ipv4', 'ipv6', 'host', 'script', 'path', 'user', 'group', 'email', 'routing-name']);

function offerValue(part: ValuePart, keyword: Keyword, view: View, add: Add): void {
  const { symbol } = part;
  const configurations = view.configurations;
  if (symbol) {
    for (const { symbols } of configurations) {
      if (symbol.role === 'ref') for (const name of kindsLike(symbol.kind).flatMap((kind) => symbols.names(kind))) add(name, CompletionItemKind.Reference, 1, { detail: symbol.kind });
      // A name that is used but not defined is the one to be defined here.
      else for (const use of symbols.all) if (use.role === 'ref' && kindsLike(symbol.kind).includes(use.kind) && kindsLike(use.kind).every((kind) => symbols.definitions(kind, use.name).length === 0)) add(use.name, CompletionItemKind.Reference, 1, { detail: `used, not defined` });
    }
    return;
  }
  if (part.type === 'bool') {
    for (const name of booleanWords) add(name, CompletionItemKind.EnumMember, 1);
    return;
  }
  if (part.type === 'interface') {
    for (const configuration of configurations) for (const name of seenOfType(configuration, 'interface')) add(name, CompletionItemKind.Value, 1, { detail: 'interface' });
    return;
  }
  if (!repeated.has(part.type)) return;
  for (const { address, detail } of keyword.context === '' && keyword.name === 'virtual_server' ? virtualAddresses(view) : peerAddresses(view, keyword)) add(address, CompletionItemKind.Value, 1, { detail });
  for (const configuration of configurations) for (const text of seenAt(configuration, keyword.path, part.type)) add(text, CompletionItemKind.Value, 2, { detail: describe(part) });
}

function* virtualAddresses(view: View): Generator<{ address: string; detail: string }> {
  for (const node of view.nodes) {
    for (const instance of readInstances(node)) for (const { address } of instance.addresses) yield { address: address.address, detail: `virtual address of ${instance.name}` };
  }
}

/** The addresses by which the other nodes of the cluster are reached, and what they expect this one to be. */
function* peerAddresses(view: View, keyword: Keyword): Generator<{ address: string; detail: string }> {
  if (keyword.name !== 'unicast_peer' && keyword.name !== 'unicast_src_ip') return;
  for (const node of view.nodes) {
    for (const { members } of view.snapshot.clusterOf(node)?.instances ?? []) {
      const own = members.find((member) => member.node === node);
      for (const member of members) {
        if (member === own) continue;
        const source = member.source.value?.address;
        if (keyword.name === 'unicast_peer' && source !== undefined) yield { address: source, detail: `source of ${member.node.name}` };
        if (keyword.name === 'unicast_src_ip') for (const peer of member.unicastPeers) yield { address: peer.address.address, detail: `peer of ${member.node.name}` };
      }
    }
  }
}
