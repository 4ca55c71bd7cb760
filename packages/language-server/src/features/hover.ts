import { canonical, describe, types, type Argument, type Keyword } from '@kaconf/schema';
import type { Address, Configuration, Cursor, Node } from '@kaconf/semantics';
import type { Range as Offsets } from '@kaconf/syntax';
import { withoutSecrets } from 'kalint';
import { MarkupKind, type Hover } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import type { Feature } from '../feature.ts';
import { effectOf, holdersOf, instanceOf, mastersOf, priorityRange, trackerWords } from '../insight.ts';
import { keywordMarkdown } from '../keyword-text.ts';
import { argumentAt, isDirective, ownerAt, type Owner } from '../owners.ts';
import { plainText } from '../plain-text.ts';
import { definitionsNamed, variableAt } from '../variables.ts';
import type { View } from '../view.ts';

interface Told {
  readonly text: string;
  readonly range: Offsets;
}

/** What is known of the thing at an offset. */
function tell(view: View, offset: number): Told | undefined {
  const variable = variableAt(view.document, offset);
  if (variable) return tellVariable(view, variable);
  const cursor = view.cursor(offset);
  if (cursor.place === 'prefix') return tellPrefix(view, cursor);
  if (cursor.place === 'include') return tellInclude(view, cursor);
  if (cursor.place !== 'words' || !cursor.word) return undefined;
  const { word, keyword, index, first } = cursor;
  const reader = view.nodes.find((node) => ownerAt(node.configuration, view.document, offset)) ?? view.nodes[0];
  const owner = reader && ownerAt(reader.configuration, view.document, offset);
  if (index < first || !keyword) {
    if (!keyword) return undefined;
    const effect = reader && owner && isDirective(owner) ? effectOf(reader, owner) : undefined;
    return { text: [keywordMarkdown(keyword), ...(effect === undefined ? [] : ['', effect]), ...(reader && owner ? priorityLines(view, reader, owner) : [])].join('\n'), range: word };
  }
  const found = owner && argumentAt(owner, offset);
  if (!owner || !reader || !found) return { text: keywordMarkdown(keyword), range: word };
  return { text: [...argumentLines(found.argument, isSecret(view.document, word) ? word.text : found.word.text, word.text), ...meaningLines(view, reader, owner, found.argument), ...aboutKeyword(keyword, found.argument)].join('\n'), range: found.word };
}

/** What a variable stands for is not told there. */
function isSecret(document: View['document'], { start, end }: Offsets): boolean {
  return withoutSecrets(document, start, end) !== document.text.slice(start, end);
}

function argumentLines({ part, value, state }: Argument, read: string, written: string): string[] {
  const lines: string[] = [];
  if (part.kind === 'value') {
    lines.push(part.symbol ? `${part.symbol.role === 'def' ? 'Defines the' : 'Name of a'} \`${part.symbol.kind}\`` : sentence(describe(part)));
    if (part.unit !== undefined) lines.push('', `Unit: ${part.unit}`);
    if (part.default !== undefined) lines.push('', `Default: \`${String(part.default)}\``);
  } else if (part.kind === 'enum') lines.push(`One of ${part.values.map((each) => `\`${each.text}\``).join(', ')}`);
  else if (part.kind === 'option') lines.push(`Option \`${part.word.text}\``);
  if (read !== written && /\$/.test(written)) lines.push('', `Here: \`${read}\``);
  if (state === 'known' && part.kind === 'value' && types.get(part.type)?.name === 'mark/mask' && value !== undefined) lines.push('', `= ${String(value)}`);
  return lines;
}

/** What a bare value is for: a name or an address tells more by itself. */
function aboutKeyword(keyword: Keyword, { part }: Argument): string[] {
  const doc = keyword.doc === '' ? canonical(keyword).doc : keyword.doc;
  return doc === '' || (part.kind === 'value' && part.symbol) ? [] : ['', `\`${keyword.name}\`: ${doc}`];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a value means in this configuration and its cluster. */
function meaningLines(view: View, node: Node, owner: Owner, { part, value, state }: Argument): string[] {
  if (part.kind !== 'value' || state !== 'known') return [];
  if (part.symbol) return symbolLines(view, node.configuration, part.symbol.kind, String(value));
  if (isDirective(owner) && owner.name === 'priority') return priorityLines(view, node, owner);
  const address = addressOf(value);
  return address === undefined ? [] : holderLines(view, address);
}

function addressOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'address' in value && typeof (value as Address).address === 'string' ? (value as Address).address : undefined;
}

function priorityLines(view: View, node: Node, owner: Owner): string[] {
  if (!isDirective(owner) || owner.name !== 'priority') return [];
  const instance = instanceOf(node, owner);
  const range = instance && priorityRange(instance);
  if (!range) return [];
  const { lowest, highest, trackers } = range;
  const words = lowest === highest ? view.say('Effective priority: **always {0}**', lowest) : view.say('Effective priority: **{0} to {1}**', lowest, highest);
  return ['', words, ...(trackers.length === 0 ? [] : ['', ...trackers.map((tracker) => `- ${trackerWords(view, tracker)}`)])];
}

function holderLines(view: View, address: string): string[] {
  const holders = holdersOf(view, address);
  const [first] = holders;
  if (!first) return [];
  const masters = mastersOf(view, first.instance);
  const title = holders.length === 1 ? view.say('Virtual address of one node:') : view.say('Virtual address of {0} nodes:', holders.length);
  return ['', title, '', ...holders.map(({ node, instance }) => {
    const { value } = instance.priority;
    const holder = value === undefined ? view.say('- **{0}** (`{1}`)', node.name, instance.name) : view.say('- **{0}** (`{1}`, priority {2})', node.name, instance.name, value);
    return `${holder}${masters?.includes(node.name) === true ? view.say(': master while all is well') : ''}`;
  })];
}

/** What stands where a name is defined. */
function symbolLines(view: View, configuration: Configuration, kind: string, name: string): string[] {
  const [definition] = configuration.symbols.definitions(kind, name);
  if (!definition) return ['', `No \`${kind}\` of this name is defined.`];
  const { owner, document } = definition;
  const { start, end } = 'isBlock' in owner && owner.isBlock() ? owner.fullRange : owner.range;
  const text = withoutSecrets(document, start, end);
  const lines = text.split('\n');
  const users = configuration.symbols.references(kind, name).length;
  return ['', '```keepalived', ...lines.slice(0, 12), ...(lines.length > 12 ? ['…'] : []), '```', '', `Used in ${users === 1 ? 'one place' : `${users} places`}${document === view.document ? '' : `; defined in ${document.path}`}`];
}

function tellVariable(view: View, { name, range }: { readonly name: string; readonly range: Offsets }): Told {
  const values = new Set(view.configurations.flatMap((configuration) => definitionsNamed(configuration, name)).map(({ document, item }) =>
    item.pieces.map((piece) => withoutSecrets(document, piece.start, piece.end).trim()).join(' ⏎ ')));
  const text = values.size === 0 ? (name.startsWith('_') ? `\`$${name}\` is set by keepalived.` : `\`$${name}\` is not defined.`) : [...values].map((value) => `\`$${name}\` = \`${value}\``).join('\n\n');
  return { text, range };
}

function tellPrefix(view: View, { prefix }: Cursor & { readonly place: 'prefix' }): Told {
  if (prefix.kind === 'condition') return { text: `Read by ${prefix.negated ? 'all nodes but' : 'the node'} \`${prefix.id}\` (\`keepalived -i ${prefix.id}\`).`, range: prefix };
  return { text: `\`${view.document.text.slice(prefix.start, prefix.end)}\`: the rest of the line is read once for each value.`, range: prefix };
}

function tellInclude(view: View, { item }: Cursor & { readonly place: 'include' }): Told {
  const loader = view.project.loader;
  const pattern = view.document.text.slice(item.pattern.start, item.pattern.end);
  const result = loader && !pattern.includes('$') ? loader.resolve(pattern, view.document) : undefined;
  const lines = (result?.documents ?? []).map((document) => `- ${document.path}`);
  const problems = (result?.problems ?? []).map(({ problem, path }) => `- ${path}: ${problem}`);
  return { text: [lines.length === 0 ? 'Reads no file.' : `Reads ${lines.length === 1 ? 'one file' : `${lines.length} files`}:`, '', ...lines, ...problems].join('\n'), range: item.pattern };
}

/** Hover. */
export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  listen(session, connection) {
    connection.onHover(answering(session, (view, { position }): Hover | null => {
      const told = tell(view, view.offset(position));
      if (!told) return null;
      const markdown = session.client.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) !== false;
      return { contents: markdown ? { kind: MarkupKind.Markdown, value: told.text } : { kind: MarkupKind.PlainText, value: plainText(told.text) }, range: view.range(told.range) };
    }));
  },
};
