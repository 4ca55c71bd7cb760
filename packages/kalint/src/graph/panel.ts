import { addressCard, labelOf, memberCard, serversCard, serviceCard } from './cards.ts';
import type { Drawn } from './fault-table.ts';
import { connector, drawCard, sizeOf, type Card } from './shapes.ts';
import { fold, lineHeight, round, textAt, textLines, widest, widthOf, type Line } from './svg-text.ts';
import type { TopologyService } from './services.ts';
import type { Takeover, TopologyCluster, TopologyInstance } from './topology.ts';
import { secondsText } from './words.ts';

/** A row: a virtual router, or (without one) the virtual servers on addresses of no router. */
interface Row {
  readonly instance: TopologyInstance | undefined;
  readonly label: readonly Line[];
  readonly members: readonly (Card | undefined)[];
  readonly addresses: Card | undefined;
  readonly services: readonly { readonly service: Card; readonly servers: Card }[];
}

/** Left edges and widths of the columns. */
interface Columns {
  readonly label: number;
  readonly lanes: readonly { readonly x: number; readonly width: number }[];
  readonly address: { readonly x: number; readonly width: number };
  readonly service: { readonly x: number; readonly width: number };
  readonly server: { readonly x: number; readonly width: number };
  readonly right: number;
}

const arcHeight = 24;
const gutter = 26;
const between = 14;
const channel = 34;

/** Draws a cluster: nodes are columns, virtual routers are rows, and to the right is what stands behind their addresses. */
export function drawPanel(cluster: TopologyCluster, left: number, top: number): Drawn {
  const rows = rowsOf(cluster);
  const columns = columnsOf(cluster, rows, left);
  const heads = cluster.nodes.map(({ name }) => fold(name, 26));
  const headHeight = Math.max(1, ...heads.map((lines) => lines.length)) * lineHeight + 12;
  const parts: string[] = [];
  let y = top + headHeight;
  for (const row of rows) {
    if (y > top + headHeight) parts.push(`<line x1="${left}" x2="${columns.right}" y1="${y}" y2="${y}" class="kg-rule"/>`);
    const { body, height } = drawRow(row, columns, cluster, y);
    parts.push(body);
    y += height;
  }
  const lanes = columns.lanes.map(({ x, width }, at) => `<rect x="${x}" y="${top}" width="${width}" height="${round(y - top)}" rx="10" class="kg-lane"/>${(heads[at] ?? []).map((line, index) => textAt(x + width / 2, top + 18 + index * lineHeight, line, 'kg-strong', 'middle')).join('')}`);
  const services = rows.some((row) => row.services.length > 0);
  const titles = [
    ...(rows.some((row) => row.addresses) ? [textAt(columns.address.x, top + 18, 'Virtual addresses', 'kg-head kg-dim')] : []),
    ...(services ? [textAt(columns.service.x, top + 18, 'Virtual servers', 'kg-head kg-dim'), textAt(columns.server.x, top + 18, 'Real servers and checks', 'kg-head kg-dim')] : []),
    ...(rows.length === 0 ? [textAt(left, y + 14, 'Neither virtual routers nor virtual servers.', 'kg-dim')] : []),
  ];
  return { width: columns.right - left, height: y - top + (rows.length === 0 ? 24 : 0), body: [...lanes, ...titles, ...parts].join('') };
}

function rowsOf(cluster: TopologyCluster): readonly Row[] {
  const { nodes, instances, services } = cluster;
  const cards = (own: readonly TopologyService[]): Row['services'] => own.map((each) => ({ service: serviceCard(each, cluster), servers: serversCard(each, cluster) }));
  const rows = instances.map((instance, index): Row => ({
    instance, label: labelOf(instance), addresses: addressCard(instance),
    members: nodes.map(({ name }) => instance.members.find(({ node }) => node === name)).map((member) => member && memberCard(member, instance)),
    services: cards(services.filter((service) => service.instance === index)),
  }));
  const others = cards(services.filter((service) => service.instance === null));
  if (others.length > 0) rows.push({ instance: undefined, label: [{ text: 'virtual servers', style: 'kg-strong' }, { text: 'on other addresses', style: 'kg-dim' }], addresses: undefined, members: [], services: others });
  return rows;
}

function columnsOf({ nodes }: TopologyCluster, rows: readonly Row[], left: number): Columns {
  const widthOfCards = (cards: readonly (Card | undefined)[]): number => Math.max(0, ...cards.map((card) => (card ? sizeOf(card).width : 0)));
  let x = left + Math.max(0, ...rows.map((row) => widest(row.label))) + 22;
  const lanes = nodes.map(({ name }, at) => {
    // The words on an arc between neighbours stand over both: the lanes leave room for it.
    const width = Math.max(136, widthOfCards(rows.map((row) => row.members[at])), ...fold(name, 26).map((line) => widthOf(line))) + 24;
    const lane = { x, width };
    x += width + 12;
    return lane;
  });
  const column = (width: number): { x: number; width: number } => {
    const placed = { x: width === 0 ? x : x + channel, width };
    if (width > 0) x += channel + width;
    return placed;
  };
  const address = column(widthOfCards(rows.map((row) => row.addresses)));
  const service = column(widthOfCards(rows.flatMap((row) => row.services.map((each) => each.service))));
  const server = column(widthOfCards(rows.flatMap((row) => row.services.map((each) => each.servers))));
  return { label: left, lanes, address, service, server, right: Math.max(x, left + 330) };
}

function drawRow(row: Row, columns: Columns, cluster: TopologyCluster, top: number): { readonly body: string; readonly height: number } {
  const { instance } = row;
  const arcs = instance?.takeovers.flatMap((takeover) => takeover.to.map((to) => ({ takeover, to }))) ?? [];
  const y = top + 14 + arcs.length * arcHeight;
  const memberHeight = Math.max(0, ...row.members.map((card) => (card ? sizeOf(card).height : 0)));
  const parts = [textLines(columns.label, y, row.label)];
  row.members.forEach((card, at) => {
    const lane = columns.lanes[at];
    if (card && lane) parts.push(drawCard(card, lane.x + 12, y, lane.width - 24, memberHeight));
  });
  const centre = (node: string): number | undefined => {
    const lane = columns.lanes[cluster.nodes.findIndex(({ name }) => name === node)];
    return lane && lane.x + lane.width / 2;
  };
  arcs.forEach(({ takeover, to }, at) => parts.push(drawTakeover(takeover, centre(takeover.from), centre(to), { y, level: y - 10 - at * arcHeight, shift: at * 10 })));
  const masters = instance?.masters ?? [];
  const addressHeight = row.addresses ? sizeOf(row.addresses).height : 0;
  if (row.addresses) {
    parts.push(drawCard(row.addresses, columns.address.x, y, columns.address.width));
    const target = y + Math.min(addressHeight, memberHeight || addressHeight) / 2;
    masters.forEach((node, at) => {
      const x = centre(node);
      const floor = y + memberHeight + 12 + at * 8;
      const turn = columns.address.x - 20 - at * 6;
      if (x !== undefined) parts.push(connector([[x, y + memberHeight], [x, floor], [turn, floor], [turn, target], [columns.address.x - 2, target]], masters.length > 1 ? 'clash' : 'holds'));
    });
  }
  const { body, height } = drawServices(row, columns, y, addressHeight);
  const below = Math.max(memberHeight + gutter + Math.max(0, masters.length - 1) * 8, row.label.length * lineHeight + between, addressHeight + between, height + between);
  return { body: [...parts, body].join(''), height: y - top + below };
}

/** An arc from the lost master to the node that takes over. */
function drawTakeover({ seconds }: Takeover, from: number | undefined, to: number | undefined, { y, level, shift }: { y: number; level: number; shift: number }): string {
  if (from === undefined || to === undefined) return '';
  const side = Math.sign(to - from) * 20;
  const [start, end] = [from + side + shift, to - side + shift];
  const label = seconds === null ? 'takes over' : `takes over: ${secondsText(seconds)}`;
  return `${connector([[start, y], [start, level], [end, level], [end, y - 2]], 'takes')}${textAt((start + end) / 2, level - 5, label, 'kg-small kg-dim', 'middle')}`;
}

function drawServices({ services, addresses }: Row, columns: Columns, top: number, addressHeight: number): { readonly body: string; readonly height: number } {
  const parts: string[] = [];
  let y = top;
  const from = columns.address.x + columns.address.width;
  const start = top + Math.min(addressHeight, services[0] ? sizeOf(services[0].service).height : addressHeight) / 2;
  for (const { service, servers } of services) {
    const [own, behind] = [sizeOf(service).height, sizeOf(servers).height];
    const middle = y + own / 2;
    const target = addresses && y === top ? start : middle;
    if (addresses) parts.push(connector(target === start ? [[from, start], [columns.service.x - 2, start]] : [[from, start], [from + channel / 2, start], [from + channel / 2, target], [columns.service.x - 2, target]], 'flow'));
    const line = y + Math.min(own, behind) / 2;
    parts.push(connector([[columns.service.x + columns.service.width, line], [columns.server.x - 2, line]], 'flow'));
    parts.push(drawCard(service, columns.service.x, y, columns.service.width), drawCard(servers, columns.server.x, y, columns.server.width));
    y += Math.max(own, behind) + between;
  }
  return { body: parts.join(''), height: services.length === 0 ? 0 : y - top - between };
}
