/** What one record adds to the evidence, apart from its time: the same for all records that are alike in what is read. */
import type { Read } from '../document/pointer.ts';
import type { RecordedRequest } from '../recordings/record.ts';
import { canonicalJson } from './evidence/cell.ts';
import { differ } from './evidence/differ.ts';
import type { Ending, Lost, PipelineSum, Replayed } from './evidence/pipeline.ts';
import type { Plan } from './plan.ts';
import { BASE, type End, HEAD, type Side, type Track, trackOf } from './track.ts';

/** Where evidence looks in documents as the last step leaves them, and in recorded answers. */
export interface Places {
  readonly plan: Plan;
  readonly outputPlaces: readonly Read[];
  readonly recordedPlaces: readonly (readonly Read[])[];
  readonly segments: readonly Read[];
}

export interface Contribution {
  /** It has params of its own, which the pipeline's hide. */
  readonly isShadowed: boolean;
  readonly baseEnd: End | undefined;
  /** Undefined, too, where that is base's. */
  readonly headEnd: End | undefined;
  readonly isParted: boolean;
  /** For each output, whether base answers what production did; undefined where the recording does not say. */
  readonly same: readonly (boolean | undefined)[] | undefined;
  /** Undefined where a side could not replay it. */
  readonly replayed: Replayed | undefined;
  /** What one stands for that was not replayed, else undefined. */
  readonly lost: Lost | undefined;
}

/** @param start the record's first track; the others are the variants that are compared */
export function contributionOf(places: Places, start: Track, baseVariant = BASE, headVariant = HEAD): Contribution {
  const base = trackOf(start, baseVariant);
  const { request, end: baseEnd } = base;
  const head = trackOf(start, headVariant);
  const { end: headEnd } = head;
  const isParted = base !== head;
  const baseValues = baseEnd ? NOTHING : readAll(places.outputPlaces, base.document);
  const recorded = places.plan.isAgainstRecorded ? recordedValues(places, request) : undefined;
  const isReplayed =
    baseEnd?.outcome !== 'unreplayable' &&
    headEnd?.outcome !== 'unreplayable' &&
    (recorded !== undefined || !places.plan.isAgainstRecorded);
  return {
    isShadowed: places.plan.params !== undefined && hasParams(request.input),
    baseEnd,
    headEnd: isParted ? headEnd : undefined,
    isParted,
    same:
      request.output === undefined
        ? undefined
        : reproduces(places, request, baseEnd ? undefined : baseValues, baseEnd?.outcome),
    replayed: isReplayed
      ? {
          base: recorded ? 'ok' : ending(baseEnd),
          head: ending(headEnd),
          baseValues: recorded ?? baseValues,
          headValues: !isParted ? baseValues : headEnd ? NOTHING : readAll(places.outputPlaces, head.document),
          segments: readAll(places.segments, base.document, request.input),
          label: request.label,
          weight: request.weight,
          value: request.value,
          time: undefined,
        }
      : undefined,
    lost: isReplayed
      ? undefined
      : {
          weight: request.weight,
          isAtHead: isParted && headEnd?.outcome === 'unreplayable' && baseEnd?.outcome !== 'unreplayable',
        },
  };
}

/** Adds so many records that contribute this. */
export function addContribution(sum: PipelineSum, contribution: Contribution, times: number): void {
  const { isShadowed, baseEnd, headEnd, isParted, same, replayed, lost } = contribution;
  if (isShadowed) sum.addShadowed(times);
  if (baseEnd) addReason(sum, isParted ? 'base' : 'both', baseEnd, times);
  if (headEnd) addReason(sum, 'head', headEnd, times);
  if (same) sum.addReproduction(same, times);
  if (replayed) sum.addReplayed(replayed, times);
  else if (lost) sum.addUnreplayable(lost, times);
}

/** Adds so many records of one week that contribute this, each of which is read. */
export function addInWeek(week: PipelineSum, contribution: Contribution, times: number): void {
  week.count(times, times);
  addContribution(week, contribution, times);
}

/** A text that is the same for contributions that are, and for no others. */
export function keyOf({ isShadowed, baseEnd, headEnd, isParted, same, replayed, lost }: Contribution): string {
  let key = `${isShadowed ? 's' : ''}${isParted ? 'p' : ''}${endText(baseEnd)}${endText(headEnd)}`;
  if (same) key += JSON.stringify(same.map((one) => one ?? null));
  if (!replayed) return `${key}${valueText(lost?.weight)}${valueText(lost?.isAtHead)}`;
  const { baseValues, headValues, segments, label, weight, value } = replayed;
  key += valueTexts(baseValues);
  if (baseValues !== headValues) key += `|${valueTexts(headValues)}`;
  return `${key}|${valueTexts(segments)}|${valueText(label)}${valueText(weight)}${valueText(value)}`;
}

function endText(end: End | undefined): string {
  return end ? JSON.stringify([end.outcome, end.path, end.reason]) : '-';
}

function valueTexts(values: readonly unknown[]): string {
  let text = '';
  for (const value of values) text += valueText(value);
  return text;
}

/** The same for values that are alike to the last sign. Begins with a letter for its type and ends where it tells itself. */
export function valueText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `s${value.length}:${value}`;
    case 'number':
      return `n${Object.is(value, -0) ? '-0' : value},`;
    case 'bigint':
      return `i${value},`;
    case 'boolean':
      return value ? 't' : 'f';
    case 'undefined':
      return 'u';
    default:
      return value === null ? '0' : objectText(value);
  }
}

/** With the types of all its values; objects differ by the order of their members, too. */
function objectText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join('')}]`;
  if (typeof value !== 'object' || value === null) return canonicalJson(value);
  return `{${Object.entries(value)
    .map(([name, member]) => valueText(name) + valueText(member))
    .join('')}}`;
}

const NOTHING: readonly unknown[] = [];

/** What stands at these places; where there is nothing, what stands there in `otherwise`. */
export function readAll(places: readonly Read[], document: unknown, otherwise?: unknown): unknown[] {
  // Of the right size from the start: an array that grows takes room for 17.
  const values = new Array<unknown>(places.length);
  for (let index = 0; index < places.length; index += 1) {
    const read = places[index];
    const value = read?.(document);
    // An answer null is one, and not missing; a segment that the document lacks is the request's.
    values[index] = otherwise === undefined ? value : (value ?? read?.(otherwise));
  }
  return values;
}

export function hasParams(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'params' in input;
}

function ending(end: End | undefined): Ending {
  if (!end) return 'ok';
  return end.outcome === 'rejected' ? 'rejected' : 'failed';
}

function addReason(sum: PipelineSum, side: Side | 'both', end: End, times: number): void {
  sum.reasons.add({ side, outcome: end.outcome, artifact: end.path, reason: end.reason }, times);
}

/** What production answered, output by output; undefined where it answered none of them. */
function recordedValues({ recordedPlaces }: Places, { output }: RecordedRequest): unknown[] | undefined {
  if (output === undefined) return undefined;
  const values = recordedPlaces.map((recorded) => recorded.find((read) => read(output) !== undefined)?.(output));
  return values.some((value) => value !== undefined) ? values : undefined;
}

function reproduces(
  places: Places,
  request: RecordedRequest,
  baseValues: readonly unknown[] | undefined,
  ended: string | undefined,
): (boolean | undefined)[] {
  if (ended === 'unreplayable') return places.recordedPlaces.map(() => undefined);
  return places.recordedPlaces.map((recorded, index) => {
    const place = recorded.find((read) => read(request.output) !== undefined);
    if (!place) return undefined;
    const { kind, tolerance } = places.plan.evidence.outputs[index] ?? { kind: 'text', tolerance: 0 };
    return baseValues !== undefined && !differ(kind, tolerance, place(request.output), baseValues[index]);
  });
}
