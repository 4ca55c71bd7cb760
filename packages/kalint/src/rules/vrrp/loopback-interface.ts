import { occurs } from '../../occurs.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Nobody else hears what is sent there. */
export default defineRule({
  id: 'vrrp/loopback-interface',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Instances are not put on the loopback interface.',
  details: 'keepalived refuses `interface lo` (and `vrf lo`) and goes on as if the line were missing: the instance then has no interface, and the whole VRRP configuration is refused. Virtual addresses may well be on `lo`: write `dev lo` behind the address.',
  messages: {
    default: 'keepalived refuses the loopback interface for {instance} and ignores the line; without an interface it refuses the whole VRRP configuration. If the addresses belong on lo, write "dev lo" behind them.',
  },
  needs: ['vrrp_instance'],
  keepalived: 'yes',
  *check(configuration, context) {
    const vrf = occurs(configuration, 'vrf');
    for (const block of configuration.blocks('vrrp_instance')) {
      for (const directive of vrf ? [...block.all('interface'), ...block.all('vrf')] : block.all('interface')) {
        if (directive.argument('value')?.value !== 'lo') continue;
        yield { at: directive, message: 'default', data: { instance: block.words[1]?.text ?? '' }, reported: reportedFrom(context.target, directive.name === 'vrf' ? 2_002_005 : 1_003_006, directive.line) };
      }
    }
  },
});
