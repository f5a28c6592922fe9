/** Has the kinds of files' records laid down by processes of their own, which see no artifact. */
import { formatFor } from '../../recordings/formats/registry.ts';
import type { RecordingFile, Shard, ShardKinds } from '../../recordings/reader.ts';
import { asTheyCome } from '../as-they-come.ts';
import type { LaidParts } from '../passes.ts';
import type { Turn } from '../pool.ts';
import { ReplayProcess } from '../process.ts';
import { roomFor } from '../room.ts';
import { type ArrivalOf, cut } from '../run.ts';
import type { Left } from '../runner.ts';
import type { Laying } from './laying.ts';

export interface LayMeans {
  /** How many processes there are to share the work. */
  readonly jobs: number;
  readonly left: Left;
  /** Undefined where every file is there. */
  readonly arrivalOf?: ArrivalOf;
  /** Which is left while nothing that is on its way can be read. */
  readonly turn?: Turn;
  readonly signal?: AbortSignal;
}

/** By place among the recording's files; none where it is not worth it. What cannot be read is missing. */
export type LaidFiles = ReadonlyMap<number, readonly ShardKinds[]>;

/** What is laid down of one file is not more than this. */
const MOST_BYTES = 64_000_000;

/** Does not throw for what it cannot read: whoever reads it in the ordinary way finds that out, and says it. Throws the signal's reason. */
export async function layFiles(files: readonly RecordingFile[], laying: Laying, means: LayMeans): Promise<LaidFiles> {
  const { jobs, left, arrivalOf, turn, signal } = means;
  signal?.throwIfAborted();
  const { lock, budget } = roomFor([], files);
  const areArriving = files.some(({ path }) => arrivalOf?.(path));
  const shards = await cut(files, { jobs, areArriving }).catch(() => []);
  const laid = new Map<number, ShardKinds[]>(shards.map(({ file }) => [file.index, []]));
  const [worthless, failed, crowded] = [new Set<number>(), new Set<number>(), new Set<number>()];
  const over = new Map(shards.map(({ file }) => [file.index, Promise.withResolvers<void>()]));
  const processes = Array.from({ length: Math.min(jobs, shards.length) }, () => new ReplayProcess(lock, budget));
  const coming = areArriving ? asTheyCome(shards, ready) : undefined;
  const queue = coming ?? shards.values();
  let busy = 0;
  if (coming) turn?.leave();
  const stop = (): void => {
    for (const process of processes) process.end();
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await Promise.all(processes.map(work));
  } finally {
    signal?.removeEventListener('abort', stop);
    await Promise.all(processes.map((process) => process.close()));
  }
  signal?.throwIfAborted();
  for (const file of failed) laid.delete(file);
  for (const file of worthless) if (!failed.has(file)) laid.set(file, []);
  const large = files.filter(({ index }) => crowded.has(index) && !worthless.has(index) && !failed.has(index));
  if (large.length === 0 || laying.isAlone) return laid;
  // What is left is read by one process, once there is no other.
  const alone = await layFiles(large, { ...laying, isAlone: true }, { ...means, jobs: 1 });
  for (const { index } of large) laid.delete(index);
  return new Map([...laid, ...alone]);

  /** What will not come counts as what cannot be read, and nobody waits for more of what is not worth it. */
  async function ready(shard: Shard): Promise<void> {
    const { path, index, format } = shard.file;
    const arrival = arrivalOf?.(path);
    if (!arrival) return;
    const arrived = formatFor(format).arrived?.(shard, arrival);
    await Promise.race([over.get(index)?.promise, arrived?.catch(() => leaveOut(failed, index))]);
  }

  function leaveOut(why: Set<number>, index: number): void {
    why.add(index);
    over.get(index)?.resolve();
  }

  /** Of files that are there, shards come file by file, so a process has one file under way. */
  async function work(process: ReplayProcess): Promise<void> {
    let current: Shard['file'] | undefined;
    for await (const shard of queue) {
      const { index } = shard.file;
      if (current && current.index !== index) await finish(process, current.index);
      current = shard.file;
      if ([worthless, failed, crowded].some((done) => done.has(index))) continue;
      busy += 1;
      await turn?.take();
      const answer = await ask(process, { type: 'lay', laying, shard }, left);
      busy -= 1;
      if (busy === 0 && coming?.isWaiting) turn?.leave();
      if (!answer) leaveOut(failed, index);
      else if (answer.isCrowded) leaveOut(crowded, index);
      else if (!answer.isWorth) leaveOut(worthless, index);
    }
    if (current) await finish(process, current.index);
  }

  async function finish(process: ReplayProcess, index: number): Promise<void> {
    const answer = await ask(process, { type: 'laid' }, () => {});
    const own = laid.get(index) ?? [];
    if (!answer) leaveOut(failed, index);
    else if (answer.kinds) own.push(answer.kinds);
    if (own.reduce((sum, { bytes }) => sum + bytes.length, 0) > MOST_BYTES) leaveOut(worthless, index);
  }
}

async function ask(
  process: ReplayProcess,
  request: Parameters<ReplayProcess['run']>[0],
  left: Left,
): Promise<LaidParts | undefined> {
  const result = await process.run(request, left).catch(() => undefined);
  return result?.type === 'passed' && result.parts.kind === 'laid' ? result.parts : undefined;
}

/** Whether reading a file takes native code, whose loading takes longer than most else. */
export function needsAddons({ format }: Pick<RecordingFile, 'format'>): boolean {
  return formatFor(format).needs.addons;
}
