/** What the App needs of a queue. `memory.ts` and `bullmq.ts` provide it, and one contract suite holds both to it. */
import type { Job } from '../job.ts';

export interface Queue {
  /**
   * Resolves once the job is kept. A job with the id of one that is waiting, running or was done in the last hour is
   * dropped: GitHub delivers some events twice. A running job of the lane that the new one supersedes is told to stop.
   * One that asks for what a waiting job of its lane asks for becomes one with it (`coalesce`).
   * Rejects when the store does not answer, and once `close` was called.
   */
  add(job: Job, options?: AddOptions): Promise<void>;
  /** Starts to work. Called once. */
  process(work: Work): void;
  /**
   * Adds the job once in each period of the clock, over all processes that share the store; for this period at once,
   * unless a process did so before. A period is at most an hour, for so long is known that it was done. Until `close`.
   */
  every(name: string, milliseconds: number, job: Job): void;
  /** True while jobs are accepted and the store behind the queue answers. */
  ready(): Promise<boolean>;
  /** Jobs that wait for their turn, without those that are put off by more than a minute, and jobs that are being worked on (by any process). */
  counts(): Promise<{ waiting: number; running: number }>;
  /**
   * Takes no more jobs, tells running ones to hand back, and resolves when they have ended or `milliseconds` have
   * passed; what was handed back or had not started is kept where the store outlives the process.
   */
  close(milliseconds: number): Promise<void>;
}

export interface AddOptions {
  /** The delivery that caused the job, and what of it: at most one job comes of each. */
  readonly id?: string;
  /** Milliseconds to wait before it may start. */
  readonly delay?: number;
}

/** What both queues can be told. */
export interface QueueOptions {
  /** How many jobs this process works on at a time. Default 20. */
  readonly concurrency?: number;
  /**
   * Whom a lane belongs to. One takes a place only while it has fewer than would be left for others, so that some are left
   * for whoever comes, and several who want much share what there is. Undefined: a lane that takes any place. Default: all do.
   */
  readonly ownerOf?: (lane: string) => string | undefined;
  /** Milliseconds before the next try of a job that failed so many times; undefined: it is given up. Default `growingPause`. */
  readonly pause?: (failures: number) => number | undefined;
  /** Called, still in the job's turn, when its last try has failed. A rejection goes to `onError`. */
  readonly onGaveUp?: (job: Job, error: unknown) => void | Promise<void>;
  /** Told what goes wrong in the queue itself, such as a lost connection, which mends itself: for the log. */
  readonly onError?: (error: unknown) => void;
}

/** `taken over`: another process has its turn, and whatever is to be done about it is that one's to do. */
export type StopReason = 'superseded' | 'shutdown' | 'taken over';

/** Why a running job should stop: `AbortSignal.reason` holds one. */
export class Stop extends Error {
  readonly why: StopReason;

  constructor(why: StopReason) {
    super(why);
    this.name = 'Stop';
    this.why = why;
  }
}

/**
 * Works on one job. What it throws makes the queue try again later with growing pauses (0.5 s, doubling, at most a
 * minute, ten times), in its lane's turn; a `Stop` thrown for a shutdown hands the job back, one thrown because of being
 * superseded ends it, and of a job that was taken over nothing is left to hand back.
 */
export type Work = (job: Job, signal: AbortSignal) => Promise<void>;
