/** How far the numbers can be trusted: what was replayed, what was not and why, and whether base is production. */
import { count, percent, plural } from '../../../format/numbers.ts';
import type { PipelineReport, RecordCounts, Report } from '../../report.generated.ts';
import { exactness, reproduction } from '../../sentences.ts';
import { html, type Safe } from '../html.ts';
import { details, longTable } from '../table.ts';
import { code, sentence } from '../words.ts';

export function certaintySection(pipeline: PipelineReport, { seed }: Report): Safe {
  return html`<section class="room"><div class="margin"><h3>How sure this is</h3></div>
<div class="prose"><p>${extent(pipeline, seed)}</p>
${traffic(pipeline)}${production(pipeline)}${outcomes(pipeline)}${malformed(pipeline)}</div></section>
`;
}

/** Exact, or an interval with what makes it hold. */
function extent(pipeline: PipelineReport, seed: number | undefined): Safe {
  const { full, records, confidence, outputs } = pipeline;
  const replayed = count(records.replayed);
  if (full && records.recorded === 0) return html`Nothing was replayed: the recording is empty.`;
  if (full && records.replayed === 0) return html`None of ${plural(records.recorded, 'record')} could be replayed.`;
  if (full) {
    return html`Every record that can be replayed was replayed, ${replayed} of ${count(records.recorded)}: for this recording ${exactness(pipeline)}.`;
  }
  if (records.recorded === 0) return html`Nothing was replayed.`;
  const level = confidence === undefined ? '' : ` at ${percent(confidence)} confidence`;
  const order = seed === undefined ? 'in a random order' : `in a random order (seed ${seed})`;
  const isApproximate = outputs.some(({ measures }) =>
    Object.values(measures).some(({ interval }) => interval === 'asymptotic'),
  );
  const note = isApproximate ? ' Those marked approximate rely on large numbers of records.' : '';
  return html`The replay stopped after ${replayed} of ${count(records.recorded)} records, which it read ${order}. The intervals hold${level}, at whatever moment it stops.${note} With ${code('--full')} every record is replayed.`;
}

function traffic({ recording, records }: PipelineReport): Safe | string {
  if (!recording) return '';
  const window = recording.from && recording.to ? html`, from ${date(recording.from)} to ${date(recording.to)}` : '';
  const weighted = recording.weighted ? ' Records stand for one request or more; shares are of requests.' : '';
  return html`<p>Recording ${code(recording.name)}: ${plural(records.recorded, 'record')} in ${plural(recording.files, 'file')}${window}.${weighted}</p>\n`;
}

function date(text: string): Safe {
  const day = /^(\d{4}-\d\d-\d\d)T/.exec(text)?.[1];
  return html`<time datetime="${text}">${day ?? text}</time>`;
}

function production(pipeline: PipelineReport): Safe | string {
  const answer = reproduction(pipeline);
  if (!answer) return '';
  const outputs = Object.entries(pipeline.reproduction?.outputs ?? {}).filter(([, records]) => records > 0);
  const by = outputs.map(
    ([name, records], index) => html`${index > 0 ? ', ' : ' Otherwise: '}${code(name)} on ${plural(records, 'record')}`,
  );
  return html`<p>${sentence(answer)}${by}${by.length > 0 ? '.' : ''}</p>\n`;
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
