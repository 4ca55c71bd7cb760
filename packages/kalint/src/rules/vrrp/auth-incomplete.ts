import { known, type Configuration, type VrrpInstance } from '@kaconf/semantics';
import type { Cluster } from '@kaconf/semantics';
import { lineBelow } from '../../vrrp/certain-edits.ts';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** A password without a type is not sent; a type without a password is dropped. */
export default defineRule({
  id: 'vrrp/auth-incomplete',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'auth_type and auth_pass stand together.',
  details: 'A password without `auth_type` is read, kept and never sent; the config test says nothing. Nodes that do authenticate drop such adverts, and both become master. A type without a password is reported and dropped. A password that begins with `#` or `!` is a comment: put it in quotes.',
  messages: {
    type: '{instance} has auth_pass but no auth_type; keepalived sends no password, and nodes that want one become master as well.',
    pass: '{instance} has auth_type but no auth_pass; keepalived switches authentication off.',
    insert: 'Add auth_type PASS',
  },
  needs: ['authentication'],
  keepalived: 'sometimes',
  fixable: 'unsafe',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const bodies = instance.block.blocks('authentication');
      const body = bodies[0];
      if (!body || !configuration.complete || misspelt(configuration, instance)) continue;
      const pass = bodies.flatMap((each) => each.all('auth_pass')).at(-1);
      const type = bodies.some((each) => each.has('auth_type'));
      const data = { instance: instance.name };
      if (pass && !type) {
        const edit = lineBelow(pass, 'auth_type PASS');
        const fix = edit ? ({ title: 'insert', safe: peerSaysPass(context.workspace.clusters, instance, known(pass.args.value)), edits: [edit] } as const) : undefined;
        yield { at: pass, message: 'type', data, ...(fix ? { fix } : {}) };
      } else if (type && !pass && instance.version.value !== 3 && instance.strict.value === false) {
        yield { at: body, message: 'pass', data, reported: reportedFrom(context.target, 1_002_020, reportedOnCompletion(instance)) };
      }
    }
  },
});

/** A misspelt auth_type or auth_pass is reported as that. */
function misspelt(configuration: Configuration, instance: VrrpInstance): boolean {
  return configuration.factsOf('unknown-keyword').some((fact) => fact.context === 'vrrp_instance.authentication' && fact.document === instance.block.document);
}

/** Another node of the cluster sends the same password with type PASS: then it is certain what is missing. */
function peerSaysPass(clusters: readonly Cluster[], instance: VrrpInstance, password: string | undefined): boolean {
  if (password === undefined) return false;
  const members = clusters.flatMap((cluster) => cluster.instances).find((each) => each.members.some((member) => member.block === instance.block))?.members ?? [];
  return members.some((member) => member.block !== instance.block && member.authType.value === 'PASS' && member.authPass.value === instance.authPass.value);
}
