import type { ClusterPicture, FaultPicture, Labels, OutcomePicture } from '../src/picture.ts';
import { element } from './elements.ts';

export interface FaultTable {
  readonly cluster: ClusterPicture;
  /** The chosen fault; undefined: all is well. */
  readonly chosen: string | undefined;
  readonly labels: Labels;
  choose(fault: string | undefined): void;
}

const icons = { error: '✖', warning: '⚠', info: 'ℹ' } as const;

/** One row for each fault and each virtual router that it may touch; the fault itself is a button. */
export function faultTable(table: FaultTable): HTMLElement {
  const { cluster, chosen, labels, choose } = table;
  const several = cluster.routers.length > 1;
  const head = [labels.whatFails, ...(several ? [labels.router] : []), labels.master, labels.after, labels.why];
  const body = element('tbody', {}, healthyRow(table, head.length), ...cluster.faults.flatMap((fault) => faultRows(fault, table, several)));
  body.addEventListener('keydown', (event) => { move(event, body, () => { choose(undefined); }); });
  const buttons = [...body.querySelectorAll<HTMLButtonElement>('button.fault')];
  // One stop for the tabulator key; the arrows move inside.
  for (const button of buttons) button.tabIndex = (chosen === undefined ? button === buttons[0] : button.dataset['fault'] === chosen) ? 0 : -1;
  return element('table', {}, element('thead', {}, element('tr', {}, ...head.map((title) => element('th', { attributes: { scope: 'col' } }, title)))), body);
}

function healthyRow({ cluster, chosen, labels, choose }: FaultTable, columns: number): HTMLElement {
  const masters = cluster.routers.map(({ key, masters: names }) => `${key}: ${names === undefined ? labels.unknown : names.length === 0 ? labels.none : names.join(' + ')}`);
  return element('tr', { class: chosen === undefined ? 'chosen' : '' },
    element('th', { attributes: { scope: 'row' } }, faultButton('', labels.allIsWell, chosen === undefined, () => { choose(undefined); })),
    element('td', { attributes: { colspan: String(columns - 1) } }, masters.join(', ')));
}

function faultRows(fault: FaultPicture, { chosen, labels, choose }: FaultTable, several: boolean): readonly HTMLElement[] {
  const isChosen = chosen === fault.id;
  return fault.outcomes.map((outcome, index) => {
    const first = index === 0
      ? [element('th', { attributes: { scope: 'row', rowspan: String(fault.outcomes.length) } }, faultButton(fault.id, fault.phrase, isChosen, () => { choose(isChosen ? undefined : fault.id); }))]
      : [];
    return element('tr', { class: `${isChosen ? 'chosen' : ''} ${outcome.severity ?? ''} ${index === 0 ? 'first' : ''}` }, ...first, ...outcomeCells(outcome, labels, several));
  });
}

function outcomeCells(outcome: OutcomePicture, labels: Labels, several: boolean): readonly HTMLElement[] {
  const { masters, severity } = outcome;
  const where = masters === undefined ? labels.unknown : masters.length === 0 ? labels.none : masters.join(' + ');
  const verdicts = outcome.verdicts.map((verdict) => element('span', { class: 'verdict' }, verdict));
  return [
    ...(several ? [element('td', {}, outcome.router)] : []),
    element('td', { class: 'where' }, ...(severity === undefined ? [] : [element('span', { class: 'icon', attributes: { 'aria-label': severity, role: 'img' } }, icons[severity]), ' ']), where),
    element('td', { class: 'after' }, outcome.after),
    element('td', { class: 'why' }, outcome.why, ...verdicts),
  ];
}

function faultButton(id: string, phrase: string, pressed: boolean, choose: () => void): HTMLElement {
  return element('button', { class: 'fault', attributes: { type: 'button', 'aria-pressed': String(pressed), 'data-fault': id }, onClick: choose }, phrase);
}

function move(event: KeyboardEvent, body: HTMLElement, reset: () => void): void {
  const buttons = [...body.querySelectorAll<HTMLButtonElement>('button.fault')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (event.key === 'Escape') reset();
  else if (target === undefined || at < 0) return;
  else buttons[Math.max(0, Math.min(buttons.length - 1, target))]?.focus();
  event.preventDefault();
}
