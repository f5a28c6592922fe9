/** Which of several recordings a pipeline is replayed through: the one that fits best, of equals the newest by the days in their paths. */
import type { DraftPipeline, DraftRecording } from './drafted.ts';

export interface Picked {
  readonly recording: DraftRecording;
  /** Files of others that go with it as well. */
  readonly others: readonly string[];
}

/** @param score 0 where it does not go with the pipeline; undefined where none does */
export function pickRecording(
  recordings: readonly DraftRecording[],
  score: (recording: DraftRecording) => number,
): Picked | undefined {
  const fitting = recordings
    .map((recording) => ({ recording, fit: score(recording) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || compareDays(a.recording, b.recording));
  const [first, ...others] = fitting;
  if (!first) return undefined;
  // Of what fits less nobody would think that it was meant.
  const equals = others.filter(({ fit }) => fit === first.fit).map(({ recording }) => recording.files);
  return { recording: first.recording, others: equals };
}

/** Those without a day stay where they are. */
function compareDays({ newest: a }: DraftRecording, { newest: b }: DraftRecording): number {
  return a === undefined || b === undefined || a === b ? 0 : a < b ? 1 : -1;
}

/** The newest day or month that paths spell, as `20260907` or `202609`: `2026-09-07.jsonl`, `2026/09/07/`, `date=20260907`. */
export function newestIn(paths: readonly string[]): string | undefined {
  const days = paths.flatMap((path) =>
    [...path.matchAll(/(?<!\d)((?:19|20)\d{2})([-_./]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?!\d)/g)].map(
      ([, year = '', , month = '', day = '']) => `${year}${month}${day}`,
    ),
  );
  return days.sort().at(-1);
}

/** Files that pipelines are replayed on, and those that would have done as well. */
export function trafficOf(drafted: readonly DraftPipeline[]): ReadonlySet<string> {
  return new Set(drafted.flatMap(({ recording, otherTraffic = [] }) => [recording.files, ...otherTraffic]));
}
