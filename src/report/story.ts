/**
 * What a report has to say, chosen and put in order but not yet drawn: the worst first, the most moved first, at most
 * so many. Terminal and markdown tell the same story through here.
 */
import { plural } from '../format/numbers.ts';
import { cell } from './cell.ts';
import type {
  Measure,
  Measures,
  OutcomeReason,
  OutputReport,
  PipelineReport,
  Report,
  ReportEdit,
  Verdict,
} from './report.generated.ts';

/** The worst first. */
export const gravity: Record<Verdict, number> = { fail: 0, inconclusive: 1, pass: 2, unaffected: 3 };

/** Base that answers otherwise than production on more records than this makes a comparison doubtful. */
const doubtfulShare = 0.01;

export const marks: Record<Verdict, string> = { fail: '✖', inconclusive: '?', pass: '✔', unaffected: '–' };
const approvedMark = '☑';

export interface NamedMeasure {
  /** As weir.yml names it: `tier.changed`, `rejected`. */
  readonly name: string;
  /** Without the output: `changed`. */
  readonly key: string;
  readonly measure: Measure;
}

/**
 * The pipelines that an edit reaches: failed ones first, then inconclusive, then those that an owner approved, then
 * passed. Of those that do not pass the one that is furthest beyond its limit stands first; else they keep their own order.
 */
export function affected(report: Report): PipelineReport[] {
  return report.pipelines
    .filter(({ verdict }) => verdict !== 'unaffected')
    .toSorted((a, b) => urgency(a) - urgency(b) || gravity[a.verdict] - gravity[b.verdict] || beyond(b) - beyond(a));
}

/** Mark of a pipeline: that of its verdict, or of an owner's approval. */
export function markOf({ verdict, approval }: PipelineReport): string {
  return approval ? approvedMark : marks[verdict];
}

/** True where somebody has to act before the pipeline lets the change through. */
export function isOpen({ verdict, approval }: PipelineReport): boolean {
  return !approval && (verdict === 'fail' || verdict === 'inconclusive');
}

/** `✖ fail`; `☑ approved` where the change gets through because owners accept what did not pass. */
export function verdictOf({ verdict, pipelines }: Report): string {
  const accepted = verdict === 'pass' && pipelines.some(({ approval }) => approval);
  return accepted ? `${approvedMark} approved` : `${marks[verdict]} ${verdict}`;
}

export function unaffected(report: Report): PipelineReport[] {
  return report.pipelines.filter(({ verdict }) => verdict === 'unaffected');
}

/** True where base does not answer what production answered. */
export function isDoubtful({ reproduction }: PipelineReport): boolean {
  return (reproduction?.share ?? 0) > doubtfulShare;
}

/** True where a full replay kept numbers or rare values in bins, so that some measures have a width. */
export function isCoarse({ outputs }: PipelineReport): boolean {
  return outputs.some(({ measures }) =>
    Object.values(measures).some(({ interval, low, high }) => interval === 'exact' && low !== high),
  );
}

/** Every measure that has a limit: worst verdict first, then those that use most of their limit. */
export function limited(pipeline: PipelineReport): NamedMeasure[] {
  return [
    ...pipeline.outputs.flatMap((output) => named(output.measures, `${output.name}.`)),
    ...named(pipeline.measures),
  ]
    .filter(({ measure }) => measure.limit !== undefined)
    .toSorted(byUrgency);
}

/** For sorting measures that have a limit: the worst verdict, then what uses most of its limit. */
/** Rows of limits that a reader needs, and how many others there are: of a long list those at which nothing moved are counted. */
export function telling<T extends Pick<NamedMeasure, 'measure'>>(
  rows: readonly T[],
): { readonly shown: readonly T[]; readonly still: readonly T[] } {
  if (rows.length <= LONG_LIST) return { shown: rows, still: [] };
  const isStill = ({ measure: { value, verdict, vacuous, weeks } }: T) =>
    value === 0 && verdict === 'pass' && vacuous === undefined && (!weeks || (weeks.low === 0 && weeks.high === 0));
  return { shown: rows.filter((row) => !isStill(row)), still: rows.filter(isStill) };
}

const LONG_LIST = 12;

/** `44 more limits at which nothing moved: pass`. */
export function stillText(still: number): string {
  return `${plural(still, 'more limit')} at which nothing moved: pass`;
}

export function byUrgency(a: Pick<NamedMeasure, 'measure'>, b: Pick<NamedMeasure, 'measure'>): number {
  return gravity[a.measure.verdict ?? 'pass'] - gravity[b.measure.verdict ?? 'pass'] || used(b) - used(a);
}

/** The measure that speaks for the pipeline's verdict; none where it is for a reason that is no measure. */
export function worstMeasure(pipeline: PipelineReport): NamedMeasure | undefined {
  const [worst] = limited(pipeline);
  // A pipeline can fail because head lacks an artifact, whatever its measures say.
  return worst?.measure.verdict === pipeline.verdict || pipeline.reasons.length === 0 ? worst : undefined;
}

/** The measures of an output that have a value but no limit. */
export function unlimited(output: OutputReport): NamedMeasure[] {
  return named(output.measures).filter(({ measure }) => measure.limit === undefined && measure.value !== null);
}

/** True where some record of the output changed, as far as the report tells. */
export function moved(output: OutputReport): boolean {
  return output.transitions.length > 0 || (output.measures.changed?.value ?? 0) !== 0;
}

interface MovedSegment extends NamedMeasure {
  /** `/origin = JFK` */
  readonly segment: string;
  readonly records: number;
}

/**
 * Of each segment the output that changed most; those that changed at all, most first. Where owners limit how much of some outputs
 * changes, it is of these: a score that moves in every record says nothing of where.
 */
export function movedSegments(pipeline: PipelineReport): MovedSegment[] {
  const judged = new Set(
    pipeline.outputs
      .filter(({ measures: { changed } }) => changed?.limit !== undefined && changed.value !== 0)
      .map(({ name }) => name),
  );
  return pipeline.segments
    .flatMap(({ pointer, value, records, outputs }) => {
      const told = judged.size > 0 ? outputs.filter(({ name }) => judged.has(name)) : outputs;
      const changes = told.flatMap(({ name, measures }) =>
        named(measures, `${name}.`).filter(({ key, measure }) => key === 'changed' && (measure.value ?? 0) > 0),
      );
      const [most] = changes.toSorted((a, b) => share(b) - share(a));
      return most ? [{ ...most, segment: `${pointer} = ${cell(value)}`, records }] : [];
    })
    .toSorted((a, b) => share(b) - share(a));
}

/** Malformed records beyond the first few, which alone are named. */
export function malformedLeft({ malformed = [], records }: PipelineReport): number {
  return Math.max(0, (records.malformed ?? 0) - malformed.length);
}

/** `rules/compensation.json:4`, or `:4-9` for several lines; the file alone for what is placed by words in the whole of it. */
export function place({ artifact, lines: [first, last], pointer, selector }: ReportEdit): string {
  if (pointer === '' && selector !== undefined && last === 1) return artifact;
  return first === last ? `${artifact}:${first}` : `${artifact}:${first}-${last}`;
}

/** The verb of an outcome: `120 records <rejected> at head by schemas/flight.schema.json`. */
export function outcomePhrase({ side, outcome, artifact }: OutcomeReason): string {
  const where = side === 'both' ? 'on both sides' : `at ${side}`;
  switch (outcome) {
    case 'rejected':
      return `rejected ${where} by ${artifact}`;
    case 'failed':
      return `failed ${where} in ${artifact}`;
    case 'unreplayable':
      return `not replayable ${where} through ${artifact}`;
    default:
      return outcome satisfies never;
  }
}

function urgency(pipeline: PipelineReport): number {
  if (!pipeline.approval) return gravity[pipeline.verdict];
  return gravity.inconclusive + 0.5;
}

/** How much of a limit a pipeline uses that does not pass; one that fails for a reason that is no measure, as a file that is gone, is beyond all. */
function beyond(pipeline: PipelineReport): number {
  if (pipeline.verdict === 'pass') return 0;
  const worst = worstMeasure(pipeline);
  if (worst) return used(worst);
  return pipeline.verdict === 'fail' ? Number.MAX_VALUE : 0;
}

/** How much of its limit a measure uses; more than all of it is at most the largest number, so that it can be compared. */
export function used({ measure: { value, limit } }: Pick<NamedMeasure, 'measure'>): number {
  if (!value) return 0;
  return limit ? Math.abs(value / limit) : Number.MAX_VALUE;
}

function share({ measure }: NamedMeasure): number {
  return measure.value ?? 0;
}

function named(measures: Measures, prefix = ''): NamedMeasure[] {
  return Object.entries(measures).map(([key, measure]) => ({ name: `${prefix}${key}`, key, measure }));
}
