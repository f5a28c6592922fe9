/** What the App needs of a queue. `memory.ts` and `bullmq.ts` provide it, and one contract suite holds both to it. */
import type { Job } from '../job.ts';

export interface Queue {
  /**
   * Resolves once the job is kept. A job with the id of one that is waiting, running or was done in the last hour is
   * dropped: GitHub delivers some events twice. A running job of the lane that the new one supersedes is told to stop.
   */
  add(job: Job, options?: AddOptions): Promise<void>;
  /** Starts to work. Called once. */
  process(work: Work): void;
  /** True while jobs are accepted and the store behind the queue answers. */
  ready(): Promise<boolean>;
  /** Jobs that wait, and jobs that are being worked on (by any process). */
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

/** Why a running job should stop: `AbortSignal.reason` holds one. */
export class Stop extends Error {
  readonly why: 'superseded' | 'shutdown';

  constructor(why: 'superseded' | 'shutdown') {
    super(why);
    this.name = 'Stop';
    this.why = why;
  }
}

/**
 * Works on one job. What it throws makes the queue try again later with growing pauses (0.5 s, doubling, at most a
 * minute, ten times), in its lane's turn; a `Stop` thrown for a shutdown hands the job back, one thrown because of being
 * superseded ends it.
 */
export type Work = (job: Job, signal: AbortSignal) => Promise<void>;
