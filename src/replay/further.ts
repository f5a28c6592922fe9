/** Sends a further pass over the records that were replayed, in the processes that replayed them. */
import type { RecordingFile, Shard } from '../recordings/reader.ts';
import type { Window } from './order.ts';
import type { Pass, PassParts } from './passes.ts';
import { cut } from './run.ts';
import type { TaskRunner } from './runner.ts';
import { beginnings } from './slices/beginnings.ts';

export interface PassOptions {
  readonly jobs: number;
  /** See `RunOptions.hands`. */
  readonly hands?: number;
  /** The records that were replayed. */
  readonly window: Window;
  /** Records of the whole recording. */
  readonly recorded: number;
}

/** Runs a pass over the whole window. Parts come in whatever order the shards end. */
export async function runPass(
  runner: TaskRunner,
  plan: number,
  pass: Pass,
  files: readonly RecordingFile[],
  { jobs, hands, window, recorded }: PassOptions,
  absorb: (parts: PassParts) => void,
): Promise<void> {
  const shards = await shardsFor(pass, files, jobs, hands);
  let passed = 0;
  await runner.run(
    shards.map((shard) => ({ plan, shard, window, pass })),
    {
      left(records) {
        passed += records;
      },
      done: () => passed / recorded,
      evidence() {},
      passed: absorb,
    },
  );
}

/** What needs no record, or the first ones, is not asked of every shard. */
async function shardsFor(
  { kind }: Pass,
  files: readonly RecordingFile[],
  jobs: number,
  hands: number | undefined,
): Promise<Shard[]> {
  if (kind === 'survey') return beginnings(files);
  const shards = await cut(files, { jobs, hands });
  return kind === 'probe' ? shards.slice(0, 1) : shards;
}
