import type { Configuration, Directive, Place } from '@kaconf/semantics';
import { reportedBy } from '../facts.ts';
import { removal, statementAt, statementRange } from '../edits.ts';
import type { Edit } from '../diagnostic.ts';
import type { Finding } from '../rule.ts';
import { unknownKeywords } from '../unknown-keyword.ts';
import { servicesOf, type Method, type Service } from './services.ts';

/** A `nat_mask` line, whatever the target makes of it. */
export interface NatMask {
  readonly at: Place;
  /** `nat_mask`, or `net_mask` as some copies have it. */
  readonly keyword: string;
  /** The mask as written. */
  readonly mask: string;
  readonly service: Service | undefined;
  /** Takes the line out; absent where a definition brought it in. */
  readonly edit: Edit | undefined;
  readonly reported: NonNullable<Finding['reported']>;
}

/** All `nat_mask` lines, known to the target or not. */
export function* natMasks(configuration: Configuration): Generator<NatMask> {
  const services = servicesOf(configuration);
  const serviceOf = (block: unknown): Service | undefined => {
    const owner = block as Directive | undefined;
    return services.find((service) => (service.block as unknown) === owner || (service.block as unknown) === owner?.parent);
  };
  for (const { fact, word } of unknownKeywords(configuration, 'nat-mask')) {
    const statement = statementAt(fact.document, fact.range.start);
    const range = statement ? statementRange(statement) : fact.range;
    const written = statement?.words[0]?.text === word;
    yield {
      at: { document: fact.document, range },
      keyword: word,
      mask: statement?.words[1]?.text ?? '',
      service: serviceOf(fact.block),
      edit: written ? removal({ document: fact.document, range }) : undefined,
      reported: reportedBy(fact),
    };
  }
  if (configuration.directivesWhere((keyword) => keyword.name === 'nat_mask').length === 0) return;
  for (const service of services) {
    for (const directive of service.block.directives) {
      if (directive.keyword.name === 'nat_mask') yield { at: directive, keyword: 'nat_mask', mask: directive.words[1]?.text ?? '', service, edit: removal(directive), reported: 'silent' };
    }
  }
}

/** A directive that makes a service forward by something else than NAT. */
export function otherMethod(service: Service): { readonly method: Exclude<Method, 'NAT'>; readonly at: Place; readonly name: string } | undefined {
  for (const server of [service, ...service.realServers]) {
    const { value, directive } = server.method;
    if (value !== undefined && value !== 'NAT' && directive) return { method: value, at: directive, name: server.name };
  }
  return undefined;
}
