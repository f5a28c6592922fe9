/** For whom: the slices that move more than the rest of the traffic, and what tells the records of a transition apart. */

import type { PipelineReport } from '../../report.generated.ts';
import { contrastTexts, hotspotRows, slicesNote } from '../../slices.ts';
import { bar } from '../charts/gauge.ts';
import { html, type Safe } from '../html.ts';
import { longTable } from '../table.ts';
import { code, sentence } from '../words.ts';

const shown = { visible: 5, most: 10 };

export function hotspotsSection(pipeline: PipelineReport): Safe {
  const note = slicesNote(pipeline);
  if (note === undefined) return html``;
  return html`<section class="room"><div class="margin"><h3>Where to look</h3><p class="quiet">${sentence(note)}</p></div>
<div>${hotspotTable(pipeline)}${contrastList(pipeline)}</div></section>
`;
}

function hotspotTable(pipeline: PipelineReport): Safe {
  const rows = hotspotRows(pipeline);
  if (rows.length === 0) return html`<p>No slice of the traffic stands out.</p>\n`;
  return longTable(
    'Slices that move more than the rest',
    [
      { title: 'Slice' },
      { title: 'Output' },
      { title: 'Records', numeric: true },
      { title: 'Changed there', numeric: true },
      { title: 'Elsewhere', numeric: true },
      { title: 'Excess, of all changes' },
    ],
    rows.map(({ where, output, records, share, rest, excess }, index) => [
      html`<bdi>${where}</bdi>`,
      code(output),
      records,
      share,
      rest,
      html`<span class="with-bar">${bar(Math.min(1, pipeline.hotspots?.[index]?.excess ?? 0))}<span>${excess}</span></span>`,
    ]),
    shown,
  );
}

function contrastList(pipeline: PipelineReport): Safe {
  const texts = contrastTexts(pipeline);
  if (texts.length === 0) return html``;
  return html`<h4>What these records have in common</h4>
<ul>${texts.map((text) => html`<li>${sentence(text)}</li>`)}</ul>
`;
}
