/** Other spellings of the same value, other names of the same keyword. */
import type { Change } from '../change.ts';
import { eachFile } from '../change.ts';
import { depthsOf, isDelicate, type LineFacts } from '../lines.ts';

const synonyms: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:lb_algo|lvs_sched)$/, 'lb_algo', 'lvs_sched'],
  [/^(?:lb_kind|lvs_method)$/, 'lb_kind', 'lvs_method'],
  [/^neighbou?r_ip$/, 'neighbor_ip', 'neighbour_ip'],
];

const timers = /^(?:advert_int|delay_loop|connect_timeout|delay_before_retry|startup_delay|vrrp_startup_delay|garp_interval|gna_interval|timeout|interval|preempt_delay|warmup)$/;

function spelled(name: string, rewrite: (keyword: string, words: readonly string[], chance: () => boolean, code: string) => readonly string[] | undefined): Change {
  return {
    name,
    exact: true,
    apply: (variant, random, { rule }) => (rule?.startsWith('deprecated/') === true || rule === 'lvs/retry-keyword' ? undefined : eachFile(variant, (lines, facts) => {
      let changed = false;
      const depths = depthsOf(facts);
      const out = lines.map((line, index) => {
        const each: LineFacts | undefined = facts[index];
        if (each?.kind !== 'text' || depths[index] !== 1 || isDelicate(each) || each.conditional || /["'$~@{}]/.test(each.code)) return line;
        const words = each.code.split(/[ \t]+/);
        const made = rewrite(words[0] ?? '', words, () => random.chance(0.7), each.code);
        if (!made) return line;
        changed = true;
        return { ...line, text: line.text.replace(each.code, () => made.join(' ')) };
      });
      return changed ? out : undefined;
    })),
  };
}

const keywords = spelled('synonyms of keywords', (keyword, words, chance) => {
  const found = synonyms.find(([pattern]) => pattern.test(keyword));
  if (!found || !chance()) return undefined;
  return [keyword === found[1] ? found[2] : found[1], ...words.slice(1)];
});

const times = spelled('times with decimals', (keyword, words, chance) => {
  const [, value = ''] = words;
  // The numbers of a script, a process and a DNS check are whole.
  if (keyword !== 'advert_int' && keyword !== 'delay_loop' && keyword !== 'connect_timeout') return undefined;
  if (!timers.test(keyword) || !/^\d+$/.test(value) || !chance()) return undefined;
  return [keyword, `${value}${value.length % 2 === 0 ? '.0' : '.00'}`, ...words.slice(2)];
});

const booleans: Readonly<Record<string, readonly string[]>> = { on: ['true', 'yes'], true: ['yes', 'on'], yes: ['on', 'true'], off: ['false', 'no'], false: ['no', 'off'], no: ['off', 'false'] };

const switches = spelled('on, true, yes', (_, words, chance) => {
  const value = words[1];
  if (words.length !== 2 || value === undefined || !Object.hasOwn(booleans, value) || !chance()) return undefined;
  return [words[0] ?? '', booleans[value]?.[0] ?? value];
});

/** `2001:db8::1` in its other spellings. */
function respell(address: string): string {
  return address.toUpperCase().replace('::', ':0::').replace(/(^|:)DB8(?=:)/, '$10DB8');
}

const addresses = spelled('IPv6 addresses in capitals and with zeros', (_, words, chance) => {
  const made = words.map((word) => (/^[\da-f]{1,4}(?::[\da-f]{1,4}){0,4}::[\da-f]{1,4}(?:\/\d+)?$/.test(word) && chance() ? respell(word) : word));
  return made.some((word, index) => word !== words[index]) ? made : undefined;
});

export const spellingChanges: readonly Change[] = [keywords, times, switches, addresses];
