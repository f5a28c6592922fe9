/** Sends a further pass over the records that were replayed, in the processes that replayed them. */
import type { RecordingFile } from '../recordings/reader.ts';
import type { Window } from './order.ts';
import type { Pass, PassParts } from './passes.ts';
import { cut } from './run.ts';
import type { TaskRunner } from './runner.ts';

export interface PassOptions {
  readonly jobs: number;
  /** The records that were replayed. */
  readonly window: Window;
  /** Records passed since the last call. */
  readonly left: (records: number) => void;
}

/** Runs a pass over the whole window. Parts come in whatever order the shards end. */
export async function runPass(
  runner: TaskRunner,
  plan: number,
  pass: Pass,
  files: readonly RecordingFile[],
  { jobs, window, left }: PassOptions,
  absorb: (parts: PassParts) => void,
): Promise<void> {
  const shards = await cut(files, jobs);
  await runner.run(
    // What needs no record is not asked of every shard.
    (pass.kind === 'probe' ? shards.slice(0, 1) : shards).map((shard) => ({ plan, shard, window, pass })),
    { left, evidence() {}, passed: absorb },
  );
}
