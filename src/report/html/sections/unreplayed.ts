/** Records that gave no result: what a schema rejected, where a step failed, what the recording lacks, what is no record. */
import { count, percent, plural } from '../../../format/numbers.ts';
import type { PipelineReport, RecordCounts } from '../../report.generated.ts';
import { html, type Safe } from '../html.ts';
import { details, longTable } from '../table.ts';
import { code } from '../words.ts';

/** Nothing where every record gave a result on both sides. */
export function unreplayedSection(pipeline: PipelineReport): Safe {
  const lost = pipeline.records.unreplayable + (pipeline.records.malformed ?? 0);
  if (lost === 0 && (pipeline.outcomes ?? []).length === 0) return html``;
  return html`<section class="room"><div class="margin"><h3>What has no result</h3></div>
<div class="prose">${outcomes(pipeline)}${malformed(pipeline)}</div></section>
`;
}

function outcomes({ outcomes: reasons = [], records }: PipelineReport): Safe | string {
  const unreplayable =
    records.unreplayable > 0
      ? html`<p>${plural(records.unreplayable, 'record')} could not be replayed (${percent(records.unreplayable / readOf(records))}).</p>\n`
      : '';
  if (reasons.length === 0) return unreplayable;
  return html`${unreplayable}${longTable(
    'Records without a result, and why',
    [
      { title: 'Why' },
      { title: 'Outcome' },
      { title: 'Side' },
      { title: 'Where' },
      { title: 'Records', numeric: true },
    ],
    reasons.map(({ reason, outcome, side, artifact, records }) => [
      html`<bdi>${reason}</bdi>`,
      outcome,
      side === 'both' ? 'base and head' : side,
      code(artifact),
      count(records),
    ]),
    { visible: 10, most: 50 },
  )}`;
}

function malformed({ malformed: examples = [], records }: PipelineReport): Safe | string {
  const number = records.malformed ?? 0;
  if (number === 0) return '';
  const list = examples.map(
    ({ file, line, message }) => html`<li>${code(line === undefined ? file : `${file}:${line}`)} ${message}</li>\n`,
  );
  return html`<p>${plural(number, 'record')} could not be read (${percent(number / readOf(records))}).</p>\n${list.length > 0 ? details('The first of them', html`<ul>${list}</ul>`) : ''}`;
}

/** Shares of what could go wrong are of what was read, which is less than the recording where the replay stopped early. */
function readOf({ read, recorded }: RecordCounts): number {
  return read || recorded || 1;
}
