import type { Keyword } from '@kaconf/schema';
import type { Configuration, Directive, Item, Place } from '@kaconf/semantics';

/** A word that names an interface which has to exist. */
export interface InterfaceArgument extends Place {
  readonly text: string;
  /** Whether the text is what keepalived will see. */
  readonly known: boolean;
  /** Where keepalived complains when there is no such interface. */
  readonly line: number;
}

const memo = new WeakMap<Configuration, readonly InterfaceArgument[]>();
/** These create an interface, or are looked at only when the daemon runs. */
const later = new Set(['use_vmac', 'use_ipvlan', 'lvs_sync_daemon', 'lvs_sync_daemon_interface', 'default_interface']);

/** All interfaces that keepalived looks up while it reads (if_get_by_ifname); none where `dynamic_interfaces` allows them to be missing. */
export function interfaceArguments(configuration: Configuration): readonly InterfaceArgument[] {
  let found = memo.get(configuration);
  if (!found) {
    found = configuration.global('dynamic_interfaces') ? [] : read(configuration);
    memo.set(configuration, found);
  }
  return found;
}

function read(configuration: Configuration): readonly InterfaceArgument[] {
  const found: InterfaceArgument[] = [];
  for (const directive of configuration.directivesWhere((keyword) => { const { head, items } = partsOf(keyword); return head || items; })) {
    const { head, items } = partsOf(directive.keyword);
    if (head) collect(directive, found);
    if (items && directive.isBlock()) for (const item of directive.items) collect(item, found);
  }
  return found;
}

interface Parts {
  readonly head: boolean;
  readonly items: boolean;
}

const parts = new WeakMap<Keyword, Parts>();

/** Whether the line of a keyword names an interface, and whether the lines of its list do. */
function partsOf(keyword: Keyword): Parts {
  let known = parts.get(keyword);
  if (!known) {
    const names = (notation: string | undefined): boolean => !later.has(keyword.name) && notation?.includes('interface>') === true;
    known = { head: names(keyword.notation), items: names(keyword.itemNotation) };
    parts.set(keyword, known);
  }
  return known;
}

function collect(line: Directive | Item, into: InterfaceArgument[]): void {
  for (const { part, word } of line.match().args) {
    if (part.kind !== 'value' || part.type !== 'interface') continue;
    const { text, dynamic } = line.texts[line.firstArgument + word] ?? {};
    if (text !== undefined) into.push(new Argument(line, word, text, dynamic === undefined));
  }
}

/** Most are good; the place is looked up of those that are not. */
class Argument implements InterfaceArgument {
  readonly text: string;
  readonly known: boolean;
  readonly #line: Directive | Item;
  readonly #word: number;

  constructor(line: Directive | Item, word: number, text: string, known: boolean) {
    this.#line = line;
    this.#word = word;
    this.text = text;
    this.known = known;
  }

  get document(): Place['document'] {
    return this.#line.document;
  }

  get line(): number {
    return this.#line.line;
  }

  get range(): Place['range'] {
    const word = this.#line.argumentWords[this.#word];
    return word ? { start: word.start, end: word.end } : this.#line.range;
  }
}

const placeholder = /[<>{}[\]()*|$]|^(?:x{2,}|(?:your|my|the)[-_]?(?:interface|iface|nic|if)|interface(?:[-_]?name)?|iface|nic[-_]?name)$/i;

/** Whether a text stands for the name of an interface that is still to be filled in. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text);
}
