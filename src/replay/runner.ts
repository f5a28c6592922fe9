/**
 * The seam between what is to be replayed and what does it: shards go in, evidence comes out. A pool of processes is one
 * runner; a queue that many machines share, or a database that holds the traffic, can be another.
 */
import type { PipelineParts } from './evidence/pipeline.ts';
import type { Task } from './messages.ts';
import type { PassParts } from './passes.ts';

export interface TaskRunner {
  /** Runs all tasks. Their evidence comes in whatever order they end; adding it up gives the same bytes in any. */
  run(tasks: readonly Task[], observer: TaskObserver): Promise<void>;
  /** The step of a plan, by its index, that has taken the most processor time so far, as far as that is known. */
  busiest?(plan: number): number | undefined;
}

/** Hears of records passed since the last call, and of the bytes of their files where only those tell how much is still to come. */
export type Left = (records: number, bytes?: number) => void;

/** Who asked for the tasks. */
export interface TaskObserver {
  left: Left;
  /** What a task left behind; nobody else keeps it. */
  evidence(parts: PipelineParts): void;
  /** What a task with a pass of its own left behind. */
  passed?(parts: PassParts): void;
  /** The share of these tasks that is done, from 0 to 1, as far as anybody can tell; undefined: nobody can. */
  readonly done?: () => number;
  /** Waits until a task's shard can be read; where it is not there, all can be. Throws why one never will be. */
  readonly ready?: (task: Task) => Promise<void>;
}
