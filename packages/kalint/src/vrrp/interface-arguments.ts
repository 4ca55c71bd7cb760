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
    found = configuration.global('dynamic_interfaces') ? [] : [...read(configuration)];
    memo.set(configuration, found);
  }
  return found;
}

function* read(configuration: Configuration): Generator<InterfaceArgument> {
  const names = (notation: string | undefined): boolean => notation?.includes('interface>') ?? false;
  const directives = configuration.directivesWhere((keyword) => !later.has(keyword.name) && (names(keyword.notation) || names(keyword.itemNotation)));
  const entries = directives.flatMap((directive): readonly (Directive | Item)[] => [
    ...(names(directive.keyword.notation) ? [directive] : []),
    ...(directive.isBlock() && names(directive.keyword.itemNotation) ? directive.items : []),
  ]);
  for (const entry of entries) {
    for (const argument of entry.match().args) {
      const word = entry.argumentWords[argument.word];
      if (!word || argument.part.kind !== 'value' || argument.part.type !== 'interface') continue;
      yield { document: entry.document, range: { start: word.start, end: word.end }, text: word.text, known: word.dynamic === undefined, line: entry.line };
    }
  }
}

const placeholder = /[<>{}[\]()*|$]|^(?:x{2,}|(?:your|my|the)[-_]?(?:interface|iface|nic|if)|interface(?:[-_]?name)?|iface|nic[-_]?name)$/i;

/** Whether a text stands for the name of an interface that is still to be filled in. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text);
}
