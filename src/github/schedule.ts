/** When it is time to watch production: a cron pattern in UTC. What was due while nothing ran is made up for once, at the start. */
import { Cron } from 'croner';

export interface Schedule {
  stop(): void;
}

const ZONE = { timezone: 'UTC' } as const;
/** Milliseconds by which a timer may be early. */
const EARLY = 500;

export function isCron(pattern: string): boolean {
  try {
    return new Cron(pattern, ZONE).nextRun() !== null;
  } catch {
    return false;
  }
}

/** The newest time at or before this one that the pattern names, ISO 8601: the same in every process. */
export function tickAt(pattern: string, time: Date): string | undefined {
  // Times are whole seconds, and the one that is asked for is not among those before it.
  const after = new Date(Math.floor(time.getTime() / 1000) * 1000 + 1000);
  return new Cron(pattern, ZONE).previousRuns(1, after)[0]?.toISOString();
}

/** @param due told the tick: the last one at once, and each as it comes */
export function startSchedule(pattern: string, due: (tick: string) => void): Schedule {
  const tell = (): void => {
    const tick = tickAt(pattern, new Date(Date.now() + EARLY));
    if (tick !== undefined) due(tick);
  };
  tell();
  const cron = new Cron(pattern, { ...ZONE, unref: true }, tell);
  return { stop: () => cron.stop() };
}
