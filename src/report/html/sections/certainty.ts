/** How far the numbers can be trusted: what was replayed, how sure intervals are, and whether base is production. */
import { count, percent, plural } from '../../../format/numbers.ts';
import type { PipelineReport, Report } from '../../report.generated.ts';
import { exactness, ownNoise, reproduction } from '../../sentences.ts';
import { html, type Safe } from '../html.ts';
import { code, sentence } from '../words.ts';

export function certaintySection(pipeline: PipelineReport, { seed }: Report): Safe {
  return html`<section class="room"><div class="margin"><h3>How sure we are</h3></div>
<div class="prose"><p>${extent(pipeline, seed)}</p>
${traffic(pipeline)}${production(pipeline)}${noise(pipeline)}</div></section>
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

function noise(pipeline: PipelineReport): Safe | string {
  const said = ownNoise(pipeline);
  return said ? html`<p>${sentence(said)}</p>\n` : '';
}
