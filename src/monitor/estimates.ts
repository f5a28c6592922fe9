/**
 * How much of a week's scores should turn out right before its labels are there (CBPE, as NannyML calls it): from how often the same
 * scores were right in the baseline. It sees other requests, and is blind to a world in which the same scores mean something else, so
 * it opens nothing.
 */
import type { Histogram, LabelEvidence } from '../impact/evidence.ts';
import { type Point, pointsOf } from '../impact/points.ts';
import { mondayOf } from '../recordings/window/week.ts';
import { baselineBefore } from './courses.ts';
import type { Finding } from './findings.ts';
import { isotonic, type Scored } from './isotonic.ts';
import { isMature } from './labels.ts';
import type { Side } from './series.ts';
import { evidenceOf, productionIn, type Watched } from './watched.ts';

export interface Estimate {
  /** Of kind probability; from a half on it says yes. */
  readonly output: string;
  readonly week: string;
  readonly records: number;
  readonly labelled: number;
  /** Share that should turn out right, if the same scores mean what they meant in the baseline. */
  readonly estimated: number;
  /** The same of the baseline's own scores. */
  readonly before: number;
  /** Of the labelled. */
  readonly accuracy?: number;
  readonly isMature: boolean;
}

const HALF = 0.5;
/** Labelled requests of the baseline from which on there is an estimate. */
const FEWEST = 100;
/** Beyond so many different scores of a week they are put in so many bins, of which one edge is a half. */
const MOST_SCORES = 1000;

interface Seen {
  readonly records: number;
  readonly labelled: number;
  readonly right: number;
  readonly scores: readonly Point[];
  readonly scored: readonly Scored[];
}

/** By output and week, oldest first; weeks whose baseline has too few labels are left out. */
export function estimatesOf(watched: Watched, findings: readonly Finding[]): Estimate[] {
  const outputs = watched.pipeline.outputs.filter(({ kind }) => kind === 'probability');
  const known = new Map<string, Seen | undefined>();
  return outputs.flatMap(({ name }) =>
    watched.weeks.flatMap((week): Estimate[] => {
      // The baseline's requests are replayed through what runs now, so that a merge moves no estimate by itself.
      const { running } = productionIn(watched, week);
      const own = seen(name, running, week);
      const past = calibratedOn(watched, findings, week).flatMap((one) => seen(name, running, one) ?? []);
      const mature = past.filter((one) => isMature(one, past, watched.rule.labels));
      const labelled = mature.reduce((sum, one) => sum + one.labelled, 0);
      const calibrate = isotonic(mature.flatMap(({ scored }) => scored));
      if (!own || !calibrate || labelled < FEWEST) return [];
      const estimated = expectedRight([own.scores], calibrate);
      const before = expectedRight(
        mature.map(({ scores }) => scores),
        calibrate,
      );
      if (estimated === undefined || before === undefined) return [];
      return [
        {
          ...{ output: name, week: mondayOf(week), records: own.records, labelled: own.labelled, estimated, before },
          ...(own.labelled > 0 && { accuracy: own.right / own.labelled }),
          isMature: isMature(own, [...past, own], watched.rule.labels),
        },
      ];
    }),
  );

  /** A week is in the baseline of many. */
  function seen(output: string, state: number, week: number): Seen | undefined {
    const id = `${state} ${week} ${output}`;
    if (!known.has(id)) known.set(id, seenIn(watched, output, state, week));
    return known.get(id);
  }
}

/** Of calibrated scores: what is called right where the curve says so, wrong where it says otherwise. */
export function expectedRight(
  weeks: readonly (readonly Point[])[],
  calibrate: (score: number) => number,
): number | undefined {
  let [right, all] = [0, 0];
  for (const scores of weeks) {
    for (const { x, weight } of scores) {
      const share = calibrate(x);
      right += weight * (x >= HALF ? share : 1 - share);
      all += weight;
    }
  }
  return all > 0 ? right / all : undefined;
}

/** While the world is known to be another, what it was before stays what an estimate is made from. */
function calibratedOn(watched: Watched, findings: readonly Finding[], week: number): readonly number[] {
  const held = findings.find(
    ({ signal, since, closedIn = Number.POSITIVE_INFINITY }) =>
      signal.cause === 'world' && since <= week && week < closedIn,
  );
  if (held) return held.baseline;
  const { accepted } = watched;
  return accepted && week > accepted.week ? accepted.weeks : baselineBefore(watched, week);
}

function seenIn(watched: Watched, output: string, state: number, week: number): Seen | undefined {
  const found = evidenceOf(watched, state, week);
  if (!found) return undefined;
  const [evidence, side] = found;
  const shown = evidence.outputs.find((one) => one.name === output);
  const scores = shown?.histograms?.[side];
  if (!shown?.labels?.scores || !scores) return undefined;
  const { scored, right, labelled } = labelsOf(shown.labels.scores[side]);
  return { records: shown.total.weight, labelled, right, scores: pointsIn(scores), scored };
}

function labelsOf({ positive, negative }: NonNullable<LabelEvidence['scores']>[Side]): {
  readonly scored: Scored[];
  readonly right: number;
  readonly labelled: number;
} {
  const scored = [
    ...pointsIn(positive).map(({ x, weight }) => ({ score: x, positive: weight, negative: 0 })),
    ...pointsIn(negative).map(({ x, weight }) => ({ score: x, positive: 0, negative: weight })),
  ];
  let [right, labelled] = [0, 0];
  for (const one of scored) {
    labelled += one.positive + one.negative;
    right += one.score >= HALF ? one.positive : one.negative;
  }
  return { scored, right, labelled };
}

function pointsIn(histogram: Histogram): Point[] {
  const points = pointsOf(histogram, 'middle');
  if (points.length <= MOST_SCORES) return points;
  const bins = new Map<number, number>();
  for (const { x, weight } of points) {
    const bin = Math.floor(x * MOST_SCORES);
    bins.set(bin, (bins.get(bin) ?? 0) + weight);
  }
  return [...bins].map(([bin, weight]) => ({ x: (bin + 0.5) / MOST_SCORES, weight }));
}
