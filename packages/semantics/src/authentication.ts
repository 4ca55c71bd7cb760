import type { Configuration } from './configuration.ts';
import type { Hmac, Setting, VrrpInstance } from './instance.ts';
import type { BlockOf } from './model.ts';
import { derived, fromDirective, whenAbsent } from './setting.ts';
import { isKnown } from './value.ts';

type InstanceBlock = BlockOf<'vrrp_instance'>;

/** As many bytes of a password as an advert carries. */
export const passwordBytes = 8;

/**
 * What remains of the `authentication` block: off with version 3, in strict mode, without a password, and AH with IPv6
 * (vrrp_complete_instance). A password without `auth_type` has no effect.
 */
export function effectiveAuthentication(configuration: Configuration, block: InstanceBlock, given: Pick<VrrpInstance, 'version' | 'strict' | 'family'>): Pick<VrrpInstance, 'authType' | 'authPass'> {
  const bodies = block.blocks('authentication');
  const typeDirective = bodies.findLast((body) => body.has('auth_type'))?.get('auth_type');
  const passDirective = bodies.findLast((body) => body.has('auth_pass'))?.get('auth_pass');
  const type = fromDirective<'PASS' | 'AH'>(typeDirective, () => whenAbsent<'PASS' | 'AH'>(configuration, block, 'auth_type', undefined));
  const pass = passDirective?.args.value;
  const passWords = passDirective?.argumentWords[0];
  const authPass: Setting<string> = !passDirective
    ? whenAbsent<string>(configuration, block, 'auth_pass', undefined)
    : pass?.kind === 'dynamic' || passWords === undefined || passWords.dynamic !== undefined
      ? { value: undefined, unknown: true, directive: passDirective }
      : { value: firstBytes(passWords.text, passDirective.document.encoding), unknown: false, directive: passDirective };
  if (type.value === undefined && !type.unknown) return { authType: { value: 'none', unknown: false, directive: undefined }, authPass };
  const off = given.version.value === 3 || given.strict.value === true || (authPass.value === undefined && !authPass.unknown) || (type.value === 'AH' && given.family.value === 'ipv6');
  return { authType: off ? { value: 'none', unknown: false, directive: type.directive } : derived(type.value, type.directive, type, given.version, given.strict), authPass };
}

/** The bytes that are compared, one character for each. */
function firstBytes(text: string, encoding: 'utf-8' | 'latin1'): string {
  if (encoding === 'latin1') return text.slice(0, passwordBytes);
  return String.fromCharCode(...new TextEncoder().encode(text).slice(0, passwordBytes));
}

/** `auth_hmac` as it takes effect: off without a valid active key; strict mode enforces. */
export function effectiveHmac(configuration: Configuration, block: InstanceBlock, strict: Setting<boolean>): Setting<Hmac> {
  const bodies = block.blocks('auth_hmac');
  const [first] = bodies;
  if (!first) return whenAbsent<Hmac>(configuration, block, 'auth_hmac', undefined);
  const unknown: Setting<Hmac> = { value: undefined, unknown: true, directive: first };
  const secrets = new Map<number, string>();
  for (const key of bodies.flatMap((body) => body.all('key'))) {
    if (!isKnown(key.args.id) || !isKnown(key.args.secret)) return unknown;
    if (!secrets.has(key.args.id.value)) secrets.set(key.args.id.value, key.args.secret.text);
  }
  const active = bodies.map((body) => body.get('active_key')).filter((each) => each !== undefined).at(-1)?.args.value;
  const mode = bodies.map((body) => body.get('mode')).filter((each) => each !== undefined).at(-1)?.args.value;
  if ((active && !isKnown(active)) || (mode && !isKnown(mode))) return unknown;
  if (active === undefined || !secrets.has(active.value)) return { value: undefined, unknown: false, directive: first };
  const value: Hmac = { mode: strict.value ? 'enforce' : (mode?.value ?? 'enforce'), activeKey: active.value, secrets };
  return derived(value, first, strict);
}
