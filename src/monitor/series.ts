/** What is watched of a pipeline: numbers that are sums over records divided by sums over records, by window and segment. */
import { cellText } from '../impact/cell.ts';
import type { Evidence, OutputEvidence, Row } from '../impact/evidence.ts';

/** A value as its parts, so that windows and segments add up. */
export interface Part {
  readonly numerator: number;
  readonly denominator: number;
}

export type Side = 'base' | 'head';

/** A number that is watched, such as `tier.share.long`. */
export interface Series {
  /** As weir.yml names it. */
  readonly key: string;
  /** Undefined for what becomes of a pipeline's records as a whole. */
  readonly output?: string;
  /** `share` of records with this value, as people call it; the `mean` of numbers; the share of labelled records that are right. */
  readonly of:
    | { readonly kind: 'share'; readonly value: string }
    | { readonly kind: 'mean' }
    | { readonly kind: 'accuracy' };
}

/** Beyond so many values of an output, only those that are named are watched. */
const MOST_VALUES = 12;

/** What a pipeline is watched for where nothing is named: shares of an output's values, means of numbers, records that end. */
export function usualSeries(evidences: readonly Evidence[]): Series[] {
  const byOutput = new Map<string, { kind: OutputEvidence['kind']; values: Map<string, number>; isLabelled?: true }>();
  for (const { outputs } of evidences) {
    for (const { name, kind, table, labels } of outputs) {
      const known = byOutput.get(name) ?? { kind, values: new Map<string, number>() };
      byOutput.set(name, known);
      if (labels?.table?.length) known.isLabelled = true;
      if (kind === 'category') for (const row of table) count(known.values, row);
    }
  }
  const ofOutputs = [...byOutput].flatMap(([output, { kind, values, isLabelled }]): Series[] => {
    if (kind === 'number' || kind === 'probability') return [{ key: `${output}.mean`, output, of: { kind: 'mean' } }];
    const ranked = [...values].sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1)).slice(0, MOST_VALUES);
    const shares = ranked.map(
      ([value]): Series => ({
        ...{ key: `${output}.share.${value}`, output },
        of: { kind: 'share', value },
      }),
    );
    return isLabelled ? [...shares, { key: `${output}.accuracy`, output, of: { kind: 'accuracy' } }] : shares;
  });
  const endings = ['rejected', 'failed'].map((value): Series => ({ key: value, of: { kind: 'share', value } }));
  return [...ofOutputs, ...endings];
}

function count(values: Map<string, number>, { base, head, weight }: Row): void {
  for (const cell of [base, head]) {
    const value = cellText(cell);
    if (cell.startsWith('"') || /^[\d{[tf-]/.test(cell)) values.set(value, (values.get(value) ?? 0) + weight);
  }
}

/** The series' parts on one side of some evidence; nothing over nothing where there is none. */
export function partOf(series: Series, evidence: Pick<Evidence, 'outcomes' | 'outputs'>, side: Side): Part {
  const { output, of } = series;
  if (output === undefined) return of.kind === 'share' ? shareIn(evidence.outcomes, of.value, side) : NOTHING;
  const shown = evidence.outputs.find(({ name }) => name === output);
  if (!shown) return NOTHING;
  if (of.kind === 'share') return shareIn(shown.table, of.value, side);
  if (of.kind === 'accuracy') return rightIn(shown.labels?.table ?? [], side);
  const { sums } = shown;
  return sums ? { numerator: sums.sum[side] ?? 0, denominator: sums.weight } : NOTHING;
}

export const NOTHING: Part = { numerator: 0, denominator: 0 };

function shareIn(rows: readonly Row[], value: string, side: Side): Part {
  let numerator = 0;
  let denominator = 0;
  for (const row of rows) {
    denominator += row.weight;
    if (cellText(row[side]) === value) numerator += row.weight;
  }
  return { numerator, denominator };
}

function rightIn(rows: readonly (Row & { readonly label: string })[], side: Side): Part {
  let numerator = 0;
  let denominator = 0;
  for (const row of rows) {
    denominator += row.weight;
    if (row[side] === row.label) numerator += row.weight;
  }
  return { numerator, denominator };
}

export function add(parts: readonly Part[]): Part {
  return parts.reduce(
    (sum, { numerator, denominator }) => ({
      numerator: sum.numerator + numerator,
      denominator: sum.denominator + denominator,
    }),
    NOTHING,
  );
}

/** Undefined where nothing stands behind it. */
export function ratioOf({ numerator, denominator }: Part): number | undefined {
  return denominator > 0 ? numerator / denominator : undefined;
}

/** By the segment's name, `/origin = JFK`; only of series of an output. */
export function segmentParts(series: Series, evidence: Evidence, pointer: string, side: Side): Map<string, Part> {
  const found = new Map<string, Part>();
  for (const segment of evidence.segments) {
    if (segment.pointer !== pointer) continue;
    found.set(cellText(segment.value), partOf(series, { outcomes: [], outputs: segment.outputs }, side));
  }
  return found;
}
