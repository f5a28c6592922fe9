/** Requests that are not as they were: fields that are missing, values, types and fields never seen, numbers in another unit. */
import type { FieldCount } from '../replay/evidence/input-field.ts';
import type { InputCounts, WeekCount } from '../replay/evidence/inputs.ts';
import { lowestShare } from './rank-rule.ts';

export interface InputSignal {
  readonly key: 'inputs.missing' | 'inputs.unseen' | 'inputs.jump';
  readonly field: string;
  /** Of a number that jumps among these requests. */
  readonly segment?: string;
  /** Share of the requests; of a jump how many times its mean is what it was. */
  readonly amount: number;
  readonly limit: number;
}

/** Numbers with fewer records in one of the weeks do not jump: of small airports the flights themselves are others. */
const FEWEST = 300;
/** Units differ by more than this; seasons by less. */
const FACTOR = 1.25;

/** Of what a signal is told from week to week. */
export function inputId({ key, field, segment }: Pick<InputSignal, 'key' | 'field' | 'segment'>): string {
  return `input ${key} ${field} ${segment ?? ''}`;
}

/** @param baselineOf weeks that the signal of an id is compared with */
export function inputSignals(
  counts: InputCounts,
  week: number,
  baselineOf: (id: string) => readonly number[],
  { missing, unseen }: { readonly missing: number; readonly unseen: number },
): InputSignal[] {
  const now = counts[week];
  if (!now || now.records === 0) return [];
  const before = (one: Parameters<typeof inputId>[0]): WeekCount[] =>
    baselineOf(inputId(one)).flatMap((at) => counts[at] ?? []);
  const names = new Set(Object.values(counts).flatMap(({ fields }) => Object.keys(fields)));
  return [...names].flatMap((field) => [
    ...lacking(field, now, before({ key: 'inputs.missing', field }), missing),
    ...newIn(field, now, before({ key: 'inputs.unseen', field }), unseen),
    ...jumping(field, now, before),
  ]);
}

function lacking(field: string, now: WeekCount, before: readonly WeekCount[], limit: number): InputSignal[] {
  const missingIn = ({ records, fields }: WeekCount): number => records - (fields[field]?.present ?? 0);
  // A field that no week before had cannot be missing now.
  if (before.length === 0 || before.every(({ fields }) => !fields[field])) return [];
  const most = Math.max(...before.map((one) => missingIn(one) / one.records)) + limit;
  return beyond('inputs.missing', field, missingIn(now), now.records, most);
}

function newIn(field: string, now: WeekCount, before: readonly WeekCount[], limit: number): InputSignal[] {
  const own = now.fields[field];
  const known = before.flatMap(({ fields }) => fields[field] ?? []);
  if (!own || before.length === 0) return [];
  if (known.length === 0) {
    // Below a field that is new all fields are: the outermost one is told.
    const parent = field.slice(0, field.lastIndexOf('/'));
    const isWithin = parent !== '' && before.every(({ fields }) => !fields[parent]);
    return isWithin ? [] : beyond('inputs.unseen', field, own.present, now.records, limit);
  }
  const types = sumOf(own.types, (type) => known.every((one) => !(type in one.types)));
  const areFew = own.values !== undefined && known.every(({ values }) => values !== undefined);
  const values = areFew ? sumOf(own.values ?? {}, (value) => known.every((one) => !(value in (one.values ?? {})))) : 0;
  return beyond('inputs.unseen', field, Math.max(types, values), now.records, limit);
}

/** As a whole, or where that does not by segment. */
function jumping(
  field: string,
  now: WeekCount,
  before: (one: { key: 'inputs.jump'; field: string; segment?: string }) => WeekCount[],
): InputSignal[] {
  const jumps = Object.keys(now.fields[field]?.sums ?? {}).flatMap((part): InputSignal[] => {
    const own = { key: 'inputs.jump', field, ...(part !== '' && { segment: part.slice(1) }) } as const;
    const value = meanIn(now.fields[field], part);
    const weeks = before(own);
    const usual = weeks.map(({ fields }) => meanIn(fields[field], part)).filter((one) => one !== undefined);
    if (value === undefined || usual.length === 0 || usual.length < weeks.length) return [];
    const [low, high] = [Math.min(...usual), Math.max(...usual)];
    const width = high - low;
    const isOutside = value > high + 2 * width || value < low - 2 * width;
    const times = value / (usual.reduce((sum, one) => sum + one, 0) / usual.length);
    if (!isOutside || !(times > 0) || (times < FACTOR && times > 1 / FACTOR)) return [];
    return [{ ...own, amount: times, limit: FACTOR }];
  });
  const whole = jumps.filter(({ segment }) => segment === undefined);
  return whole.length > 0 ? whole : jumps;
}

/** Undefined of few numbers, and where one of them is larger than a double can be, as `1e400` is. */
function meanIn(field: FieldCount | undefined, segment: string): number | undefined {
  const part = field?.sums[segment];
  return part && part.count >= FEWEST && Number.isFinite(part.sum) ? part.sum / part.count : undefined;
}

function beyond(key: InputSignal['key'], field: string, found: number, of: number, limit: number): InputSignal[] {
  return lowestShare(found, of) > limit ? [{ key, field, amount: found / of, limit }] : [];
}

function sumOf(counts: Readonly<Record<string, number>>, isNew: (key: string) => boolean): number {
  return Object.entries(counts).reduce((sum, [key, count]) => sum + (isNew(key) ? count : 0), 0);
}
