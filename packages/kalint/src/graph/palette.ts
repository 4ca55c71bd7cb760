interface Palette {
  readonly page: string;
  readonly panel: string;
  readonly lane: string;
  readonly line: string;
  readonly ink: string;
  readonly dim: string;
  readonly card: string;
  readonly good: readonly [fill: string, stroke: string, ink: string];
  readonly warn: readonly [fill: string, stroke: string, ink: string];
  readonly bad: readonly [fill: string, stroke: string, ink: string];
  readonly address: readonly [fill: string, stroke: string];
  readonly service: readonly [fill: string, stroke: string];
}

const light: Palette = {
  page: '#ffffff', panel: '#ffffff', lane: '#f3f5f8', line: '#d3d8e0', ink: '#1c2230', dim: '#566072', card: '#ffffff',
  good: ['#e2f5e6', '#2c7a3f', '#1d5c2e'], warn: ['#fdf3d8', '#a06a00', '#7a5000'], bad: ['#fde5e3', '#b3261e', '#96201a'],
  address: ['#e5f0fc', '#2563a8'], service: ['#f0eafd', '#6a45b8'],
};

const dark: Palette = {
  page: '#14171d', panel: '#14171d', lane: '#1d222b', line: '#3a4250', ink: '#e6e9ef', dim: '#a3adbd', card: '#252b36',
  good: ['#17351f', '#56b870', '#8fdba3'], warn: ['#3a2e10', '#d3a032', '#ecc467'], bad: ['#44201f', '#ef7a72', '#ffa8a2'],
  address: ['#182c44', '#5fa3e6'], service: ['#2a2147', '#a68bf0'],
};

// Written out for each scheme instead of custom properties: programs that show SVG without a browser know classes only.
function colours(palette: Palette): string {
  const { page, lane, line, ink, dim, card, good, warn, bad, address, service } = palette;
  const rules: readonly (readonly [selector: string, body: string])[] = [
    ['.kg-page', `fill:${page}`],
    ['.kg-lane', `fill:${lane}`],
    ['.kg-rule', `stroke:${line}`],
    ['.kg text', `fill:${ink}`],
    ['.kg text.kg-dim', `fill:${dim}`],
    ['.kg-card', `fill:${card};stroke:${line}`],
    ['.kg-master', `fill:${good[0]};stroke:${good[1]}`],
    ['.kg-backup', `fill:${card};stroke:${dim}`],
    ['.kg-unknown', `fill:${warn[0]};stroke:${warn[1]}`],
    ['.kg-address', `fill:${address[0]};stroke:${address[1]}`],
    ['.kg-service', `fill:${service[0]};stroke:${service[1]}`],
    ['.kg-holds', `stroke:${good[1]}`],
    ['.kg-clash', `stroke:${bad[1]}`],
    ['.kg-takes', `stroke:${dim}`],
    ['.kg-flow', `stroke:${service[1]}`],
    ['.kg-tip-holds', `fill:${good[1]}`],
    ['.kg-tip-clash', `fill:${bad[1]}`],
    ['.kg-tip-takes', `fill:${dim}`],
    ['.kg-tip-flow', `fill:${service[1]}`],
    ['.kg text.kg-good', `fill:${good[2]}`],
    ['.kg text.kg-warning,.kg text.kg-info', `fill:${warn[2]}`],
    ['.kg text.kg-error', `fill:${bad[2]}`],
  ];
  return rules.map(([selector, body]) => `${selector}{${body}}`).join('');
}

/** Style sheet of the drawings, for both colour schemes. */
export const drawingStyle = [
  '.kg text{font:12px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,"Noto Sans Mono CJK SC",monospace}',
  '.kg text.kg-title{font:600 16px system-ui,"Segoe UI","DejaVu Sans",sans-serif}',
  '.kg text.kg-head{font:600 11px system-ui,"Segoe UI","DejaVu Sans",sans-serif;letter-spacing:.02em}',
  '.kg text.kg-small{font-size:11px}',
  '.kg text.kg-strong{font-weight:700}',
  '.kg-master{stroke-width:2.5}.kg-card,.kg-backup,.kg-address,.kg-service{stroke-width:1.2}',
  '.kg-unknown{stroke-width:1.5;stroke-dasharray:5 3}',
  '.kg-holds,.kg-clash{fill:none;stroke-width:2.5}.kg-takes{fill:none;stroke-width:1.5;stroke-dasharray:5 4}.kg-flow{fill:none;stroke-width:1.4}',
  '.kg-rule{stroke-width:1}',
  colours(light),
  `@media (prefers-color-scheme:dark){${colours(dark)}}`,
].join('');

/** Style sheet of the page around the drawings. */
export const pageStyle = [
  ':root{color-scheme:light dark}*{box-sizing:border-box}',
  'body{margin:0 auto;padding:24px 28px 48px;max-width:1700px;font:15px/1.5 system-ui,"Segoe UI","DejaVu Sans",sans-serif}',
  'h1{font-size:22px;margin:0 0 2px}h2{font-size:18px;margin:36px 0 10px}h3{font-size:15px;margin:20px 0 8px}p{margin:0 0 12px}',
  '.scroll{overflow-x:auto;border:1px solid;border-radius:10px}svg{display:block}',
  'table{border-collapse:collapse;width:100%;font-size:13.5px}th,td{text-align:left;vertical-align:top;padding:6px 12px;border-bottom:1px solid;overflow-wrap:break-word}th{font-size:12px;white-space:nowrap}tr:last-child td{border-bottom:0}',
  'td.name{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:12.5px}td.after{white-space:nowrap}',
  '.legend{display:flex;flex-wrap:wrap;gap:8px 24px;padding:0;margin:0 0 8px;list-style:none;font-size:13px}.legend li{display:flex;align-items:center;gap:8px}',
  '.verdict{font-weight:600}',
  page(light),
  `@media (prefers-color-scheme:dark){${page(dark)}}`,
  '@media print{body{padding:0;max-width:none}.scroll{border:0;overflow:visible}svg{max-width:100%;height:auto}tr,.scroll{break-inside:avoid}}',
].join('');

function page({ page: back, ink, dim, line, lane, good, warn, bad }: Palette): string {
  return `body{background:${back};color:${ink}}.dim,th{color:${dim}}.scroll,th,td{border-color:${line}}thead{background:${lane}}.verdict{color:${good[2]}}.verdict.warning,.verdict.info{color:${warn[2]}}.verdict.error{color:${bad[2]}}`;
}
