/** How many records stand behind what a limit judges: enough of them certify it. */
import type { LimitConfig } from '../config/config.ts';
import type { Evidence, OutputEvidence } from '../impact/evidence.ts';
import { recordsLabelled } from '../impact/measure-labels.ts';
import { recordsOf } from '../impact/points.ts';
import { efficiencyOf } from '../impact/sampling.ts';
import { findMeasure } from '../measures/find.ts';

/** Records that shares are about, read or not. */
export function populationOf(limit: LimitConfig, { recorded, malformed, unreplayable }: Evidence): number {
  return kindOfRecords(limit) === 'readable' ? recorded - malformed : recorded - malformed - unreplayable;
}

/** Records that could have shown the harm. */
export function recordsBehind(limit: LimitConfig, evidence: Evidence): number {
  const output = evidence.outputs.find(({ name }) => name === limit.output);
  const kind = kindOfRecords(limit);
  switch (kind) {
    case 'replayed':
      return evidence.replayed;
    case 'readable':
      return evidence.read - evidence.malformed;
    case 'paired':
      return output?.sums?.records ?? 0;
    case 'numbers':
      return fewerNumbers(output?.histograms);
    case 'labelled':
      return output?.labels?.total.records ?? 0;
    case 'class':
      return recordsLabelled(output?.labels?.table ?? [], findMeasure(limit.measure)?.parameter ?? '');
    default:
      return kind satisfies never;
  }
}

/** Weights have no part in what cannot be replayed. Rounding must not take a record away. */
export function effectiveRecords(limit: LimitConfig, records: number, evidence: Evidence): number {
  return kindOfRecords(limit) === 'readable' ? records : Math.floor(records * efficiencyOf(evidence) + 1e-6);
}

function kindOfRecords({ measure }: LimitConfig) {
  return findMeasure(measure)?.measure.records ?? 'replayed';
}

/** Of the side that has fewer: nothing else stands behind its distribution. */
function fewerNumbers(histograms: OutputEvidence['histograms']): number {
  return histograms ? Math.min(recordsOf(histograms.base), recordsOf(histograms.head)) : 0;
}
