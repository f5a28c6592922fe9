/** What limits, outputs and segments name and no record has: it cannot move, so a limit on it would hold for a slip of the pen. */
import type { LimitConfig, PipelineConfig } from '../config/config.ts';
import { cellText, isFoldedCell } from '../impact/cell.ts';
import type { Evidence, OutputEvidence, Row } from '../impact/evidence.ts';
import { thresholdIn, valueIn } from '../measures/find.ts';
import { nearest } from '../nearest.ts';
import { namedLabels, namingOf } from './naming.ts';

/** Outputs with a limit that show nothing on any record, on either side. */
export function unseenOutputs({ outputs }: Evidence, pipeline: PipelineConfig): string[] {
  const limited = new Set(pipeline.limits.map(({ output }) => output));
  // Who limits the share of null expects it.
  const expectsNull = new Set(
    pipeline.limits.flatMap((one) => (valueIn(one.measure)?.value === 'null' ? [one.output] : [])),
  );
  return outputs
    .filter(
      ({ name, table }) => limited.has(name) && !expectsNull.has(name) && table.length > 0 && table.every(showsNothing),
    )
    .map(({ name, table }) => {
      const place = pipeline.outputs.find((output) => output.name === name)?.at ?? '';
      const isNull = table.some(({ base }) => base === 'null');
      return isNull || table.some(({ base }) => base === 'missing')
        ? `${name} is never there: on no record does base or head hold anything${isNull ? ' but null' : ''} at "${place}"`
        : `no record gets as far as ${name}: base and head reject or fail on every one`;
    });
}

/** The same lack on both sides: a rule that reads a place that is nowhere answers null on every record. That a record is newly rejected is a change. */
function showsNothing({ base, head }: Row): boolean {
  return base === head && ['missing', 'null', 'rejected', 'failed'].includes(base);
}

/** Segments are no ground for a verdict, but whoever reads one should know that nothing was told apart. */
export function unseenSegments({ segments, replayed }: Evidence, pipeline: PipelineConfig): string[] {
  return pipeline.segments.flatMap((pointer) => {
    const own = segments.filter((segment) => segment.pointer === pointer);
    if (replayed === 0 || own.length === 0 || own.some(({ value }) => value !== 'missing')) return [];
    return [`no record has a segment at ${pointer}, so none is told apart`];
  });
}

export interface Absence {
  /** `no record has the value blocked`: a sentence without its end, since here it may be about two sides. */
  readonly reason: string;
  /** The value that was probably meant. */
  readonly nearest?: string;
  /** The values that there are, where they are few. */
  readonly values?: readonly string[];
}

/**
 * That what a limit names is on no record; undefined where it is there, where it may hide among rare values, and of
 * limits that name nothing. Rare values are not named.
 */
export function absenceOf({ measure }: Pick<LimitConfig, 'measure'>, output: OutputEvidence): Absence | undefined {
  if (output.total.records === 0) return undefined;
  const threshold = thresholdIn(measure);
  if (threshold !== undefined) return outOfReach(threshold, output);
  const about = valueIn(measure);
  if (!about || (about.of === 'answers' && ENDS.has(about.value)) || output.folded) return undefined;
  const { value } = about;
  const { table, labels } = output;
  const cells = [...table, ...(labels?.table ?? [])].flatMap((row) => [row.base, row.head]);
  const known = new Set(
    about.of === 'answers' ? cells : [...cells, ...(labels?.table ?? []).map(({ label }) => label)],
  );
  if ([...known].some((cell) => cell === JSON.stringify(value) || cellText(cell) === value)) return undefined;
  return { reason: `no record has the value ${value}`, ...meantValue(value, output) };
}

/** As the reason why a measure has no value. */
export function absenceText({ reason, nearest: meant, values }: Absence): string {
  const hint = meant !== undefined ? `; did you mean ${meant}?` : values ? `; there is ${values.join(', ')}` : '';
  return `${reason}, at base or at head${hint}`;
}

/** What becomes of a record without a value; that it never happened is good to know. */
const ENDS = new Set(['rejected', 'failed', 'missing']);

/** Where everything is on one side of a threshold, before and after, nothing crosses it. */
function outOfReach(threshold: number, { histograms }: OutputEvidence): Absence | undefined {
  const bins = [...(histograms?.base.bins ?? []), ...(histograms?.head.bins ?? [])];
  if (!histograms) return undefined;
  if (bins.length === 0) return { reason: 'no record has a number' };
  if (bins.every(({ low, high }) => high < threshold || (low < high && high <= threshold)))
    return { reason: `no score reaches ${threshold}` };
  return bins.every(({ low }) => low >= threshold) ? { reason: `no score is below ${threshold}` } : undefined;
}

function meantValue(value: string, output: OutputEvidence): Omit<Absence, 'reason'> {
  const names = namedValues(output);
  const meant = nearest(value, names) ?? names.find((name) => isStem(name, value));
  if (meant !== undefined) return { nearest: meant };
  return names.length > 0 && names.length <= FEW ? { values: names } : {};
}

const FEW = 6;

/** Those that a report may name. */
function namedValues(output: OutputEvidence): string[] {
  const naming = namingOf(output);
  const cells = new Set(output.table.flatMap(({ base, head }) => [base, head]));
  const own = [...cells].filter((cell) => naming(cell) === cell && !isFoldedCell(cell));
  return [...new Set([...own.map(cellText), ...namedLabels(output)])].sort();
}

/** `block` and `blocked`. */
function isStem(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a.toLowerCase(), b.toLowerCase()] : [b.toLowerCase(), a.toLowerCase()];
  return short.length >= 3 && long.length - short.length <= 3 && long.startsWith(short);
}
