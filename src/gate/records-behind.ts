/** How many records stand behind what a limit judges: enough of them certify it. */
import type { LimitConfig } from '../config/config.ts';
import { effectiveRecords, type Size } from '../impact/effective-records.ts';
import type { Evidence, OutputEvidence } from '../impact/evidence.ts';
import { labelledAs } from '../impact/measure-labels.ts';
import { sizeOf } from '../impact/points.ts';
import { findMeasure } from '../measures/find.ts';

/** Records that shares are about, read or not. */
export function populationOf(limit: LimitConfig, { recorded, malformed, unreplayable }: Evidence): number {
  return kindOfRecords(limit) === 'readable' ? recorded - malformed : recorded - malformed - unreplayable;
}

export interface Behind {
  readonly records: number;
  /** Equally weighted records that say as much as these, whole ones. */
  readonly effective: number;
}

/** Records that could have shown the harm. */
export function recordsBehind(limit: LimitConfig, evidence: Evidence): Behind {
  const { records, effective } = sizeBehind(limit, evidence);
  // Rounding must not take a record away.
  return { records, effective: Math.floor(effective + 1e-6) };
}

function sizeBehind(limit: LimitConfig, evidence: Evidence): Behind {
  const output = evidence.outputs.find(({ name }) => name === limit.output);
  const kind = kindOfRecords(limit);
  switch (kind) {
    case 'replayed':
      return { records: evidence.replayed, effective: evidence.effective };
    case 'readable': {
      // Weights have no part in what cannot be replayed.
      const records = evidence.read - evidence.malformed;
      return { records, effective: records };
    }
    case 'paired':
      return behind(output?.sums);
    case 'numbers':
      return fewerNumbers(output?.histograms);
    case 'labelled':
      return behind(output?.labels?.total);
    case 'class':
      return behind(labelledAs(output?.labels?.table ?? [], findMeasure(limit.measure)?.parameter ?? ''));
    default:
      return kind satisfies never;
  }
}

function kindOfRecords({ measure }: LimitConfig) {
  return findMeasure(measure)?.measure.records ?? 'replayed';
}

function behind(size: Size | undefined): Behind {
  return size ? { records: size.records, effective: effectiveRecords(size) } : { records: 0, effective: 0 };
}

/** Of the side that says less: nothing else stands behind its distribution. */
function fewerNumbers(histograms: OutputEvidence['histograms']): Behind {
  const sides = histograms ? [histograms.base, histograms.head] : [];
  const [one, other] = sides.map((side) => behind(sizeOf(side)));
  if (!one || !other) return behind(undefined);
  return {
    records: Math.min(one.records, other.records),
    effective: Math.min(one.effective, other.effective),
  };
}
