/** The life of findings over the weeks: what opens, holds, and is over. */
import { isSilent, type Signal, signalsIn } from './signals.ts';
import { ordinaryWeeks, type Watched } from './watched.ts';

export interface Finding {
  /** As it was last seen. */
  readonly signal: Signal;
  /** The first of the weeks in a row that opened it, and the one in which it did. */
  readonly since: number;
  readonly openedIn: number;
  /** What it is compared with: weeks before it, which stay while it is open. */
  readonly baseline: readonly number[];
  /** Its amount in each week that it held since then, oldest first. */
  readonly course: readonly Point[];
  /** Undefined while it is open. */
  readonly closedIn?: number;
}

export interface Point {
  readonly week: number;
  readonly amount: number;
}

interface Track {
  run: number;
  since: number;
  quiet: number;
  course: Point[];
  open?: Finding;
}

/** Every finding that opened in one of the last `looks` weeks, or was open then; oldest first. */
export function findingsOf(watched: Watched, looks: number): Finding[] {
  const { weeks, rule } = watched;
  const tracks = new Map<string, Track>();
  const closed: Finding[] = [];
  const ordinary = ordinaryWeeks(watched);
  const first = Math.max(rule.baseline + rule.persist - 1, weeks.length - looks);
  for (const [place, week] of weeks.entries()) {
    if (place < first) continue;
    const usual = weeks.slice(place - rule.persist - rule.baseline + 1, place - rule.persist + 1);
    const at = ordinary.indexOf(week);
    const usualTraffic = ordinary.slice(
      Math.max(0, at - rule.persist - rule.baseline + 1),
      Math.max(0, at - rule.persist + 1),
    );
    const baselineOf = (id: string): readonly number[] =>
      tracks.get(id)?.open?.baseline ?? (id.startsWith('traffic') ? usualTraffic : usual);
    const holding = new Map(signalsIn(watched, week, baselineOf).map((signal) => [signal.id, signal]));
    for (const key of new Set([...holding.keys(), ...tracks.keys()])) {
      if (isSilent(watched, key, week)) continue;
      const track = tracks.get(key) ?? { run: 0, since: week, quiet: 0, course: [] };
      tracks.set(key, track);
      step(track, holding.get(key), week, baselineOf(key));
    }
  }
  const open = [...tracks.values()].flatMap(({ open: one }) => one ?? []);
  return [...closed, ...open].sort((a, b) => a.openedIn - b.openedIn || (a.signal.id < b.signal.id ? -1 : 1));

  function step(track: Track, signal: Signal | undefined, week: number, baseline: readonly number[]): void {
    if (!signal) {
      track.run = 0;
      track.quiet += 1;
      if (!track.open || track.quiet < rule.clear) return;
      closed.push({ ...track.open, closedIn: week });
      track.open = undefined;
      return;
    }
    if (track.run === 0) track.since = week;
    if (track.run === 0 && !track.open) track.course = [];
    track.course.push({ week, amount: signal.amount });
    track.run += 1;
    track.quiet = 0;
    if (track.open) track.open = { ...track.open, signal, course: [...track.course] };
    else if (track.run >= signal.needs)
      track.open = {
        ...{ signal, openedIn: week, baseline },
        since: sinceOf(signal, track, week),
        course: [...track.course],
      };
  }

  /** The rank rule has looked back by itself. */
  function sinceOf({ cause }: Signal, track: Track, week: number): number {
    return cause === 'traffic' ? (ordinary[ordinary.indexOf(week) - rule.persist + 1] ?? week) : track.since;
  }
}
