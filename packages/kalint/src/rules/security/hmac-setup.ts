import { isKnown, type VrrpInstance } from '@kaconf/semantics';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** A signature that is switched off, or that nobody asks for, protects nothing. */
export default defineRule({
  id: 'security/hmac-setup',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'auth_hmac has an active key and enforces it.',
  details: '`auth_hmac` (from 2.4.0 on) signs adverts. Without `active_key`, or where it names no `key`, keepalived switches the signature off. `mode permissive` and `receive-only` accept unsigned adverts and are meant for the time of the change only; strict mode enforces anyway. `authentication` next to it is dropped. A key in the file can be read by everybody who can read the configuration: better `key ID file:PATH`.',
  messages: {
    active: '{instance}: active_key {id} is none of its keys; keepalived switches auth_hmac off.',
    missing: '{instance}: auth_hmac has no active_key; keepalived switches it off. Write active_key {id}.',
    authentication: '{instance} has auth_hmac and authentication; keepalived drops the authentication.',
    strict: '{instance}: strict mode always enforces auth_hmac; keepalived changes mode {mode} to enforce.',
    mode: '{instance}: mode {mode} accepts adverts without a signature. Write mode enforce when all nodes have the key.',
    inline: 'The key {id} stands in the configuration file. Put it into a file of its own: key {id} file:PATH.',
  },
  needs: ['auth_hmac'],
  keepalived: 'sometimes',
  *check(configuration, context) {
    if (context.target < 2_004_000) return;
    for (const instance of instancesOf(configuration)) yield* judge(instance);
  },
});

function* judge(instance: VrrpInstance) {
  const bodies = instance.block.blocks('auth_hmac');
  const [first] = bodies;
  if (!first) return;
  const reported = reportedOnCompletion(instance);
  const name = instance.name;
  const keys = bodies.flatMap((body) => body.all('key'));
  const ids = keys.map((key) => key.args.id);
  const active = bodies.flatMap((body) => body.all('active_key')).at(-1);
  const id = active?.args.value;
  const known = ids.every((each) => isKnown(each)) && instance.configuration.complete;
  const authentication = instance.block.blocks('authentication')[0];
  if (authentication && instance.authType.value !== 'none' && instance.authType.value !== undefined) yield { at: authentication, message: 'authentication' as const, data: { instance: name }, reported };
  if (known && !active) yield { at: first, message: 'missing' as const, data: { instance: name, id: ids.find((each) => isKnown(each))?.text ?? 1 }, reported };
  else if (known && active && isKnown(id) && !ids.some((each) => isKnown(each) && each.value === id.value)) yield { at: active, message: 'active' as const, data: { instance: name, id: id.value }, reported };
  else {
    const mode = bodies.flatMap((body) => body.all('mode')).at(-1);
    const value = mode?.args.value;
    if (mode && isKnown(value) && value.value !== 'enforce') {
      const strict = instance.strict.value === true;
      yield { at: mode, message: strict ? ('strict' as const) : ('mode' as const), data: { instance: name, mode: value.value }, reported: strict ? reported : ('silent' as const), ...(strict ? {} : { severity: 'warning' as const }) };
    }
  }
  for (const key of keys) {
    const { secret } = key.args;
    if (isKnown(secret) && isKnown(key.args.id) && !secret.text.startsWith('file:')) yield { at: key, message: 'inline' as const, data: { id: key.args.id.value }, severity: 'info' as const };
  }
}
