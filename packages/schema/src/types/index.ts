import { ip, ipPrefix, ipv4, ipv6 } from './address.ts';
import { bool } from './bool.ts';
import { number, seconds } from './decimal.ts';
import { hex } from './hex.ts';
import { fwmark, integer, port } from './integer.ts';
import { ipRange } from './ip-range.ts';
import { mac } from './mac.ts';
import { roundTripTime } from './round-trip-time.ts';
import { ilaLocator, markMask, mplsLabels, portRange, realms, uidRange } from './routing.ts';
import { secret } from './secret.ts';
import { statusCode } from './status-code.ts';
import { email, glob, group, host, identifier, networkInterface, path, regex, routingName, script, string, user } from './text.ts';
import type { ValueType } from './value-type.ts';

/** Every value type of the notation by its name; `def` and `ref` are names. */
export const types: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ...[
    bool, email, fwmark, glob, group, hex, host, identifier, ilaLocator, integer, ip, ipPrefix, ipRange, ipv4, ipv6, mac, markMask, mplsLabels,
    networkInterface, number, path, port, portRange, realms, regex, roundTripTime, routingName, script, seconds, secret, statusCode, string,
    uidRange, user,
  ].map((type): [string, ValueType] => [type.name, type]),
  ['def', identifier],
  ['ref', identifier],
]);
