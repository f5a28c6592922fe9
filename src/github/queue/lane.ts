/**
 * The state of one lane and how it changes, as pure functions of plain data: `lane-queue.ts` applies them, a store keeps
 * the result. All times are milliseconds since 1970.
 */
import { type Job, supersedes } from '../job.ts';
import { coalesce } from './coalesce.ts';

export interface Lane {
  /** In the order of their turns. */
  readonly waiting: readonly Entry[];
  readonly running?: Turn;
}

export interface Entry {
  readonly job: Job;
  /** Ids that it was added with; more than one where jobs became one. */
  readonly ids: readonly string[];
  /** Not to be started before. */
  readonly due: number;
  /** How often work on it failed. */
  readonly failures: number;
  /** How often whoever worked on it was lost. */
  readonly losses: number;
}

export interface Turn {
  /** Another one for each start, so that a process that lost its turn to another can't end the other's. */
  readonly id: string;
  /** Who may take the turn over: whoever holds this has proof that the earlier holder is gone. */
  readonly holder: string;
  readonly entry: Entry;
}

export type Start =
  | { readonly kind: 'run'; readonly turn: Turn }
  /** Nothing to do; whoever holds the turn looks after what waits. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'idle' };

export type End =
  | { readonly how: 'done' }
  | { readonly how: 'handed back' }
  | { readonly how: 'failed'; readonly due: number };

/** A lane after a step. */
interface Step {
  readonly lane: Lane;
  /** Ids of the job that this step took out of the lane. */
  readonly done: readonly string[];
}

export const emptyLane: Lane = { waiting: [] };

/** The lane with one more job, or the lane itself where the job's id is there already. */
export function admit(lane: Lane, added: Entry, now: number): Lane {
  const { running, waiting } = lane;
  if ([running?.entry, ...waiting].some((entry) => entry?.ids.some((id) => added.ids.includes(id)))) return lane;
  const entry = running === undefined ? added : inherit(running.entry.job, added);
  const place = added.due > now ? -1 : waiting.findIndex((other) => absorb(other, entry, now) !== undefined);
  const other = waiting[place];
  if (other === undefined) return { ...lane, waiting: [...waiting, entry] };
  return { ...lane, waiting: waiting.with(place, absorb(other, entry, now) ?? entry) };
}

/** True where the running job should stop for one that waits. */
export function isSuperseded({ running, waiting }: Lane, now: number): boolean {
  return running !== undefined && waiting.some(({ due, job }) => due <= now && supersedes(job, running.entry.job));
}

/** Starts the lane's next job, if one is due and none runs. A turn of the same holder is lost and starts again. */
export function begin(lane: Lane, turn: Omit<Turn, 'entry'>, now: number): Step & { readonly start: Start } {
  const { running } = lane;
  if (running !== undefined && running.holder !== turn.holder) return { lane, done: [], start: { kind: 'busy' } };
  const { lane: free, done } = running === undefined ? { lane, done: [] } : lose(lane, running.id, now);
  const { waiting } = free;
  const entry = waiting[nextIndex(waiting, now)];
  if (entry === undefined || entry.due > now) return { lane: free, done, start: { kind: 'idle' } };
  const begun = { ...turn, entry };
  const others = waiting.filter((other) => other !== entry);
  return { lane: { waiting: others, running: begun }, done, start: { kind: 'run', turn: begun } };
}

/**
 * Ends a turn, unless it is another's by now. What failed keeps its place before all others; what is superseded does not
 * come back.
 */
export function end(lane: Lane, turn: string, ending: End, now: number): Step {
  const { running, waiting } = lane;
  if (running?.id !== turn) return { lane, done: [] };
  const { entry } = running;
  if (ending.how === 'done' || isSuperseded(lane, now)) return { lane: { waiting }, done: entry.ids };
  return { lane: { waiting: [again(entry, ending), ...waiting] }, done: [] };
}

/** Whoever kept the lane has lost it: then nobody else has the turn, and what did not end would never come again. */
export function isLost({ running, waiting }: Lane): boolean {
  return running === undefined && waiting.length === 0;
}

/** Puts a job that did not end back into the lane that was lost. */
export function restore(lane: Lane, entry: Entry, ending: End): Step {
  return { lane: ending.how === 'done' ? lane : { waiting: [again(entry, ending)] }, done: [] };
}

function again(entry: Entry, ending: Exclude<End, { how: 'done' }>): Entry {
  return { ...entry, ...(ending.how === 'failed' && { due: ending.due, failures: entry.failures + 1 }) };
}

/** Ends a turn whose holder is gone: its job waits again, before all others. */
export function lose(lane: Lane, turn: string, now: number): Step {
  const { running } = lane;
  if (running === undefined) return { lane, done: [] };
  const entry = { ...running.entry, losses: running.entry.losses + 1 };
  return end({ ...lane, running: { ...running, entry } }, turn, { how: 'handed back' }, now);
}

/** Milliseconds until a waiting job may have its turn; undefined where none waits. */
export function untilNext({ waiting }: Lane, now: number): number | undefined {
  const next = waiting[nextIndex(waiting, now)];
  return next === undefined ? undefined : Math.max(0, next.due - now);
}

/** What failed is not overtaken. What was added with a delay joins the order when it is due. */
function nextIndex(waiting: readonly Entry[], now: number): number {
  if (waiting[0] !== undefined && waiting[0].failures > 0) return 0;
  const due = waiting.findIndex((entry) => entry.due <= now);
  if (due >= 0) return due;
  const earliest = Math.min(...waiting.map((entry) => entry.due));
  return waiting.findIndex((entry) => entry.due === earliest);
}

/** What was asked of a job that stops for another is asked of the other. */
function inherit(running: Job, added: Entry): Entry {
  if (!supersedes(added.job, running)) return added;
  return { ...added, job: coalesce(running, added.job) ?? added.job };
}

/** One entry of two; a delay is kept, so one that waits it out takes nothing in. */
function absorb(waiting: Entry, added: Entry, now: number): Entry | undefined {
  const paused = waiting.failures > 0;
  if (waiting.due > now && !paused) return undefined;
  const job = coalesce(waiting.job, added.job);
  if (job === undefined) return undefined;
  const ids = [...waiting.ids, ...added.ids];
  // A pause stands where the same would fail again; another head is another matter.
  return supersedes(added.job, waiting.job) ? { ...added, job, ids } : { ...waiting, job, ids };
}
