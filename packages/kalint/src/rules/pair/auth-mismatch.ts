import type { Finding } from '../../rule.ts';
import type { AnyDirective, ClusterInstance, Hmac, VrrpInstance } from '@kaconf/semantics';
import { deviations } from '../../cluster/majority.ts';
import { headOf, namesOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

type Message = 'type' | 'oneSided' | 'password' | 'tail' | 'hmac' | 'otherType' | 'otherNone' | 'otherPassword' | 'otherHmac';

/** Adverts with another kind of authentication or another password are rejected. Secrets are compared, never shown. */
export default defineRule({
  id: 'pair/auth-mismatch',
  scope: 'cluster',
  severity: 'error',
  tier: 1,
  summary: 'All nodes of a virtual router authenticate in the same way.',
  details: [
    'keepalived rejects an advert whose authentication type differs from its own, or whose password does (vrrp_check_packet). The nodes do not hear each other and both become master.',
    'Compared is what takes effect: authentication is off without `auth_type`, without `auth_pass`, with VRRP version 3 and in strict mode. Of a password only the first eight bytes are sent; a difference behind them does no harm and is reported as info. For `auth_hmac` the active keys and their secrets must match.',
    'Values that come from the environment or from an undefined definition are not compared. Passwords are never printed.',
  ].join('\n\n'),
  messages: {
    type: '{instance} uses auth_type {value} on {node}, but {expected} on {others}. keepalived rejects adverts with another type: both become master. Use the same auth_type on every node.',
    oneSided: '{instance} authenticates its adverts on {with}, but not on {without}. keepalived rejects adverts whose authentication differs: both become master. Use the same authentication block on every node.',
    password: '{instance} has another password on {node} than on {others}. keepalived rejects adverts with another password: both become master. Use the same auth_pass on every node.',
    tail: '{instance} has another password on {node} than on {others}, but only behind the eighth byte. keepalived compares eight bytes, so this works; write the same password to avoid surprises.',
    hmac: '{instance} has other auth_hmac keys on {node} than on {others}. keepalived rejects adverts that are not signed with a key it knows: both become master. Use the same keys, with the same numbers, on every node.',
    otherType: '{other} uses auth_type {expected}.',
    otherNone: '{other} has no authentication that takes effect.',
    otherPassword: 'The password of {other}.',
    otherHmac: 'The keys of {other}.',
  },
  keepalived: 'no',
  *check(cluster) {
    for (const instance of cluster.instances) {
      // Other versions do not hear each other anyway, and version 3 has no passwords.
      if (new Set(instance.members.map((member) => member.version.value)).size > 1) continue;
      if (instance.members.some((member) => member.hmac.value !== undefined || member.hmac.unknown)) yield* checkHmac(instance);
      else yield* checkPasswords(instance);
    }
  },
});

function* checkPasswords({ name, members }: ClusterInstance): Generator<Finding<Message>> {
  const types = deviations(members, (each) => each.authType.value);
  for (const { member, value, reference, first, expected } of types) {
    const oneSided = value === 'none' || expected === 'none';
    yield {
      at: placeOfAuthentication(member, member.authType.directive),
      message: oneSided ? 'oneSided' : 'type',
      data: {
        instance: name, node: member.node.name, value, others: namesOf(reference), expected,
        with: value === 'none' ? namesOf(reference) : member.node.name,
        without: value === 'none' ? member.node.name : namesOf(reference),
      },
      related: [{ at: placeOfAuthentication(first, first.authType.directive), message: expected === 'none' ? 'otherNone' : 'otherType', data: { other: first.node.name, expected } }],
    };
  }
  const wrongType = new Set(types.map(({ member }) => member));
  const compared = members.filter((member) => !wrongType.has(member) && member.authType.value !== undefined && member.authType.value !== 'none');
  const passwords = deviations(compared, (each) => each.authPass.value);
  const tails = passwords.length > 0 ? [] : deviations(compared.filter((each) => !each.authPass.unknown), (each) => each.authPass.directive?.argumentWords[0]?.text);
  for (const [message, list] of [['password', passwords], ['tail', tails]] as const) {
    for (const { member, reference, first } of list) {
      yield {
        at: placeOfAuthentication(member, member.authPass.directive),
        message,
        data: { instance: name, node: member.node.name, others: namesOf(reference) },
        related: [{ at: placeOfAuthentication(first, first.authPass.directive), message: 'otherPassword', data: { other: first.node.name } }],
        ...(message === 'tail' ? { severity: 'info' as const } : {}),
      };
    }
  }
}

function* checkHmac({ name, members }: ClusterInstance): Generator<Finding<Message>> {
  // What one side signs with must be known to the other; who takes unsigned adverts is not stricter than that.
  for (const { member, value, reference, first, expected } of deviations(members, (each) => (each.hmac.unknown ? undefined : (each.hmac.value ?? null)), signature)) {
    if (value && expected && understand(value, expected)) continue;
    if (!(value && expected) && (value ?? expected)?.mode !== 'enforce') continue;
    const oneSided = value === null || expected === null;
    yield {
      at: placeOfAuthentication(member, member.hmac.directive),
      message: oneSided ? 'oneSided' : 'hmac',
      data: { instance: name, node: member.node.name, others: namesOf(reference), with: value === null ? namesOf(reference) : member.node.name, without: value === null ? member.node.name : namesOf(reference) },
      related: [{ at: placeOfAuthentication(first, first.hmac.directive), message: expected === null ? 'otherNone' : 'otherHmac', data: { other: first.node.name } }],
    };
  }
}

function signature(hmac: Hmac | null): string {
  return hmac ? JSON.stringify([hmac.activeKey, [...hmac.secrets].sort(([a], [b]) => a - b)]) : '';
}

/** Each knows the key that the other signs with; during a change of keys the lists may differ otherwise. */
function understand(a: Hmac, b: Hmac): boolean {
  const knows = (reader: Hmac, writer: Hmac): boolean => reader.mode !== 'enforce' || reader.secrets.get(writer.activeKey) === writer.secrets.get(writer.activeKey);
  return knows(a, b) && knows(b, a);
}

function placeOfAuthentication(member: VrrpInstance, directive: AnyDirective | undefined): AnyDirective | ReturnType<typeof headOf> {
  return directive ?? member.block.directives.find((each) => each.name === 'authentication') ?? headOf(member);
}
