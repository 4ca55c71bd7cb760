import { visible } from '../render/terminal-text.ts';
import { xml } from '../render/xml.ts';
import { faultRows, type FaultRow } from './fault-rows.ts';
import { drawingStyle, pageStyle } from './palette.ts';
import { clusterSvg } from './svg.ts';
import type { Topology, TopologyCluster } from './topology.ts';
import { stateNote, titleOf } from './words.ts';

/** A page that needs nothing but itself: the drawing of each cluster, and a table of what each fault does. */
export default function html(found: Topology): string {
  const title = titleOf(found);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>keepalived: ${text(title)}</title>
<style>${pageStyle}${drawingStyle}</style>
</head>
<body>
<h1>keepalived topology</h1>
<p class="dim">${summary(found)}</p>
${legend}
${found.clusters.map(section).join('\n')}
</body>
</html>
`;
}

function summary({ clusters, target }: Topology): string {
  const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;
  const sum = (size: (cluster: TopologyCluster) => number): number => clusters.reduce((total, cluster) => total + size(cluster), 0);
  return text([
    count(sum(({ nodes }) => nodes.length), 'node'), count(sum(({ instances }) => instances.length), 'virtual router'),
    count(sum(({ services }) => services.length), 'virtual server'), `keepalived ${target}`,
  ].join(' · '));
}

const sample = (body: string): string => `<svg class="kg" width="34" height="20" viewBox="0 0 34 20" aria-hidden="true">${body}</svg>`;
const box = (style: string): string => sample(`<rect x="2" y="2" width="30" height="16" rx="5" class="${style}"/>`);
const arrow = (kind: string): string => sample(`<path d="M1 10L24 10" class="kg-${kind}"/><path d="M33 10L25 5.5L25 14.5Z" class="kg-tip-${kind}"/>`);

const legend = `<ul class="legend">${[
  [box('kg-master'), 'master while all is well'], [box('kg-backup'), 'backup'], [box('kg-unknown'), 'cannot be decided'],
  [box('kg-address'), 'virtual addresses'], [box('kg-service'), 'virtual server'], [box('kg-card'), 'real servers'],
  [arrow('holds'), 'holds the addresses'], [arrow('clash'), 'several hold them'], [arrow('takes'), 'takes over when the master loses power'],
].map(([picture, words]) => `<li>${picture ?? ''}${words ?? ''}</li>`).join('')}</ul>`;

function section(cluster: TopologyCluster): string {
  const rows = faultRows(cluster);
  const notes = cluster.instances.map((instance) => ({ name: instance.name, note: stateNote(instance) })).filter(({ note }) => note !== '');
  return `<section>
<h2>${text(cluster.name)}</h2>
${notes.map(({ name, note }) => `<p><b>${text(name)}</b>: ${text(note)}</p>`).join('')}
<div class="scroll" tabindex="0" role="group" aria-label="drawing">${clusterSvg(cluster)}</div>
${rows.length === 0 ? '' : table(rows, cluster.instances.length > 1)}
</section>`;
}

function table(rows: readonly FaultRow[], several: boolean): string {
  const heads = ['What fails', ...(several ? ['Instance'] : []), 'Master', 'After', 'Why', 'Verdict'];
  return `<h3>What each fault does</h3>
<div class="scroll" tabindex="0" role="group" aria-label="faults"><table>
<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>
${rows.map(({ phrase, instances, masters, after, why, verdicts, severity, decided }) => `<tr><td>${text(phrase)}</td>${several ? `<td class="name">${text(instances.join(', '))}</td>` : ''}<td class="name">${text(masters)}</td><td class="after">${text(after)}</td><td class="dim">${text(why)}</td><td><span class="verdict ${severity ?? (decided ? 'good' : 'warning')}">${verdicts.length === 0 ? (decided ? '✓' : '?') : text(verdicts.join(', '))}</span></td></tr>`).join('\n')}
</tbody></table></div>`;
}

function text(value: string): string {
  return xml(visible(value));
}
