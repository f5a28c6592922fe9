/** Replays several pipelines one after the other through one pool of locked-in processes. */

import type { Surroundings } from '../artifacts/outside.ts';
import type { Evidence } from '../impact/evidence.ts';
import { once } from '../once.ts';
import type { KeptStore } from '../recordings/kept/store.ts';
import type { RecordingFile } from '../recordings/reader.ts';
import { untilWhole } from '../recordings/storage/arrival.ts';
import { type FactRunner, takeFacts, unjudgedIn } from './across/take-facts.ts';
import { isLittle, processesAtOnce } from './amount.ts';
import { type Broker, isOutside, NOTHING_OUTSIDE, openBroker } from './broker/broker.ts';
import { countTables } from './count-tables.ts';
import { runPass } from './further.ts';
import type { HeadStart, Started } from './head-start.ts';
import { inPlace } from './kept/in-place.ts';
import type { KeptFiles } from './kept/kept-files.ts';
import type { Pass, PassParts } from './passes.ts';
import type { Plan } from './plan.ts';
import { KindsUnfit, ReplayPool, type Turn } from './pool.ts';
import { roomFor } from './room.ts';
import { type ArrivalOf, type Replayed, runPlan } from './run.ts';
import type { TaskRunner } from './runner.ts';
import { SpreadRunner } from './spread/spread-runner.ts';
import type { Workers } from './spread/workers.ts';

/** A plan and the recording that it runs on. */
export interface PlannedReplay {
  readonly plan: Plan;
  readonly files: readonly RecordingFile[];
  /** Files of the recordings that the plan reads beside it, by their names. */
  readonly related?: ReadonlyMap<string, readonly RecordingFile[]>;
  /** What to do after a round: see `RunOptions.next`. */
  readonly next: (evidence: Evidence) => 'stop' | 'more' | 'everything';
  /** Nothing less than all of it will do, as `next` would say of any part; see `RunOptions.whole`. */
  readonly whole?: boolean;
  /** Asks more of the records that were replayed. */
  readonly further?: (replayed: Replayed, run: RunFurther) => Promise<void>;
}

/** Runs a pass in the same processes over the same records. Parts come in any order. Throws as a replay does. */
export type RunFurther = (pass: Pass, absorb: (parts: PassParts) => void) => Promise<void>;

/** What is known of the records that a replay is passing. */
export interface Round {
  /** Of them that is replayed; the others are passed by. */
  readonly share: number;
  /** The path of the step that has taken the most time so far, where that is known. */
  readonly busiest: () => string | undefined;
}

export interface ReplayOptions {
  /** Number of processes. */
  readonly jobs: number;
  readonly full: boolean;
  readonly maxRecords?: number;
  /** Run each record, also where others are alike in all that is read of them. */
  readonly single?: boolean;
  /** Where what is read of recordings is kept for the next check. */
  readonly kept?: KeptStore;
  readonly seed: number;
  /** `round`: where records are replayed, not only read. */
  readonly progress?: (pipeline: string, done: number, total: number, round?: Round) => void;
  /** Called whenever processes are at work, which this one waits for. */
  readonly begun?: () => void;
  /** Ends the processes when nobody wants the answer any more; its reason is thrown. */
  readonly signal?: AbortSignal;
  /** Processes that were started before it was known what is to be replayed. */
  readonly ahead?: HeadStart;
  /** What was compiled for questions before this one, about the same files: kept by who asks several. */
  readonly proven?: Set<string>;
  /** Of a file by its path: how much of it is there, where it may still be on its way. */
  readonly arrivalOf?: ArrivalOf;
  /** Where replays beside each other take turns. */
  readonly turn?: Turn;
  /** What steps may use outside the lock; nothing where it is not said. */
  readonly outside?: Surroundings;
  /** Whoever replays on other machines. */
  readonly workers?: Workers;
}

/** Evidence of each replay, in their order. Throws ArtifactError, RecordingError, and the signal's reason. */
export async function replayAll(asked: readonly PlannedReplay[], options: ReplayOptions): Promise<Evidence[]> {
  if (asked.length === 0) return [];
  try {
    return await replayOnce(asked, options);
  } catch (error) {
    if (!(error instanceof KindsUnfit)) throw error;
    return replayOnce(asked, { ...options, kept: undefined });
  }
}

async function replayOnce(asked: readonly PlannedReplay[], given: ReplayOptions): Promise<Evidence[]> {
  given.signal?.throwIfAborted();
  const options = { ...given, jobs: await jobsFor(asked, given.jobs) };
  const plans = asked.map(({ plan }) => (options.single ? { ...plan, isSingle: true } : plan));
  await using broker = brokerFor(plans, options);
  const replays = await countTables(asked, { ...options, broker });
  const all = replays.flatMap(({ files, related }) => [...files, ...filesOf(related)]);
  const whole = roomFor(plans, all);
  await using instead = await inPlace(plans, replays, { ...options, broker, room: whole });
  // Native code is for reading files, of which none may be left to read.
  const isUnread = whole.lock.addons && instead.left.length === 0 && replays.every(({ related }) => !related);
  const ahead = options.ahead?.take(isUnread ? roomFor(plans, []) : whole);
  if (!ahead) options.ahead?.giveUp();
  const hands = (await options.workers?.hands()) ?? 0;
  const poolOptions = {
    ...{ plans, jobs: options.jobs, budget: whole.budget, broker, turn: options.turn },
    // What stands for files is little, and may take no more than one process.
    isLazy: hands > 0 || instead.left.length === 0,
    atOnce: await processesAtOnce(all, options.jobs),
  };
  await using pool = new ReplayPool({
    ...poolOptions,
    lock: ahead?.lock ?? whole.lock,
    started: ahead?.processes ?? instead.started,
  });
  await using others = new AsyncDisposableStack();
  const reading = (): ReplayPool => others.use(new ReplayPool({ ...poolOptions, lock: whole.lock }));
  const stop = (): void => {
    void pool[Symbol.asyncDispose]();
    void others.disposeAsync();
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    // Nobody is told of an end that came before they listened.
    options.signal?.throwIfAborted();
    const read = ahead ? replays.map((replay) => readFrom(replay, ahead)) : replays;
    const runner = hands > 0 ? spread(pool, plans, read, options) : pool;
    const evidence = await replayEach(runner, read, {
      ...options,
      hands,
      arrivalOf: ahead ? arrivalsFrom(replays, ahead, options) : options.arrivalOf,
      instead: instead.files,
      reading: isUnread && ahead ? reading : () => runner,
    });
    await broker?.settle();
    return evidence;
  } catch (error) {
    // A pool whose processes were ended complains about that; why they were is what counts.
    options.signal?.throwIfAborted();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
}

function spread(
  pool: ReplayPool,
  plans: readonly Plan[],
  replays: readonly PlannedReplay[],
  { workers, turn, signal }: ReplayOptions,
): SpreadRunner | ReplayPool {
  if (!workers) return pool;
  return new SpreadRunner(pool, { workers, plans, files: replays.map(({ files }) => files), turn, signal });
}

/** How many processes there should be, of at most so many. */
async function jobsFor(replays: readonly PlannedReplay[], most: number): Promise<number> {
  const files = replays.flatMap((replay) => [...replay.files, ...filesOf(replay.related)]);
  return (await isLittle(files)) ? 1 : most;
}

/** Undefined where nothing outside is needed. */
function brokerFor(plans: readonly Plan[], { outside = NOTHING_OUTSIDE }: ReplayOptions): Broker | undefined {
  return plans.some(({ steps }) => steps.some(isOutside)) ? openBroker(plans, outside) : undefined;
}

interface EachOptions extends ReplayOptions {
  /** How many shards others replay at once. */
  readonly hands: number;
  /** Of each replay, what stands for its files. */
  readonly instead: readonly (KeptFiles | undefined)[];
  /** Who can read them all the same. */
  readonly reading: () => TaskRunner;
}

async function replayEach(
  runner: FactRunner,
  replays: readonly PlannedReplay[],
  options: EachOptions,
): Promise<Evidence[]> {
  const all: Replayed[] = [];
  for (const [index, { plan, files: recording, related, next, whole }] of replays.entries()) {
    const busiest = (): string | undefined => plan.steps[runner.busiest?.(index) ?? -1]?.path;
    const facts = await takeFacts(runner, index, plan, recording, { ...options, related });
    const replayed = await runPlan(runner, index, plan, recording, {
      jobs: options.jobs,
      hands: options.hands,
      full: options.full,
      whole: whole ?? false,
      maxRecords: options.maxRecords,
      seed: options.seed,
      next,
      arrivalOf: options.arrivalOf,
      kept: options.instead[index],
      begun: options.begun,
      progress: (done, total, share) => options.progress?.(plan.pipeline, done, total, { share, busiest }),
    });
    all.push({ ...replayed, unjudged: unjudgedIn(plan, facts) });
  }
  const reading = once(async () => options.reading());
  // What explains comes after all that judges, so that it can depend on how long that took.
  for (const [index, { files: recording, further }] of replays.entries()) {
    const replayed = all[index];
    if (!replayed) continue;
    const { window, evidence } = replayed;
    const passOptions = { jobs: options.jobs, hands: options.hands, window, recorded: evidence.recorded };
    await further?.(replayed, async (pass, absorb) => {
      // Something may stand for files that are still on their way.
      for (const { path } of recording) await untilWhole(options.arrivalOf?.(path));
      await runPass(await reading(), index, pass, recording, passOptions, absorb);
    });
  }
  return all.map(({ evidence }) => evidence);
}

/** The replay of the same files, where processes that were started ahead may read them. */
function readFrom(replay: PlannedReplay, { pathOf }: Started): PlannedReplay {
  const placed = (files: readonly RecordingFile[]) => files.map((file) => ({ ...file, path: pathOf(file.path) }));
  const related = replay.related && new Map([...replay.related].map(([name, files]) => [name, placed(files)]));
  return { ...replay, files: placed(replay.files), ...(related && { related }) };
}

function filesOf(related: PlannedReplay['related']): RecordingFile[] {
  return [...(related?.values() ?? [])].flat();
}

/** Arrivals by the paths that processes started ahead read. */
function arrivalsFrom(
  replays: readonly PlannedReplay[],
  { pathOf }: Started,
  { arrivalOf }: ReplayOptions,
): ArrivalOf | undefined {
  if (!arrivalOf) return undefined;
  const all = replays.flatMap(({ files, related }) => [...files, ...filesOf(related)]);
  const paths = new Map(all.map(({ path }) => [pathOf(path), path]));
  return (path) => arrivalOf(paths.get(path) ?? path);
}
