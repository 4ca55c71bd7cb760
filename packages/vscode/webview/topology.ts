import type { ClusterPicture, FaultPicture, Labels, MemberPicture, NodePicture, RouterPicture } from '../src/picture.ts';
import { element, jump } from './elements.ts';

/** What the drawing needs besides the cluster. */
export interface Drawing {
  readonly cluster: ClusterPicture;
  /** The fault that is played; undefined: all is well. */
  readonly fault: FaultPicture | undefined;
  readonly labels: Labels;
  reveal(place: number): void;
}

/** Who is master of a virtual router in the state that is shown; undefined: nobody can say. */
export function mastersOf({ cluster, fault }: Pick<Drawing, 'cluster' | 'fault'>, router: string): readonly string[] | undefined {
  const outcome = fault?.outcomes.find((each) => each.router === router);
  return outcome ? outcome.masters : cluster.routers.find((each) => each.key === router)?.masters;
}

/** The cards of virtual routers, nodes and virtual servers. `wires.ts` connects them. */
export function topology(drawing: Drawing): readonly HTMLElement[] {
  const { cluster, labels } = drawing;
  return [
    element('div', { class: 'row routers' }, ...cluster.routers.map((router) => routerCard(router, drawing))),
    element('div', { class: 'row nodes' }, ...cluster.nodes.map((node) => nodeCard(node, drawing))),
    ...(cluster.services.length === 0 ? [] : [element('h3', {}, labels.services), element('div', { class: 'row services' }, ...cluster.services.map((service) =>
      element('div', { class: 'card service' },
        jump({ class: 'name', title: labels.jump }, service.place, drawing.reveal.bind(drawing), service.name),
        element('div', { class: 'detail' }, service.detail),
        element('ul', {}, ...service.servers.map((server) => element('li', {}, server))))))]),
  ];
}

function routerCard(router: RouterPicture, drawing: Drawing): HTMLElement {
  const { labels, fault } = drawing;
  const masters = mastersOf(drawing, router.key);
  const outcome = fault?.outcomes.find((each) => each.router === router.key);
  const severity = fault ? outcome?.severity : router.severity;
  const where = masters === undefined ? labels.unknown : masters.length === 0 ? labels.none : masters.join(' + ');
  return element('div', { class: `card router${severity === undefined ? '' : ` ${severity}`}`, attributes: { 'data-router': router.key } },
    jump({ class: 'name', title: labels.jump }, router.place, drawing.reveal.bind(drawing), router.key),
    element('div', { class: 'detail' }, router.detail),
    element('div', { class: 'addresses' }, ...router.addresses.map((address) => element('span', { class: 'address' }, address))),
    element('div', { class: 'master' }, `${labels.master}: `, element('strong', {}, where)),
    ...(fault || router.note === '' ? [] : [element('div', { class: 'note' }, router.note)]),
  );
}

function nodeCard(node: NodePicture, drawing: Drawing): HTMLElement {
  const { labels, fault } = drawing;
  const broken = fault?.broken.filter((each) => each.node === node.name) ?? [];
  const dead = broken.some((each) => each.dead);
  return element('div', { class: `card node${dead ? ' dead' : broken.length > 0 ? ' hurt' : ''}`, attributes: { 'data-node': node.name } },
    jump({ class: 'name', title: labels.jump }, node.place, drawing.reveal.bind(drawing), node.name),
    ...broken.map(({ what }) => element('div', { class: 'broken' }, `✖ ${what}`)),
    ...node.members.map((member) => memberButton(member, node, drawing)),
  );
}

function memberButton(member: MemberPicture, node: NodePicture, drawing: Drawing): HTMLElement {
  const { labels } = drawing;
  const holds = mastersOf(drawing, member.router)?.includes(node.name) === true;
  return jump(
    { class: `member${holds ? ' holds' : ''}`, title: member.state === '' ? labels.jump : `state ${member.state}\n${labels.jump}`, attributes: { 'data-router': member.router } },
    member.place, drawing.reveal.bind(drawing),
    element('span', { class: 'instance' }, member.name),
    element('span', { class: 'priority' }, member.priority),
    element('span', { class: 'role' }, holds ? `● ${labels.holds}` : `○ ${labels.standsBy}`),
  );
}
