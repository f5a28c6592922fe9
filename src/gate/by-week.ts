/** A limit on the whole recording says nothing of its weeks: the range of the measure by week stands beside it. */
import type { LimitConfig, PipelineConfig } from '../config/config.ts';
import type { Evidence } from '../impact/evidence.ts';
import { FEWEST_RECORDS } from '../impact/fewest-records.ts';
import { samplingOf } from '../impact/sampling.ts';
import { canonicalName, findMeasure } from '../measures/find.ts';
import { harmOf } from '../measures/harm.ts';
import { measureOutput } from '../measures/measure-output.ts';
import { measurePipeline } from '../measures/measure-pipeline.ts';
import type { Measure } from '../report/report.generated.ts';
import { exceeds } from './exceeds.ts';

export type Weeks = NonNullable<Measure['weeks']>;

/** Of a limit at its place among the pipeline's: undefined where it has no range by week. */
export type WeeksOf = (limit: LimitConfig) => Weeks | undefined;

/**
 * Only where every record was replayed, of weeks with at least 10 records, and of two such weeks at least. A limit in
 * records is about the whole recording alone.
 */
export function byWeek({ weeks = [], read, recorded }: Evidence, { limits }: PipelineConfig): WeeksOf {
  const large = weeks.filter(({ evidence }) => evidence.replayed >= FEWEST_RECORDS);
  if (read !== recorded || large.length < 2) return () => undefined;
  const measured = large.map(({ evidence }) => valuesOf(evidence, limits));
  return (limit) => {
    if (limit.limit.kind === 'records') return undefined;
    const values = measured.flatMap((values) => values.get(limit.key) ?? []);
    if (values.length < 2) return undefined;
    const direction = findMeasure(limit.measure)?.measure.direction ?? 'absolute';
    const above = values.filter((value) => exceeds(harmOf(direction, value, value).low, limit.limit.amount));
    return { low: Math.min(...values), high: Math.max(...values), above: above.length, of: values.length };
  };
}

/** By the limits' keys. A measure that has no value in a week is left out. */
export function valuesOf(evidence: Evidence, limits: readonly LimitConfig[]): Map<string, number> {
  const otherwise = { alpha: 0.01, share: 0.01 };
  const found = new Map<string, number>();
  for (const [output, own] of Map.groupBy(limits, (limit) => limit.output)) {
    const aims = new Map(own.map(({ measure }) => [canonicalName(measure), otherwise]));
    const sampling = samplingOf(evidence, aims, otherwise);
    const shown = evidence.outputs.find(({ name }) => name === output);
    const measures =
      output === undefined ? measurePipeline(evidence, sampling) : shown ? measureOutput(shown, sampling) : {};
    for (const { key, measure } of own) {
      const value = measures[canonicalName(measure)]?.value;
      if (typeof value === 'number') found.set(key, value);
    }
  }
  return found;
}
