/** The life of findings over the weeks: what opens, holds, and is over. */
import { MATURE_PERSIST, MERGE_PERSIST } from './rule.ts';
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
  const { weeks, rule, accepted } = watched;
  const tracks = new Map<string, Track>();
  const closed: Finding[] = [];
  const ordinary = ordinaryWeeks(watched);
  // What was accepted is over, and what comes after it is compared with that, however long ago it was.
  const after = accepted && weeks.findIndex((week) => week > accepted.week);
  if (after === -1) return [];
  const first = after ?? Math.max(rule.baseline + rule.persist - 1, weeks.length - looks);
  // Labels come late: a week is looked at once it has them, so the walk begins earlier by as much.
  const firstWorld = after ?? Math.max(rule.baseline + MATURE_PERSIST - 1, weeks.length - looks - unripe(watched));
  for (const [place, week] of weeks.entries()) {
    if (place < Math.min(first, firstWorld)) continue;
    const baselineOf = (id: string): readonly number[] => tracks.get(id)?.open?.baseline ?? usualOf(id, week);
    const holding = new Map(signalsIn(watched, week, baselineOf).map((signal) => [signal.id, signal]));
    for (const key of new Set([...holding.keys(), ...tracks.keys()])) {
      if (place < (key.startsWith('world') ? firstWorld : first) || isSilent(watched, key, week)) continue;
      const track = tracks.get(key) ?? { run: 0, since: week, quiet: 0, course: [] };
      tracks.set(key, track);
      step(track, holding.get(key), week, baselineOf(key));
    }
  }
  const open = [...tracks.values()].flatMap(({ open: one }) => one ?? []);
  return [...closed, ...open].sort((a, b) => a.openedIn - b.openedIn || (a.signal.id < b.signal.id ? -1 : 1));

  /** The weeks before the newest ones that it takes to open. */
  function usualOf(id: string, week: number): readonly number[] {
    if (accepted) return accepted.weeks;
    const among = id.startsWith('traffic') ? ordinary : weeks;
    const gap = id.startsWith('merge')
      ? Math.max(rule.persist, MERGE_PERSIST)
      : id.startsWith('world')
        ? MATURE_PERSIST
        : rule.persist;
    const end = Math.max(0, among.indexOf(week) - gap + 1);
    return among.slice(Math.max(0, end - rule.baseline), end);
  }

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

  /** The rank rule and that of labels have looked back by themselves. */
  function sinceOf({ cause }: Signal, track: Track, week: number): number {
    if (cause === 'world') return weeks[weeks.indexOf(week) - MATURE_PERSIST + 1] ?? week;
    return cause === 'traffic' ? (ordinary[ordinary.indexOf(week) - rule.persist + 1] ?? week) : track.since;
  }
}

/** The newest weeks that are not judged yet by the labels of one of the outputs that are watched for them. */
function unripe(watched: Watched): number {
  const { weeks, rule } = watched;
  const ids = [...rule.limits.keys()].filter((key) => key.endsWith('.accuracy')).map((key) => `world ${key}`);
  const ripe = ids.map((id) => weeks.findLastIndex((week) => !isSilent(watched, id, week)));
  return Math.max(0, ...ripe.map((place) => weeks.length - 1 - place));
}
