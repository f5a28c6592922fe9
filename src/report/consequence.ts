/** What a change does, in words and without a limit: the first line under the title of every form of a report. Plain text. */
import { count, number, percent, plural, sharePair } from '../format/numbers.ts';
import { type ShareRow, shareRows } from './distribution.ts';
import { cutMiddle } from './plain.ts';
import { rankOutputs } from './rank-outputs.ts';
import type { OutputReport, PipelineReport, Report } from './report.generated.ts';
import { affected, moved } from './story.ts';

const mostValues = 3;
/** More than a chart would have; the sentence takes the most moved of them. */
const mostRows = 12;
const widestName = 40;

/** `mean amount 1.52 → 4.48; tier: none 99.5 % → 98.5 %, short 0.31 % → 1.1 %`; undefined where nothing was replayed. */
export function consequence(report: Report): string | undefined {
  const reached = affected(report);
  // The worst one may be so because nothing of it could be replayed.
  const told = reached.find((pipeline) => ofPipeline(pipeline) !== '');
  if (!told) return undefined;
  return reached.length > 1 ? `${cutMiddle(told.name, widestName)}: ${ofPipeline(told)}` : ofPipeline(told);
}

function ofPipeline(pipeline: PipelineReport): string {
  const { records, outputs } = pipeline;
  if (records.replayed === 0) return '';
  const lost = ['rejected', 'failed'].map((outcome) => newly(outcome, pipeline)).filter(Boolean);
  const sentences = [...lost, ...chosen(pipeline)];
  if (sentences.length > 0) return sentences.join('; ');
  return outputs.some(moved) ? '' : 'no output changed in what was replayed';
}

/** `1,000 records (0.5 %) newly rejected at head` */
function newly(outcome: string, { measures }: PipelineReport): string {
  const { value, records } = measures[outcome] ?? {};
  if (!value) return '';
  const amount = records === undefined ? percent(value) : `${plural(records, 'record')} (${percent(value)})`;
  return `${amount} newly ${outcome} at head`;
}

/** The output that decides and one beside it, told with numbers first, since a mean is understood by everyone. */
function chosen(pipeline: PipelineReport): string[] {
  const told = rankOutputs(pipeline)
    .filter(moved)
    .flatMap((output) => {
      const text = ofOutput(output);
      return text === undefined ? [] : { text, isNumber: meansOf(output) !== undefined };
    });
  const [first, ...others] = told;
  if (!first) return [];
  const beside = (first.isNumber ? undefined : others.find(({ isNumber }) => isNumber)) ?? others[0];
  const both = beside ? [first, beside] : [first];
  return both.toSorted((a, b) => Number(b.isNumber) - Number(a.isNumber)).map(({ text }) => text);
}

function ofOutput(output: OutputReport): string | undefined {
  const name = cutMiddle(output.name, widestName);
  const means = meansOf(output);
  if (means) return `mean ${name} ${meanText(output, means)}`;
  const rows = shareRows(output, mostRows).filter(isMoved).filter(isValue);
  if (rows.length > 0) return `${name}: ${valuesText(rows)}`;
  const { value, records } = output.measures.changed ?? {};
  if (!value) return undefined;
  return `${name} differs on ${records === undefined ? percent(value) : `${plural(records, 'record')} (${percent(value)})`}`;
}

/** Of the same records on both sides, or none: two means of different records compare nothing. */
function meansOf({
  distribution: { base, head, pairedMeans },
}: OutputReport): { base: number; head: number } | undefined {
  if (pairedMeans) return pairedMeans;
  return typeof base.mean === 'number' && typeof head.mean === 'number'
    ? { base: base.mean, head: head.mean }
    : undefined;
}

function meanText(output: OutputReport, means: { base: number; head: number }): string {
  const [before, after] = [number(means.base), number(means.head)];
  const { paired } = output.distribution;
  const of = paired === undefined ? '' : `, of the ${plural(paired, 'record')} with a number on both sides`;
  if (before !== after) return `${before} → ${after}${of}`;
  const changed = output.measures.changed?.records;
  const differing = changed === undefined ? '' : `, while ${count(changed)} ${changed === 1 ? 'differs' : 'differ'}`;
  return `stays ${before}${of}${differing}`;
}

function isMoved({ base, head, rest }: ShareRow): boolean {
  const shown = sharePair(base, head);
  return !rest && shown.base !== shown.head;
}

/** What is rejected or fails is told of the pipeline as a whole. */
function isValue({ label }: ShareRow): boolean {
  return label !== 'rejected' && label !== 'failed';
}

/** The most moved first. */
function valuesText(rows: readonly ShareRow[]): string {
  return rows
    .toSorted((a, b) => Math.abs(b.head - b.base) - Math.abs(a.head - a.base))
    .slice(0, mostValues)
    .map(({ label, base, head }) => ({ label, ...sharePair(base, head) }))
    .map(({ label, base, head }) => `${cutMiddle(label, widestName)} ${base} → ${head}`)
    .join(', ');
}
