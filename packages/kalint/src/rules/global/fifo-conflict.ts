import { isKnown } from '@kaconf/semantics';
import { defineRule } from '../../rule.ts';

/** One pipe, two writers with different words. */
export default defineRule({
  id: 'global/fifo-conflict',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'The notify FIFOs have different paths.',
  details: '`notify_fifo` gets all events, `vrrp_notify_fifo` and `lvs_notify_fifo` those of one process. keepalived drops the special one where it has the path of the common one. VRRP and LVS may share a pipe, but of two scripts to read it only that of VRRP is started. Only the log tells.',
  messages: {
    same: '{keyword} has the path of notify_fifo; keepalived drops it.',
    script: 'vrrp_notify_fifo and lvs_notify_fifo share a pipe; keepalived drops lvs_notify_fifo_script.',
    other: 'The same path.',
  },
  needs: ['notify_fifo', 'vrrp_notify_fifo', 'lvs_notify_fifo'],
  keepalived: 'no',
  *check(configuration, context) {
    if (context.target < 1_003_006) return;
    const fifo = (name: string) => {
      const directive = configuration.global(name);
      const path = directive?.args['fifo'];
      return directive && path && 'kind' in path && isKnown(path) ? { directive, path: path.value } : undefined;
    };
    const common = fifo('notify_fifo');
    const [vrrp, lvs] = [fifo('vrrp_notify_fifo'), fifo('lvs_notify_fifo')];
    for (const special of [vrrp, lvs]) {
      if (common && special && special.path === common.path) yield { at: special.directive, message: 'same', data: { keyword: special.directive.name }, related: [{ at: common.directive, message: 'other' }] };
    }
    const script = configuration.global('lvs_notify_fifo_script');
    if (vrrp && lvs && vrrp.path === lvs.path && vrrp.path !== common?.path && script && configuration.global('vrrp_notify_fifo_script')) yield { at: script, message: 'script', related: [{ at: vrrp.directive, message: 'other' }] };
  },
});
