import { type Directive, type VrrpInstance } from '@kaconf/semantics';
import { occurs } from '../../occurs.ts';
import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { hasPeer } from '../../vrrp/written.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule, type Finding } from '../../rule.ts';

type AnyDirective = Pick<Directive, 'document' | 'range' | 'words' | 'name' | 'line'>;

interface Partner {
  readonly option: Parameters<VrrpInstance['block']['has']>[0];
  /** What it needs, or (with `without`) what it does not go with. */
  readonly partner: string;
  readonly message: 'needs' | 'excludes';
  readonly since: number;
  /** Whether the option is without effect; undefined: not knowable. */
  ineffective(instance: VrrpInstance, directive: AnyDirective): boolean | undefined;
  readonly where?: 'end' | 'line' | 'never';
}

const partners: readonly Partner[] = [
  { option: 'unicast_ttl', partner: 'unicast_peer', message: 'needs', since: 2_001_000, where: 'end', ineffective: (instance) => not(hasPeer(instance)) },
  { option: 'mcast_dst_ip', partner: 'unicast_peer', message: 'excludes', since: 2_002_005, ineffective: (instance) => hasPeer(instance) },
  { option: 'vmac_xmit_base', partner: 'use_vmac', message: 'needs', since: 1_002_020, ineffective: ({ block }) => !block.has('use_vmac') && !block.has('use_ipvlan') },
  { option: 'timer_expired_backup', partner: 'nopreempt', message: 'needs', since: 2_002_008, ineffective: ({ nopreempt }) => not(nopreempt.value) },
  { option: 'thread_timer_expired', partner: 'nopreempt', message: 'needs', since: 2_003_002, ineffective: ({ nopreempt }) => not(nopreempt.value) },
  { option: 'owner_ignore_adverts', partner: 'priority 255', message: 'needs', since: 2_003_003, ineffective: ({ priority }, directive) => (isOff(directive) || priority.value === undefined ? undefined : priority.value !== 255) },
  { option: 'promote_secondaries', partner: 'use_vmac', message: 'excludes', since: 1_003_000, ineffective: ({ block }) => block.has('use_vmac') },
  { option: 'promote_secondaries', partner: 'use_ipvlan', message: 'excludes', since: 2_000_017, ineffective: ({ block }) => block.has('use_ipvlan') },
  { option: 'track_src_ip', partner: 'unicast_src_ip', message: 'needs', since: 0, where: 'never', ineffective: ({ source }) => (source.unknown ? undefined : source.directive === undefined) },
  { option: 'vrf', partner: 'interface', message: 'excludes', since: 2_002_005, ineffective: ({ block }) => block.has('interface') },
  { option: 'vrf', partner: 'unicast_peer', message: 'needs', since: 2_002_005, ineffective: (instance) => (instance.block.has('interface') ? false : not(hasPeer(instance))) },
];

/** Options that keepalived clears because of what stands next to them, or does not. */
export default defineRule({
  id: 'vrrp/ineffective-option',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Options of an instance have an effect.',
  details: 'keepalived ignores, and mostly reports, options whose partner is missing or that do not go together: `unicast_ttl` needs `unicast_peer`; `mcast_dst_ip` does not go with it; `vmac_xmit_base` needs `use_vmac`; `timer_expired_backup` needs `nopreempt`; `owner_ignore_adverts` needs priority 255; `track_src_ip` needs a source address; `promote_secondaries` is on with `use_vmac` anyway; `vrf` is for unicast instances without `interface`.',
  messages: {
    needs: '{instance}: {option} has no effect without {partner}; keepalived ignores it.',
    excludes: '{instance}: {option} has no effect together with {partner}; keepalived ignores it.',
    off: '{instance}: owner_ignore_adverts cannot be switched off with priority 255; keepalived reports it and switches it on.',
    remove: 'Delete {option}',
  },
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration, context) {
    const written = partners.filter(({ option }) => occurs(configuration, option));
    if (!configuration.complete || written.length === 0) return;
    for (const instance of instancesOf(configuration)) {
      for (const { option, partner, message, since, ineffective, where } of written) {
        const directive = instance.block.all(option).at(-1);
        if (!directive || ineffective(instance, directive) !== true) continue;
        const data = { instance: instance.name, option, partner };
        const edit = certainRemoval(directive);
        const finding: Finding<'needs' | 'excludes' | 'remove'> = { at: directive, message, data, reported: where === 'never' ? 'silent' : reportedFrom(context.target, since, place(instance, directive, where, option, partner)) };
        yield edit ? { ...finding, fix: { title: 'remove', safe: true, edits: [edit] } } : finding;
      }
      const owner = instance.block.get('owner_ignore_adverts');
      if (owner && isOff(owner) && instance.priority.value === 255) yield { at: owner, message: 'off', data: { instance: instance.name }, reported: reportedFrom(context.target, 2_003_003, reportedOnCompletion(instance)) };
    }
  },
});

/** With an interface above it `vrf` is refused where it stands; else when the instance is completed. */
function place(instance: VrrpInstance, directive: AnyDirective, where: Partner['where'], option: string, partner: string): number | 'no-line' | 'silent' | readonly number[] {
  if (where === 'end') return instance.block.endLine;
  const device = instance.block.get('interface');
  if (option === 'vrf' && partner === 'interface' && device && isAbove(instance, device, directive)) return directive.line;
  return reportedOnCompletion(instance);
}

/** In reading order, over all files. */
function isAbove({ block }: VrrpInstance, first: AnyDirective, second: AnyDirective): boolean {
  const found = block.directives.find((each) => each.name === first.name || each.name === second.name);
  return found?.name === first.name;
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function isOff(directive: { readonly words: readonly { readonly text: string }[] }): boolean {
  return ['false', 'off', 'no'].includes(directive.words[1]?.text ?? '');
}
