/** What `lane-queue.ts` needs of whatever keeps the lanes: memory, or Redis with BullMQ. */
import type { Lane } from './lane.ts';

export interface Store {
  /** Milliseconds since 1970, by the same clock for all who share the store. */
  now(): number;
  /**
   * Replaces a lane by what `make` makes of it, in one step over all processes; `make` may be called more than once.
   * Undefined, and nothing changes, where `id` was among the ids that were done in the last hour.
   */
  change<T>(lane: string, make: (lane: Lane) => LaneUpdate<T>, id?: string): Promise<T | undefined>;
  read(lane: string): Promise<Lane>;
  /** All lanes that hold a job. */
  all(): Promise<readonly Lane[]>;
  /** Has some process call `turn` for the lane once the milliseconds have passed. Too often does no harm. */
  wake(lane: string, milliseconds: number): Promise<void>;
  /** Has every process call `look` for the lane soon. May be lost. */
  announce(lane: string): Promise<void>;
  start(callbacks: Callbacks): void;
  ready(): Promise<boolean>;
  /**
   * Starts no more turns, waits at most these milliseconds for those that run, and lets go of everything. Turns that
   * are still held then are given to others in time.
   */
  close(milliseconds: number): Promise<void>;
}

export interface LaneUpdate<T> {
  readonly lane: Lane;
  readonly result: T;
  /** Ids that are done, to be remembered for an hour. */
  readonly done?: readonly string[];
}

export interface Callbacks {
  /** Runs the lane's next job. Called again with the same `holder`, the earlier call is proven dead. */
  turn(lane: string, holder: string): Promise<void>;
  /** Sees whether the job that this process runs in the lane should stop; without a lane, in all. */
  look(lane?: string): void;
}

/** How long the id of a job that is done is remembered, in milliseconds. */
export const remembered = 3_600_000;
