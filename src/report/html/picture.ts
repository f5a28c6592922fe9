/** The main chart of a report as an image that needs nothing around it: the App hands it to GitHub for the check. */
import { mainOutput } from '../main-output.ts';
import { cutMiddle, plainReport } from '../plain.ts';
import type { Report } from '../report.generated.ts';
import { categoryChart, rowHeight, width } from './charts/categories.ts';
import { html, trusted } from './html.ts';
import { palettes } from './styles/colours.ts';

export type Theme = keyof typeof palettes;

/** Pixels for the name and the key. */
const above = 52;
/** Columns of the name that fit. */
const widest = 46;

/** A whole SVG file with nothing in it but shares of values, at base and at head; undefined where nothing can be drawn. */
export function renderPicture(raw: Report, theme: Theme): string | undefined {
  const main = mainOutput(plainReport(raw));
  if (!main) return undefined;
  const { pipeline, output, rows } = main;
  const height = above + rows.length * rowHeight;
  const name = cutMiddle(`${pipeline.name}: ${output.name}`, widest);
  return `${html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<style>:root { ${trusted(palettes[theme])} }${trusted(styles)}</style>
<text class="title" x="0" y="14">${name}</text>
<g class="base-bar"><rect x="0.5" y="27.5" width="10" height="10"/></g><text class="quiet" x="16" y="37">less at head</text>
<g class="head-bar"><rect x="100" y="27" width="11" height="11"/></g><text class="quiet" x="116" y="37">more at head, in points of all requests</text>
<g transform="translate(0 ${above})">${categoryChart(output.name, rows, false)}</g>
</svg>`}\n`;
}

const styles = `
text { fill: var(--ink); font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
text.title { font-weight: 600; font-size: 13px; }
text.quiet, .figure text, .figure { fill: var(--quiet); font-size: 11.5px; font-variant-numeric: tabular-nums; }
.base-bar rect { fill: var(--base-fill); stroke: var(--base); }
.head-bar rect { fill: var(--head); }
.axis-line { stroke: var(--strong-line); fill: none; }
`;
