/** What is taken in place of the recordings of several replays, before the processes that replay them know what they may read. */
import { formatFor } from '../../recordings/formats/registry.ts';
import type { KeptStore } from '../../recordings/kept/store.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { treeOf, type Wanted } from '../../recordings/screen/wanted.ts';
import { sizeOf } from '../../recordings/size.ts';
import { askReads } from '../ask-reads.ts';
import type { Broker } from '../broker/broker.ts';
import { Expected } from '../expected.ts';
import type { HeadStart } from '../head-start.ts';
import type { Plan } from '../plan.ts';
import type { Turn } from '../pool.ts';
import { ReplayProcess } from '../process.ts';
import { type Room, roomFor } from '../room.ts';
import type { ArrivalOf } from '../run.ts';
import type { KeptFiles } from './kept-files.ts';
import { keptKinds } from './kept-kinds.ts';
import { needsAddons } from './lay-files.ts';

export interface InPlaceOptions {
  readonly kept?: KeptStore;
  readonly jobs: number;
  readonly full: boolean;
  readonly maxRecords?: number;
  readonly ahead?: HeadStart;
  readonly arrivalOf?: ArrivalOf;
  readonly broker?: Pick<Broker, 'ask'>;
  readonly turn?: Turn;
  readonly signal?: AbortSignal;
  readonly progress?: (pipeline: string, done: number, total: number) => void;
  /** For processes that run the plans and read all files. */
  readonly room: Room;
}

export interface InPlace extends AsyncDisposable {
  /** Of each replay; undefined where nothing is. */
  readonly files: readonly (KeptFiles | undefined)[];
  /** Those that have nothing in their place. */
  readonly left: readonly RecordingFile[];
  /** Processes for the room that was given, which have compiled the plans. */
  readonly started: readonly ReplayProcess[];
}

interface Recorded {
  readonly files: readonly RecordingFile[];
}

/** Throws ArtifactError, and the signal's reason. */
export async function inPlace(
  plans: readonly Plan[],
  replays: readonly Recorded[],
  options: InPlaceOptions,
): Promise<InPlace> {
  const { kept: store, jobs, full, maxRecords, ahead, arrivalOf, broker, turn, signal, progress } = options;
  const ofEach = !full || maxRecords !== undefined;
  const all = replays.flatMap(({ files }) => files);
  const nothing = { files: [], left: all, started: [], async [Symbol.asyncDispose]() {} };
  if (!store || !replays.some((replay, index) => mayBeKept(plans[index], replay, options))) return nothing;
  await using resources = new AsyncDisposableStack();
  const isAhead = ahead?.serves(roomFor(plans, [])) ?? false;
  const own = isAhead ? [] : [new ReplayProcess(options.room.lock, options.room.budget)];
  for (const process of own) resources.defer(() => process.close());
  const process = own[0] ?? ahead?.first;
  if (!process) return nothing;
  const stop = (): void => process.end();
  signal?.addEventListener('abort', stop, { once: true });
  resources.defer(() => signal?.removeEventListener('abort', stop));
  process.send({ type: 'plans', plans });
  const reads: (readonly Wanted[] | undefined)[] = [];
  for (const [index, replay] of replays.entries()) {
    if (!mayBeKept(plans[index], replay, options)) continue;
    reads[index] = await askReads(process, index, broker);
    signal?.throwIfAborted();
  }
  // Whoever loads native code holds as much memory again, and starting another process then takes less than that.
  const makeRoom = (files: readonly RecordingFile[]): void => {
    if (!files.some(needsAddons)) return;
    if (isAhead) ahead?.giveUp();
    for (const process of own) process.end();
  };
  const found: (KeptFiles | undefined)[] = [];
  for (const [index, replay] of replays.entries()) {
    const plan = plans[index];
    const wanted = reads[index];
    if (!plan || !wanted || !treeOf(wanted)) continue;
    let expected = new Expected(0, 0, 0);
    const left = (records: number, bytes?: number): void => {
      expected.left(records, bytes);
      progress?.(plan.pipeline, expected.done, expected.total);
    };
    const laying = async (files: readonly RecordingFile[]): Promise<void> => {
      expected = new Expected(0, 0, await bytesTold(files));
      makeRoom(files);
    };
    const means = { ...{ store, jobs, ofEach, laying, left, signal }, arrivalOf, turn };
    found[index] = await keptKinds(plan, replay.files, wanted, means);
  }
  const kept = resources.move();
  return {
    files: found,
    left: replays.flatMap(({ files }, index) => files.filter((file) => !found[index]?.has(file.index))),
    started: own,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Of files whose readers say how many of them are used up. */
async function bytesTold(files: readonly RecordingFile[]): Promise<number> {
  const told = files.filter(({ format }) => formatFor(format).counter !== undefined);
  const sizes = await Promise.all(told.map((file) => sizeOf(file).catch(() => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Of what is on its way, where it is known what will have come. */
function mayBeKept(plan: Plan | undefined, { files }: Recorded, { arrivalOf }: InPlaceOptions): boolean {
  if (!plan || plan.isSingle) return false;
  if (files.some(({ counted }) => counted)) return false;
  return files.some(({ path, version }) => version !== undefined || arrivalOf?.(path) === undefined);
}
