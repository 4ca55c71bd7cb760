import { defineRule } from '../../rule.ts';

/** The initial state is set again when an instance begins to track the script. */
export default defineRule({
  id: 'script/init-fail-has-no-effect',
  scope: 'configuration',
  severity: 'info',
  tier: 3,
  summary: 'init_fail is not relied on from keepalived 2.0.0 to 2.4.3.',
  details: '`init_fail` is meant to let a script count as failed until it has succeeded. From 2.0.0 to 2.4.3 keepalived overwrites the initial state as soon as an instance tracks the script, so that the first good run brings the instance up, whatever `rise` says. `vrrp_startup_delay` in `global_defs` is one way to wait; another is a script that fails at first by itself.',
  messages: {
    default: 'init_fail has no effect with keepalived 2.0.0 to 2.4.3: it is overwritten as soon as an instance tracks {name}. Use vrrp_startup_delay.',
  },
  needs: ['vrrp_script'],
  keepalived: 'no',
  *check(configuration, context) {
    if (context.target < 2_000_000) return;
    for (const block of configuration.blocks('vrrp_script')) {
      const directive = block.get('init_fail');
      const name = block.words[1]?.text;
      if (directive && name !== undefined && configuration.symbols.references('vrrp_script', name).length > 0) yield { at: directive, message: 'default', data: { name } };
    }
  },
});
