import { Search } from '../../closest.ts';
import { mayBeDefined } from '../../references.ts';
import { certainReplacement } from '../../vrrp/certain-edits.ts';
import { defineRule } from '../../rule.ts';

/** A virtual server of a group that does not exist is removed when the checkers start. */
export default defineRule({
  id: 'xref/virtual-server-group-undefined',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'The group of a virtual server is defined.',
  details: '`virtual_server group NAME` takes its addresses from `virtual_server_group NAME { … }`, which may stand anywhere in the configuration. Without it the virtual server is removed at start and nothing listens on the address. The config test does not notice.',
  messages: {
    default: 'There is no virtual_server_group "{name}"; keepalived removes this virtual server at start.',
    suggest: 'There is no virtual_server_group "{name}"; did you mean "{suggestion}"? keepalived removes this virtual server at start.',
    replace: 'Write "{suggestion}"',
  },
  needs: ['virtual_server'],
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    const search = new Search();
    for (const use of configuration.symbols.all) {
      if (use.role !== 'ref' || use.kind !== 'virtual_server_group') continue;
      if (configuration.symbols.definitions(use.kind, use.name).length > 0 || mayBeDefined(configuration, use.kind, use.name)) continue;
      const suggestion = search.closest(use.name, configuration.symbols.names(use.kind));
      const edit = suggestion === undefined ? undefined : certainReplacement(use, use.name, suggestion);
      const data = { name: use.name, suggestion: suggestion ?? '' };
      yield {
        at: use,
        message: suggestion === undefined ? 'default' : 'suggest',
        data,
        ...(edit ? { suggestions: [{ title: 'replace', safe: false, edits: [edit] }] } : {}),
      };
    }
  },
});
