import { Search } from '../../closest.ts';
import { certainReplacement } from '../../vrrp/certain-edits.ts';
import { mayBeDefined } from '../../references.ts';
import { defineRule } from '../../rule.ts';

/** The connection table is copied for one instance; when that does not exist, it is not copied at all. */
export default defineRule({
  id: 'xref/lvs-sync-daemon-unknown-instance',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'lvs_sync_daemon follows an instance that exists.',
  details: '`lvs_sync_daemon INTERFACE INSTANCE` copies the IPVS connections to the other director while the instance is master. keepalived looks the instance up when everything has been read; if it is unknown, the synchronisation is switched off and all connections break at a failover. The config test ends before this check.',
  messages: {
    default: 'lvs_sync_daemon follows "{name}", but there is no such vrrp_instance; keepalived switches the synchronisation off.',
    suggest: 'lvs_sync_daemon follows "{name}", but there is no such vrrp_instance (did you mean "{suggestion}"?); keepalived switches the synchronisation off.',
    replace: 'Write "{suggestion}"',
  },
  needs: ['lvs_sync_daemon'],
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    const search = new Search();
    for (const use of configuration.symbols.all) {
      if (use.role !== 'ref' || use.kind !== 'vrrp_instance' || use.owner.keyword.name !== 'lvs_sync_daemon') continue;
      if (configuration.symbols.definitions(use.kind, use.name).length > 0 || mayBeDefined(configuration, use.kind, use.name)) continue;
      const names = configuration.symbols.names(use.kind);
      const suggestion = search.closest(use.name, names) ?? (names.length === 1 ? names[0] : undefined);
      const edit = suggestion === undefined ? undefined : certainReplacement(use, use.name, suggestion);
      yield {
        at: use,
        message: suggestion === undefined ? 'default' : 'suggest',
        data: { name: use.name, suggestion: suggestion ?? '' },
        ...(edit ? { suggestions: [{ title: 'replace', safe: false, edits: [edit] }] } : {}),
      };
    }
  },
});
