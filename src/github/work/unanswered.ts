/**
 * A veto that nobody answers for ends: once the owners downstream have had their time, counted from when a check first showed
 * this very impact, their line only informs. It goes on to be approvable, and to say that it was not answered.
 */
import { isDeepStrictEqual } from 'node:util';
import { downstreamKey } from '../../gate/approved.ts';
import { windowLength } from '../../recordings/window/length.ts';
import { holds } from '../../report/downstreams.ts';
import type { Downstream, Report } from '../../report/report.generated.ts';
import type { CheckState } from '../check/state.ts';

/**
 * @param before checks that may have shown it: this one as it stood, and those of earlier heads
 * @param now by GitHub's clock, asked where something may have ended; where that is not known nothing has
 */
export async function withUnanswered(
  report: Report,
  fingerprints: Readonly<Record<string, string>>,
  before: readonly { readonly state: CheckState | undefined }[],
  now: () => Promise<number | undefined>,
): Promise<Report> {
  const shown = before.flatMap(({ state }) =>
    isDeepStrictEqual(fingerprints, state?.fingerprints) ? (state?.shownSince ?? []) : [],
  );
  const [since] = shown.toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const isAsked = (one: Downstream) => fingerprints[downstreamKey(one)] !== undefined && one.answerWithin !== undefined;
  if (since === undefined || !report.downstreams?.some(isAsked)) return report;
  const time = (await now()) ?? Number.NEGATIVE_INFINITY;
  const downstreams = report.downstreams.map(
    (one): Downstream =>
      isAsked(one) && time >= endOf(one.answerWithin ?? '', since) ? { ...one, unanswered: true } : one,
  );
  return { ...report, downstreams };
}

/** When the next of those that hold the change will have had its time, ISO 8601; undefined where none has an end. */
export function nextEnd({ downstreams = [] }: Report, since: string | undefined): string | undefined {
  if (since === undefined) return undefined;
  const ends = downstreams.flatMap((one) =>
    holds(one) && one.answerWithin !== undefined && one.fingerprint !== undefined ? endOf(one.answerWithin, since) : [],
  );
  return ends.length === 0 ? undefined : new Date(Math.min(...ends)).toISOString();
}

function endOf(within: string, since: string): number {
  return Date.parse(since) + windowLength(within);
}
