import type { ClusterPicture, FromWebview, Labels, Section, ToWebview } from '../src/picture.ts';
import { element } from './elements.ts';
import { faultTable } from './faults.ts';
import { topology } from './topology.ts';
import { drawWires } from './wires.ts';

interface State {
  /** Name of the cluster that the user chose. */
  readonly cluster?: string;
  readonly fault?: string;
}

declare function acquireVsCodeApi(): { postMessage(message: FromWebview): void; getState(): State | undefined; setState(state: State): void };

const host = acquireVsCodeApi();
const labels = JSON.parse(part('labels').textContent ?? '{}') as Labels;
const area = part('topology-area');
const canvas = document.querySelector('svg');
let clusters: readonly ClusterPicture[] = [];
let active = 0;
let state: State = host.getState() ?? {};

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}

function remember(next: State): void {
  state = next;
  host.setState(next);
  draw();
}

function draw(): void {
  const cluster = clusters.find((each) => each.name === state.cluster) ?? clusters[active] ?? clusters[0];
  document.body.classList.toggle('empty', !cluster);
  part('clusters').replaceChildren(...(clusters.length < 2 ? [] : clusters.map((each) =>
    element('button', { class: 'tab', attributes: { type: 'button', 'aria-pressed': String(each === cluster) }, onClick: () => { remember({ cluster: each.name }); } }, each.name))));
  if (!cluster) {
    part('title').textContent = labels.nothing;
    return;
  }
  part('title').textContent = cluster.name;
  const fault = cluster.faults.find((each) => each.id === state.fault);
  const reveal = (place: number): void => { host.postMessage({ type: 'reveal', place }); };
  const choose = (id: string | undefined): void => {
    remember({ ...(state.cluster === undefined ? {} : { cluster: state.cluster }), ...(id === undefined ? {} : { fault: id }) });
    part('faults').querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  };
  const focused = focusPath();
  part('shown').textContent = fault ? fault.phrase : labels.allIsWell;
  part('shown').className = fault ? 'fault' : '';
  part('cards').replaceChildren(...topology({ cluster, fault, labels, reveal }));
  part('faults').replaceChildren(faultTable({ cluster, chosen: fault?.id, labels, choose }));
  part('summary').textContent = fault ? fault.outcomes.map(({ router, why }) => `${router}: ${why}`).join('\n') : cluster.faults.length === 0 ? labels.noFaults : labels.hint;
  restoreFocus(focused);
  wire();
}

function wire(): void {
  if (canvas) drawWires(canvas, area);
  // What is scrolled into sight must not end up behind the topology.
  const topology = part('topology');
  document.documentElement.style.scrollPaddingTop = getComputedStyle(topology).position === 'sticky' ? `${topology.offsetHeight}px` : '';
}

/** What has the focus is drawn anew: it is found again by its place among the buttons of its part. */
function focusPath(): { readonly part: string; readonly index: number } | undefined {
  const { activeElement } = document;
  const id = ['clusters', 'cards', 'faults'].find((each) => part(each).contains(activeElement));
  return id === undefined ? undefined : { part: id, index: [...part(id).querySelectorAll('button')].findIndex((button) => button === activeElement) };
}

function restoreFocus(path: { readonly part: string; readonly index: number } | undefined): void {
  if (path) part(path.part).querySelectorAll('button')[path.index]?.focus({ preventScroll: true });
}

function show(section: Section): void {
  const target = part(section);
  // Above the topology stands only the name of the cluster.
  (section === 'topology' ? document.body : target).scrollIntoView({ block: 'start' });
  (target.querySelector<HTMLElement>('button:not([tabindex="-1"])') ?? target).focus({ preventScroll: true });
}

window.addEventListener('message', ({ data }: MessageEvent<ToWebview>) => {
  if (data.type === 'focus') show(data.section);
  else {
    ({ clusters, active } = data);
    draw();
  }
});
new ResizeObserver(wire).observe(area);
host.postMessage({ type: 'ready' });
