import { isKnown, listedTrackers, type Configuration, type VrrpInstance } from '@kaconf/semantics';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesIn } from '../../vrrp/groups.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** 255 is no high priority, it says: this address is mine for good. */
export default defineRule({
  id: 'vrrp/priority-255-not-owner',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Only the owner of the virtual address has priority 255.',
  details: [
    'RFC 5798 keeps 255 for the router that has the address configured permanently. keepalived removes weighted trackers from such an instance, ignores `nopreempt`, and starts as master without listening first, which causes a needless switch when the node boots.',
    'Use 254 or less. Where the address really is that of the interface, the rule cannot see it: list it in `static_ipaddress` or suppress the finding.',
  ].join('\n\n'),
  messages: {
    default: '{instance}: priority 255 says that this node owns {address}; it skips the wait at start, and weights and nopreempt have no effect. Write 254.',
    unnamed: '{instance}: priority 255 says that this node owns the virtual addresses; it skips the wait at start, and weights and nopreempt have no effect. Write 254.',
    weight: '{instance} has priority 255, so keepalived drops the weight {weight} of {kind} "{name}".',
    replace: 'Write 254',
  },
  needs: ['vrrp_instance'],
  keepalived: 'sometimes',
  fixable: 'suggestion',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      if (instance.priority.value !== 255 || instance.priority.unknown) continue;
      const directive = instance.block.get('priority');
      for (const tracker of listedTrackers(configuration, instance.block).trackers) {
        const { weight, kind, name } = tracker;
        if (weight === undefined || weight === 0 || kind === 'process' || (kind === 'interface' && name === instance.interface.value)) continue;
        const since = kind === 'interface' ? 2_000_008 : 2_000_000;
        yield { at: tracker.item, message: 'weight', data: { instance: instance.name, weight, kind, name }, severity: 'error', reported: reportedFrom(context.target, since, reportedOnCompletion(instance)) };
      }
      // Without the line another rule says what the default is.
      if (!directive || ownsAddress(configuration, instance) || isMixedGroup(configuration, instance)) continue;
      const { path } = directive.document;
      const { value } = directive.args;
      const address = instance.addresses.find((each) => !each.excluded)?.address.address;
      const written = directive.document.text.slice(value.range.start, value.range.end) === '255';
      yield {
        at: directive,
        message: address === undefined ? 'unnamed' : 'default',
        data: { instance: instance.name, address: address ?? '' },
        ...(written ? { suggestions: [{ title: 'replace', safe: false, edits: [{ path, ...value.range, text: '254' }] }] } : {}),
      };
    }
  },
});

/** A group of owners and others is a fault of its own, which another rule names. */
function isMixedGroup(configuration: Configuration, { syncGroup }: VrrpInstance): boolean {
  return syncGroup !== undefined && instancesIn(configuration, syncGroup).some(({ priority }) => priority.value !== undefined && priority.value !== 255);
}

/** All advertised addresses are set at start as well. */
function ownsAddress(configuration: Configuration, instance: VrrpInstance): boolean {
  const fixed = new Set(configuration.atRoot('static_ipaddress').flatMap((block) => (block.isBlock() ? block.items : [])).map((item) => {
    const value = item.args['address'];
    const known = value && 'kind' in value && isKnown(value) ? (value.value as { address: string }).address : undefined;
    return known ?? '';
  }));
  const own = instance.addresses.filter((each) => !each.excluded);
  return own.length > 0 && own.every((each) => fixed.has(each.address.address));
}
