import { defineRule } from '../../rule.ts';

/** keepalived keeps to one kind of firewall. */
export default defineRule({
  id: 'global/firewall-settings',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'global_defs names one firewall: nftables, or iptables with its ipsets.',
  details: 'Where both `nftables` and `vrrp_iptables` are given, keepalived takes nftables and ignores the iptables chains and ipsets. `vrrp_ipsets` without `vrrp_iptables` has no effect. Only the log tells.',
  messages: {
    both: 'nftables is given as well; keepalived uses that and ignores {keyword}.',
    alone: 'vrrp_ipsets has no effect without vrrp_iptables.',
    nftables: 'nftables is given here.',
  },
  needs: ['nftables', 'vrrp_iptables', 'vrrp_ipsets'],
  keepalived: 'no',
  *check(configuration, context) {
    if (context.target < 2_001_000 || !configuration.complete) return;
    const nftables = configuration.global('nftables');
    const iptables = configuration.global('vrrp_iptables');
    const ipsets = configuration.global('vrrp_ipsets');
    if (nftables && iptables) yield { at: iptables, message: 'both', data: { keyword: 'vrrp_iptables' }, related: [{ at: nftables, message: 'nftables' }] };
    else if (ipsets && ipsets.words.length > 1 && !iptables) yield { at: ipsets, message: 'alone' };
  },
});
