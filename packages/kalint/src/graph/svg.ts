import { visible } from '../render/terminal-text.ts';
import { xml } from '../render/xml.ts';
import { drawFaults } from './fault-table.ts';
import { drawingStyle } from './palette.ts';
import { drawPanel } from './panel.ts';
import { round, textAt, widthOf } from './svg-text.ts';
import type { Topology, TopologyCluster } from './topology.ts';
import { titleOf } from './words.ts';

const margin = 24;

/** A picture that needs nothing but itself: every cluster with what each fault does to it. */
export default function svg(found: Topology): string {
  const parts: string[] = [];
  let y = margin;
  let width = 0;
  for (const cluster of found.clusters) {
    const title = visible(cluster.name);
    parts.push(textAt(margin, y + 14, title, 'kg-title'));
    const panel = drawPanel(cluster, margin, y + 34);
    parts.push(panel.body);
    y += 34 + panel.height;
    const faults = drawFaults(cluster, margin, y + 18);
    if (faults.height > 0) {
      parts.push(faults.body);
      y += 18 + faults.height;
    }
    width = Math.max(width, panel.width, faults.width, widthOf(title, 17));
    y += 40;
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${frame(titleOf(found), width + 2 * margin, Math.max(y - 40, 0) + margin, `<style>${drawingStyle}</style>${parts.join('\n')}`)}\n`;
}

/** The drawing of one cluster, to be put into a page that has the style sheet. */
export function clusterSvg(cluster: TopologyCluster): string {
  const { width, height, body } = drawPanel(cluster, margin, margin);
  const natural = width + 2 * margin;
  // A narrow window gets it a little smaller, and scrolls before it is too small to read.
  return frame(cluster.name, natural, height + 2 * margin, body, ` style="width:100%;height:auto;min-width:${round(natural * 0.78)}px;max-width:${round(natural)}px"`);
}

function frame(title: string, width: number, height: number, body: string, style = ''): string {
  const [w, h] = [round(width), round(height)];
  return `<svg xmlns="http://www.w3.org/2000/svg" class="kg" role="img"${style} width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><title>${xml(visible(title))}</title><rect width="100%" height="100%" class="kg-page"/>${body}</svg>`;
}
