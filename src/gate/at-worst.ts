/**
 * What a limit on a share says where head cannot replay what base could: each of these records may have moved, so a pass has
 * to hold with all of them. Otherwise whoever writes a change could hide from a limit below 1 % what the limit is for.
 */
import type { LimitConfig, PipelineConfig } from '../config/config.ts';
import { plural } from '../format/numbers.ts';
import type { Evidence } from '../impact/evidence.ts';
import { FEWEST_RECORDS } from '../impact/fewest-records.ts';
import { countWhere } from '../impact/measure-count.ts';
import { labelledAs } from '../impact/measure-labels.ts';
import { findMeasure } from '../measures/find.ts';
import { harmOf } from '../measures/harm.ts';
import type { Measure } from '../report/report.generated.ts';
import { leavesOpen } from './basis.ts';
import { valuesOf } from './by-week.ts';
import { exceeds } from './exceeds.ts';

/** As judged, or inconclusive. Owners' own limit on `unreplayable` says how much may stay unknown. */
export function atWorst(
  judged: Measure,
  limit: LimitConfig,
  evidence: Evidence,
  { limits, judge }: Pick<PipelineConfig, 'limits' | 'judge'>,
): Measure {
  const { lost, read, recorded } = evidence;
  if (judged.verdict !== 'pass' || !lost || lost.atHead.records === 0 || limits.some(leavesOpen)) return judged;
  const total = totalOf(limit, evidence);
  const { low, high } = judged;
  if (total === undefined || low === null || high === null || (judged.limit ?? 0) >= 1) return judged;
  const open = (reason: string): Measure => ({ ...judged, verdict: 'inconclusive', reason });
  const those = `head cannot replay ${plural(lost.atHead.records, 'record')} that base can`;
  if (read !== recorded) return { ...open(`${those}: only a full replay decides this`), needed: recorded };
  const isBeyond =
    limit.limit.kind === 'records'
      ? (judged.records ?? 0) + lost.atHead.records > limit.limit.amount
      : exceeds(shareAtWorst(limit, evidence, { low, high }), limit.limit.amount) ||
        (judge === 'every_week' && isBeyondInSomeWeek(limit, evidence));
  return isBeyond ? open(`${those}, with which it may be beyond`) : judged;
}

function shareAtWorst(
  limit: LimitConfig,
  evidence: Evidence,
  { low, high }: { readonly low: number; readonly high: number },
): number {
  const total = totalOf(limit, evidence) ?? 0;
  const lost = evidence.lost?.atHead.weight ?? 0;
  const direction = findMeasure(limit.measure)?.measure.direction ?? 'absolute';
  return (Math.max(0, harmOf(direction, low, high).high) * total + lost) / (total + lost);
}

/** In weeks that are large enough to be judged. */
function isBeyondInSomeWeek(limit: LimitConfig, { weeks = [] }: Evidence): boolean {
  return weeks.some(({ evidence }) => {
    const value = valuesOf(evidence, [limit]).get(limit.key);
    if (evidence.replayed < FEWEST_RECORDS || value === undefined) return false;
    return exceeds(shareAtWorst(limit, evidence, { low: value, high: value }), limit.limit.amount);
  });
}

/** The weight of the records of which it is a share; undefined of what is none. */
function totalOf({ measure: name, output: of }: LimitConfig, evidence: Evidence): number | undefined {
  const found = findMeasure(name);
  if (!found || (found.measure.unit !== 'share' && found.measure.early !== 'anytime')) return undefined;
  const output = evidence.outputs.find((one) => one.name === of);
  switch (found.measure.records) {
    case 'replayed':
      return output?.total.weight ?? countWhere(evidence.outcomes, () => true).weight;
    case 'paired':
      return output?.sums?.weight;
    case 'labelled':
      return output?.labels?.total.weight;
    case 'class':
      return labelledAs(output?.labels?.table ?? [], found.parameter ?? '').weight;
    default:
      return undefined;
  }
}
