/** Which of a pipeline's measures can be shared out among edits, and what each is a sum of. */
import type { Evidence, OutputEvidence } from '../impact/evidence.ts';
import type { Quantity, RecordSum } from '../impact/record-sums.ts';
import { measuresOf } from './find.ts';
import { nameOf } from './measure.ts';
import { pipelineMeasures } from './rows.ts';

/** A sum over records that a report divides into one measure or several. */
export interface Attributable {
  readonly quantity: Quantity;
  /** Name of the output; empty for the pipeline's own measures. */
  readonly output: string;
  /** Names of measures, each with what the sum is still to be divided by after `weight`. */
  readonly measures: readonly { readonly name: string; readonly per: number }[];
  readonly transition?: { readonly base: string; readonly head: string };
  /** At head: Σ w·x of all replayed records. */
  readonly total: number;
  /** Σ w of the records that the measure is about. */
  readonly weight: number;
}

type Named = RecordSum & { readonly name: string };

/**
 * Means and shares alone: they are sums over records, so an edit's part of them is a sum of its parts of each record.
 * Distances between distributions and quantiles are not, and are left out.
 */
export function attributable(evidence: Evidence): Attributable[] {
  const own = pipelineMeasures.flatMap(({ id, sum }) => (sum ? [{ ...sum(evidence), name: id }] : []));
  return [...evidence.outputs.flatMap(ofOutput), ...joined(own, '')].filter(({ weight }) => weight > 0);
}

/** Whole measures first, then what parts them by what became what. */
function ofOutput(output: OutputEvidence, index: number): Attributable[] {
  const sums = measuresOf(output.kind, false).flatMap((measure): Named[] =>
    (measure.sums ?? []).flatMap((sumsOf) =>
      sumsOf(output, index).map((sum) => ({ ...sum, name: nameOf(measure, sum.parameter) })),
    ),
  );
  const [parts, wholes] = [sums.filter(({ transition }) => transition), sums.filter(({ transition }) => !transition)];
  return joined([...wholes, ...parts], output.name);
}

/** Measures of one quantity are shared out together. */
function joined(sums: readonly Named[], output: string): Attributable[] {
  const groups = Map.groupBy(sums, ({ quantity }) => JSON.stringify(quantity));
  return [...groups.values()].flatMap((own): Attributable[] => {
    const [first] = own;
    if (!first) return [];
    const { quantity, transition, total, weight } = first;
    const measures = own.map(({ name, per }) => ({ name, per }));
    return [{ quantity, output, measures, ...(transition && { transition }), total, weight }];
  });
}
