/**
 * How much of a week's scores should turn out right before its labels are there (CBPE, as NannyML calls it): from how often the same
 * scores were right in the baseline. It sees other requests, and is blind to a world in which the same scores mean something else, so
 * it opens nothing.
 */
import type { Histogram, LabelEvidence } from '../impact/evidence.ts';
import { pointsOf } from '../impact/points.ts';
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

interface Seen {
  readonly records: number;
  readonly labelled: number;
  readonly right: number;
  readonly scores: Histogram;
  readonly scored: readonly Scored[];
}

/** By output and week, oldest first; weeks whose baseline has too few labels are left out. */
export function estimatesOf(watched: Watched, findings: readonly Finding[]): Estimate[] {
  const outputs = watched.pipeline.outputs.filter(({ kind }) => kind === 'probability');
  return outputs.flatMap(({ name }) =>
    watched.weeks.flatMap((week): Estimate[] => {
      // The baseline's requests are replayed through what runs now, so that a merge moves no estimate by itself.
      const { running } = productionIn(watched, week);
      const own = seenIn(watched, name, running, week);
      const past = calibratedOn(watched, findings, week).flatMap((one) => seenIn(watched, name, running, one) ?? []);
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
}

/** Of calibrated scores: what is called right where the curve says so, wrong where it says otherwise. */
export function expectedRight(
  histograms: readonly Histogram[],
  calibrate: (score: number) => number,
): number | undefined {
  let [right, all] = [0, 0];
  for (const histogram of histograms) {
    for (const { x, weight } of pointsOf(histogram, 'middle')) {
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
  return { records: shown.total.weight, labelled, right, scores, scored };
}

function labelsOf({ positive, negative }: NonNullable<LabelEvidence['scores']>[Side]): {
  readonly scored: Scored[];
  readonly right: number;
  readonly labelled: number;
} {
  const scored = [
    ...pointsOf(positive, 'middle').map(({ x, weight }) => ({ score: x, positive: weight, negative: 0 })),
    ...pointsOf(negative, 'middle').map(({ x, weight }) => ({ score: x, positive: 0, negative: weight })),
  ];
  let [right, labelled] = [0, 0];
  for (const one of scored) {
    labelled += one.positive + one.negative;
    right += one.score >= HALF ? one.positive : one.negative;
  }
  return { scored, right, labelled };
}
