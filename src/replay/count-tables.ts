/**
 * Has the rows of tables counted before they are replayed: a locked-in process compiles the plan and says what it reads, and
 * the warehouse, which only this side can ask, counts by that. Nothing of it happens where files are replayed.
 */
import type { RecordingFile } from '../recordings/reader.ts';
import type { Wanted } from '../recordings/screen/wanted.ts';
import { askReads } from './ask-reads.ts';
import type { Broker } from './broker/broker.ts';
import type { Plan } from './plan.ts';
import { ReplayProcess } from './process.ts';
import { roomFor } from './room.ts';

export interface CountOptions {
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly broker?: Pick<Broker, 'ask'>;
}

/** The replays, with files that can be read. Throws ArtifactError, RecordingError, and the signal's reason. */
export async function countTables<T extends { readonly plan: Plan; readonly files: readonly RecordingFile[] }>(
  replays: readonly T[],
  options: CountOptions,
): Promise<readonly T[]> {
  if (!replays.some(({ files }) => files.some(({ count }) => count))) return replays;
  const counted: T[] = [];
  const known = new Map<string, Promise<RecordingFile>>();
  for (const replay of replays) {
    const { plan, files } = replay;
    if (!files.some(({ count }) => count)) {
      counted.push(replay);
      continue;
    }
    const wanted = await readsOfPlan(plan, options);
    const { weeks } = plan.evidence;
    const question = { wanted, zone: weeks && (weeks.zone ?? 'UTC'), seed: options.seed, signal: options.signal };
    const own = files.map((file) => {
      if (!file.count) return file;
      // Pipelines that read the same of a recording share what was counted.
      const key = JSON.stringify([plan.recording.name, file.name, question.zone, wanted]);
      const laid = known.get(key) ?? file.count(question);
      known.set(key, laid);
      return laid;
    });
    counted.push({ ...replay, files: await Promise.all(own) });
  }
  return counted;
}

async function readsOfPlan(plan: Plan, { signal, broker }: CountOptions): Promise<readonly Wanted[] | undefined> {
  signal?.throwIfAborted();
  const { lock, budget } = roomFor([plan], []);
  const process = new ReplayProcess(lock, budget);
  const stop = (): void => process.end();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    process.send({ type: 'plans', plans: [plan] });
    const wanted = await askReads(process, 0, broker);
    signal?.throwIfAborted();
    return wanted;
  } finally {
    signal?.removeEventListener('abort', stop);
    await process.close();
  }
}
