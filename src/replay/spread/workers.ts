/** Whoever replays shards on other machines, as the replay sees them. The App has them where a Redis is set. */
import type { Task } from '../messages.ts';
import type { Done, Setting } from './round.ts';

export interface Workers {
  /** How many shards they replay at once; 0 where none is there, or none is worth asking. Never throws. */
  hands(): Promise<number>;
  /** Recordings with fewer bytes are replayed sooner than handed over. */
  readonly leastBytes: number;
  /**
   * Has the tasks of one round done. Each is told once, as soon as it is done or it is known that nobody will. Throws the
   * signal's reason, and nothing else.
   */
  run(
    setting: Setting,
    tasks: readonly Task[],
    told: (task: number, done: Done) => void,
    signal: AbortSignal,
  ): Promise<void>;
}
