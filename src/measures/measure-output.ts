/** From the evidence of one output to all of its measures. The gate and the report call this. */
import type { OutputEvidence } from '../impact/evidence.ts';
import { type Observed, observe } from '../impact/formula.ts';
import type { Measured } from '../impact/measured.ts';
import type { Sampling } from '../impact/sampling.ts';
import { findMeasure, measuresOf } from './find.ts';
import { nameOf, type OutputMeasure } from './measure.ts';

/**
 * The measures of the output's kind by name: `changed`, `share.short`, `flips@0.5`. What the evidence of a segment lacks
 * (histograms) has no measure. Shares are of Σ weight; `records` counts records.
 */
export function measureOutput(output: OutputEvidence, sampling: Sampling): Record<string, Measured> {
  const observed = observe(output, sampling);
  const rows = measuresOf(output.kind, output.labels !== undefined).toSorted((a, b) => rank(a) - rank(b));
  return Object.fromEntries(families(rows).flatMap((family) => measureFamily(family, observed)));
}

/** In reports, measures of changes come first, then those of pairs of values, then those of distributions and labels. */
function rank({ tolerant, records }: OutputMeasure): number {
  if (tolerant) return 0;
  return records === 'paired' ? 1 : 2;
}

/** Neighbours with the same parameter are one family: the precision and the recall of a class stand side by side. */
function families(rows: readonly OutputMeasure[]): OutputMeasure[][] {
  const all: OutputMeasure[][] = [];
  for (const row of rows) {
    const last = all.at(-1);
    if (row.parameter && last?.[0]?.parameter === row.parameter) last.push(row);
    else all.push([row]);
  }
  return all;
}

function measureFamily(family: readonly OutputMeasure[], observed: Observed): (readonly [string, Measured])[] {
  const [first] = family;
  const limited = [...observed.sampling.aims.keys()].map(findMeasure);
  const named = limited.flatMap((one) =>
    one && family.some((row) => row === one.measure) ? (one.parameter ?? []) : [],
  );
  const parameters = first?.parameter?.parameters(observed, named) ?? [''];
  return parameters.flatMap((parameter) =>
    family.flatMap((row) => {
      const name = nameOf(row, parameter);
      const measured = row.compute(observed, { name, parameter });
      return measured ? [[name, measured] as const] : [];
    }),
  );
}
