import { isKnown, type Directive, type VrrpInstance } from '@kaconf/semantics';
import { occurs } from '../occurs.ts';

/** A setting that strict mode does not allow. */
export interface StrictConflict {
  readonly setting: string;
  readonly directive: Pick<Directive, 'document' | 'range' | 'words'>;
  /** What keepalived does with it. */
  readonly effect: 'cleared' | 'derived' | 'reset';
  /** First version that reports it. */
  readonly since: number;
}

/** Keywords of which strict mode does not allow all values. */
const restricted = ['authentication', 'use_vmac', 'preempt_delay', 'down_timer_adverts', 'vrrp_down_timer_adverts', 'garp_lower_prio_repeat', 'garp_lower_prio_delay', 'lower_prio_no_advert', 'higher_prio_send_advert', 'vmac_xmit_base', 'no_virtual_ipaddress'] as const;

/** Settings of an instance that are cleared in strict mode (vrrp_complete_instance), in the order of the checks. */
export function strictConflicts(instance: VrrpInstance): readonly StrictConflict[] {
  const { block, priority, state } = instance;
  const found: StrictConflict[] = [];
  const add = (directive: Pick<Directive, 'document' | 'range' | 'words'> | undefined, setting: string, effect: StrictConflict['effect'], since: number): void => {
    if (directive) found.push({ setting, directive, effect, since });
  };
  const owner = priority.value === 255;
  if (state.directive && state.value !== undefined && priority.value !== undefined && (state.value === 'MASTER') !== owner) add(block.get('state'), `state ${state.value}`, 'derived', 2_000_000);
  if (!occurs(instance.configuration, ...restricted)) return found;
  add(block.blocks('authentication').find((body) => body.has('auth_type')) as Pick<Directive, 'document' | 'range' | 'words'> | undefined, 'authentication', 'cleared', 2_000_000);
  add(vmacAddress(instance), 'use_vmac MAC', 'cleared', 2_002_005);
  const begins = owner ? 'MASTER' : 'BACKUP';
  const delay = block.get('preempt_delay');
  if (delay && begins === 'BACKUP' && isKnown(delay.args.value) && delay.args.value.value !== 0) add(delay, 'preempt_delay', 'cleared', 1_002_022);
  const adverts = block.get('down_timer_adverts') ?? instance.configuration.global('vrrp_down_timer_adverts');
  if (adverts && notNumber(adverts, 3)) add(adverts, adverts.words[0]?.text ?? 'down_timer_adverts', 'reset', 2_002_003);
  for (const name of ['garp_lower_prio_repeat', 'garp_lower_prio_delay'] as const) {
    const directive = block.get(name);
    if (directive && notNumber(directive, 0)) add(directive, name, 'cleared', 2_000_000);
  }
  const noAdvert = block.get('lower_prio_no_advert');
  if (noAdvert && isKnown(noAdvert.args.value) && !noAdvert.args.value.value) add(noAdvert, 'lower_prio_no_advert false', 'reset', 2_000_000);
  const sendAdvert = block.get('higher_prio_send_advert');
  if (sendAdvert && (sendAdvert.args.value === undefined || (isKnown(sendAdvert.args.value) && sendAdvert.args.value.value))) add(sendAdvert, 'higher_prio_send_advert', 'cleared', 2_000_007);
  if (block.has('use_vmac')) add(block.get('vmac_xmit_base'), 'vmac_xmit_base', 'cleared', 1_002_024);
  add(block.get('no_virtual_ipaddress'), 'no_virtual_ipaddress', 'cleared', 2_002_008);
  return found;
}

function vmacAddress(instance: VrrpInstance): Pick<Directive, 'document' | 'range' | 'words'> | undefined {
  return instance.block.all('use_vmac').find((directive) => isKnown(directive.args.mac));
}

function notNumber(directive: { readonly words: readonly { readonly text: string; readonly dynamic?: unknown }[] }, number: number): boolean {
  const word = directive.words[1];
  return word !== undefined && !word.dynamic && /^\d+$/.test(word.text) && Number(word.text) !== number;
}
