import { known, type BlockOf, type Configuration } from '@kaconf/semantics';
import { certainlyLacks } from '../../lvs/certain.ts';
import { defineRule } from '../../rule.ts';

type Url = BlockOf<'virtual_server.real_server.HTTP_GET.url'>;

const settings = ['regex_no_match', 'regex_options', 'regex_min_offset', 'regex_max_offset'] as const;

/** Settings of a pattern that is not there, or that contradict each other. */
export default defineRule({
  id: 'lvs/regex-settings-ignored',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'The `regex_` settings of a url go with a `regex` and agree with each other.',
  details: 'Without `regex` keepalived clears `regex_options` and the like, so the page is not looked into at all. A `regex_min_offset` that is not below `regex_max_offset` clears both, so the whole page is searched. Either is only said in the log.',
  messages: {
    alone: '{keyword} has no effect without regex; the content of the page is not tested.',
    offsets: 'regex_min_offset {min} is not below regex_max_offset {max}; keepalived drops both and searches the whole page.',
  },
  needs: ['HTTP_GET', 'SSL_GET'],
  keepalived: 'no',
  *check(configuration) {
    for (const url of urls(configuration)) {
      const first = settings.map((name) => url.get(name)).find((directive) => directive !== undefined);
      if (!first) continue;
      if (!url.has('regex')) {
        if (certainlyLacks(configuration, url, 'regex')) yield { at: first, message: 'alone', data: { keyword: first.name } };
        continue;
      }
      const least = url.get('regex_min_offset');
      const min = known(least?.args.value);
      const max = known(url.get('regex_max_offset')?.args.value);
      if (least && min !== undefined && max !== undefined && max !== 0 && min >= max) yield { at: least, message: 'offsets', data: { min, max } };
    }
  },
});

function urls(configuration: Configuration): readonly Url[] {
  return [...configuration.blocks('virtual_server.real_server.HTTP_GET.url'), ...(configuration.blocks('virtual_server.real_server.SSL_GET.url') as readonly unknown[] as readonly Url[])];
}
