import { l10n } from 'vscode';
import type { Explanation, Fault, FaultKind } from './requests.ts';

/** What happens, for people. */
export function faultPhrase(kind: FaultKind, faults: readonly Fault[]): string {
  const [first] = faults;
  if (kind === 'common' && first?.type === 'script_fail') return l10n.t('script {0} fails on all nodes', first.script);
  return faults.map(onePhrase).join(l10n.t(', and '));
}

function onePhrase(fault: Fault): string {
  const { node } = fault;
  switch (fault.type) {
    case 'node_down': return l10n.t('{0} loses power', node);
    case 'daemon_stop': return l10n.t('keepalived on {0} stops', node);
    default: return l10n.t('{0}: {1}', node, brokenPart(fault));
  }
}

/** What is broken on a node, without its name. */
export function brokenPart(fault: Fault): string {
  switch (fault.type) {
    case 'node_down': return l10n.t('no power');
    case 'daemon_stop': return l10n.t('keepalived has stopped');
    case 'interface_down': return l10n.t('{0} is down', fault.interface);
    case 'cable_pulled': return l10n.t('{0} has no cable', fault.interface);
    case 'partition': return l10n.t('nobody hears {0}', fault.interface);
    case 'script_fail': return l10n.t('script {0} fails', fault.script);
    case 'process_fail': return l10n.t('process {0} is gone', fault.process);
    case 'bfd_down': return l10n.t('BFD {0} is down', fault.bfd);
    case 'file_value': return l10n.t('file {0} holds {1}', fault.file, fault.value);
    default: return fault.type.replaceAll('_', ' ');
  }
}

/** Why a master stays or goes: `150 - 30 = 120 > 100: stays on lb1`. */
export function explanationPhrase({ arithmetic, outcome, reason, detail, nodes }: Explanation): string {
  const where = nodes.join(' + ');
  const what = {
    stays: () => l10n.t('stays on {0}', where),
    moves: () => l10n.t('moves to {0}', where),
    nobody: () => l10n.t('no node is master'),
    several: () => l10n.t('{0} are master at the same time', where),
    open: () => l10n.t('cannot be decided'),
  }[outcome]();
  const why = reasonPhrase(reason, detail, outcome === 'moves');
  const said = why === '' ? what : l10n.t('{0} ({1})', what, why);
  return arithmetic === '' ? said : l10n.t('{0}: {1}', arithmetic, said);
}

function reasonPhrase(reason: Explanation['reason'], detail: string, moves: boolean): string {
  switch (reason) {
    case 'tie': return l10n.t('equal priorities never preempt');
    case 'nopreempt': return l10n.t('nopreempt on {0}', detail);
    case 'owner': return l10n.t('weights do not change priority 255');
    case 'group': return l10n.t('{0} does not move, and the sync group moves as a whole', detail);
    case 'dropped': return l10n.t('keepalived drops the weighted tracker {0} of a sync group member', detail);
    case 'alone': return l10n.t('no other node can take over');
    case 'unheard': return l10n.t('the adverts do not arrive');
    case 'refused': return l10n.t('{0} differs', detail);
    case 'unknown': return l10n.t('{0} is not known', detail);
    case 'flapping': return l10n.t('it never comes to rest');
    case 'fault': return moves ? l10n.t('{0} is in FAULT', detail) : '';
    case 'down': return moves ? l10n.t('{0} is down', detail) : '';
    default: return '';
  }
}
