import type { Keyword } from '@kaconf/schema';
import { defineRule } from '../../rule.ts';

/** What `configure` has to be told, by the build option of the vocabulary; the other options are on by default. */
const switches: Readonly<Record<string, string>> = {
  bfd: '--enable-bfd',
  snmp: '--enable-snmp',
  'snmp-vrrp': '--enable-snmp-vrrp',
  'snmp-checker': '--enable-snmp-checker',
  'snmp-rfc': '--enable-snmp-rfc',
  'snmp-rfcv2': '--enable-snmp-rfcv2',
  'snmp-rfcv3': '--enable-snmp-rfcv3',
  dbus: '--enable-dbus',
  json: '--enable-json',
  regex: '--enable-regex',
};

/** From here on the builds that verdicts were compared with have no SNMP; Debian's older ones have everything. */
const withoutSnmp = 2_003_000;

/** A word that only some builds know. */
export default defineRule({
  id: 'syntax/build-option',
  scope: 'configuration',
  severity: 'info',
  tier: 3,
  summary: 'Keywords of optional parts need a keepalived that was built with them.',
  details: 'SNMP, BFD, D-Bus, JSON and regular expressions are parts that a build of keepalived may lack. Such a keepalived ignores their keywords as unknown words, and fails the config test. Debian and Ubuntu build with all of them, a plain `./configure` with none. `keepalived --version` lists what is in.',
  messages: { default: '{keyword} is known only to a keepalived that was built with {option}.' },
  keepalived: 'sometimes',
  *check(configuration) {
    const optional = (keyword: Keyword): string | undefined => keyword.build.find((each) => Object.hasOwn(switches, each));
    const told = new Set<string>();
    for (const directive of configuration.directivesWhere((keyword) => optional(keyword) !== undefined)) {
      const { keyword } = directive;
      const build = optional(keyword) ?? '';
      // One finding for a block is enough.
      if (directive.parent?.keyword.build.includes(build)) continue;
      const snmp = build.startsWith('snmp');
      // Once for each part is enough, unless keepalived complains about each line.
      if (told.has(build) && !(snmp && configuration.target >= withoutSnmp)) continue;
      told.add(build);
      yield {
        at: { document: directive.document, range: directive.keywordRange },
        message: 'default',
        data: { keyword: keyword.name, option: switches[build] ?? '' },
        reported: snmp && configuration.target >= withoutSnmp ? directive.line : 'silent',
      };
    }
  },
});
