/**
 * Why an output of production is not what it was: production that answers otherwise than its artifacts, each merge, and the
 * traffic. Every term is a difference of two replays of the same requests, or of the same artifacts on two windows, so
 * they add up to the whole.
 */
import { add, type Part, ratioOf } from './series.ts';

/** What is known of one series, by window. States are the versions of a pipeline's artifacts, oldest first. */
export interface Known {
  /** What production answered; undefined where the recording does not say. */
  recorded(window: number): Part | undefined;
  /** What these artifacts answer to the window's requests. */
  state(index: number, window: number): Part;
  /** The same by segment. */
  segments(index: number, window: number): ReadonlyMap<string, Part>;
}

export interface Split {
  /** Of production in the window, and of the accepted artifacts in the baseline. */
  readonly now: number;
  readonly before: number;
  readonly total: number;
  readonly production: number;
  /** By the state that a merge made; of one that was taken back, what that did. */
  readonly merges: readonly { readonly state: number; readonly amount: number }[];
  readonly traffic: number;
  /** How much of `traffic` is other requests, and how much the same kinds of requests that are otherwise. */
  readonly mix: number;
  readonly within: number;
  /** The largest first. */
  readonly segments: readonly SplitSegment[];
}

export interface SplitSegment {
  readonly segment: string;
  readonly mix: number;
  readonly within: number;
  /** Of all requests, in the baseline and in the window. */
  readonly shares: readonly [number, number];
}

export interface Compared {
  readonly window: number;
  readonly baseline: readonly number[];
  /** The artifacts that the baseline has, and those that production runs. */
  readonly accepted: number;
  readonly running: number;
}

/** Undefined where a window has nothing to compare. */
export function split(known: Known, { window, baseline, accepted, running }: Compared): Split | undefined {
  const before = ratioOf(add(baseline.map((one) => known.state(accepted, one))));
  const atAccepted = ratioOf(known.state(accepted, window));
  const atRunning = ratioOf(known.state(running, window));
  if (before === undefined || atAccepted === undefined || atRunning === undefined) return undefined;
  const recorded = known.recorded(window);
  const now = (recorded && ratioOf(recorded)) ?? atRunning;
  const step = running < accepted ? -1 : 1;
  const merges: { state: number; amount: number }[] = [];
  for (let state = accepted; state !== running; state += step) {
    const [from, to] = [ratioOf(known.state(state, window)), ratioOf(known.state(state + step, window))];
    if (from === undefined || to === undefined) return undefined;
    merges.push({ state: step > 0 ? state + 1 : state, amount: to - from });
  }
  const segments = kitagawa(
    sumBySegment(baseline.map((one) => known.segments(accepted, one))),
    known.segments(accepted, window),
  );
  const traffic = atAccepted - before;
  const mix = segments.reduce((sum, one) => sum + one.mix, 0);
  return {
    now,
    before,
    total: now - before,
    production: now - atRunning,
    merges,
    traffic,
    mix: segments.length > 0 ? mix : 0,
    within: segments.length > 0 ? traffic - mix : traffic,
    segments,
  };
}

function sumBySegment(windows: readonly ReadonlyMap<string, Part>[]): ReadonlyMap<string, Part> {
  const sums = new Map<string, Part>();
  for (const window of windows) for (const [name, part] of window) sums.set(name, add([sums.get(name) ?? part0, part]));
  return sums;
}

const part0: Part = { numerator: 0, denominator: 0 };

/**
 * Kitagawa's decomposition (1955) of a difference of two means over segments, without an interaction term: a segment's share at
 * its mean value, and its value at its mean share. A segment's own mix is against the mean of all, so that more of what is as
 * everything else counts for nothing.
 */
function kitagawa(before: ReadonlyMap<string, Part>, now: ReadonlyMap<string, Part>): SplitSegment[] {
  const [all, allNow] = [add([...before.values()]), add([...now.values()])];
  if (all.denominator === 0 || allNow.denominator === 0) return [];
  const middle = ((ratioOf(all) ?? 0) + (ratioOf(allNow) ?? 0)) / 2;
  return [...new Set([...before.keys(), ...now.keys()])]
    .map((segment) => {
      const [from, to] = [before.get(segment) ?? part0, now.get(segment) ?? part0];
      const [share, shareNow] = [from.denominator / all.denominator, to.denominator / allNow.denominator];
      // A segment that was not there has the value that it came with: all that it brings is mix.
      const [value, valueNow] = [ratioOf(from) ?? ratioOf(to) ?? 0, ratioOf(to) ?? ratioOf(from) ?? 0];
      return {
        segment,
        shares: [share, shareNow] as const,
        mix: (shareNow - share) * ((value + valueNow) / 2 - middle),
        within: ((share + shareNow) / 2) * (valueNow - value),
      };
    })
    .sort((a, b) => Math.abs(b.mix + b.within) - Math.abs(a.mix + a.within) || (a.segment < b.segment ? -1 : 1));
}
