/** Up to which tick of the schedule each repository was looked at. Losing it costs another look, which changes nothing. */
import type { Logger } from 'pino';
import type { TextStore } from '../../reports/store/text-store.ts';

/** First part of all names in the store. */
export const MONITORS = 'monitors';

export interface MonitorNotes {
  /** Of a repository by its number on GitHub: the tick, ISO 8601; undefined where it was never looked at. */
  lastTick(repository: number): Promise<string | undefined>;
  write(repository: number, tick: string): Promise<void>;
}

/** A store that cannot be had is logged. */
export function monitorNotes(store: TextStore, log: Pick<Logger, 'warn'>): MonitorNotes {
  const unlessAway = async <T>(wanted: Promise<T>): Promise<T | undefined> => {
    try {
      return await wanted;
    } catch (error) {
      log.warn({ err: error }, 'What was watched last could not be read or noted');
      return undefined;
    }
  };
  return {
    async lastTick(repository) {
      const text = await unlessAway(store.read(nameOf(repository)));
      return text !== undefined && !Number.isNaN(Date.parse(text)) ? text : undefined;
    },
    async write(repository, tick) {
      await unlessAway(store.write(nameOf(repository), tick));
    },
  };
}

function nameOf(repository: number): string {
  return `${MONITORS}/${repository}`;
}
