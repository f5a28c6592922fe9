/** What is sent to another machine so that it can replay shards there, and what comes back. All of it is plain data. */
import { stat } from 'node:fs/promises';
import type { RecordingFile } from '../../recordings/reader.ts';
import { type Facts, NO_FACTS } from '../across/fact.ts';
import type { Task } from '../messages.ts';
import type { Plan } from '../plan.ts';
import type { Finished } from '../process.ts';

/** What all shards of a plan have in common, whichever of its rounds they are of. */
export interface Setting {
  readonly plan: Plan;
  readonly facts: Facts;
  /** Of the recording, without where they lie here. */
  readonly files: readonly RecordingFile[];
}

/** What became of a task. */
export type Done =
  | { readonly type: 'done'; readonly finished: Finished; readonly records: number; readonly bytes?: number }
  /** Whoever asked has to do it: why, for the log. */
  | { readonly type: 'back'; readonly why: string };

export async function settingOf(
  plan: Plan,
  facts: Facts | undefined,
  files: readonly RecordingFile[],
): Promise<Setting> {
  return { plan, facts: facts ?? NO_FACTS, files: await Promise.all(files.map(unplaced)) };
}

/** A task as it travels: of the only plan there is, in a file that everybody has elsewhere. */
export function travelling({ shard, ...task }: Task): Task {
  return { ...task, plan: 0, shard: { ...shard, file: { ...shard.file, path: '' } } };
}

async function unplaced(file: RecordingFile): Promise<RecordingFile> {
  return { ...file, path: '', size: file.size ?? (await stat(file.path)).size };
}

/**
 * Whether another machine can lay the same content down by itself: the storage tells its version, and it is the recording's own
 * file. What was made of others here, or counted in a warehouse, stays here.
 */
export function canTravel({ identity, sources, counted, count }: RecordingFile): boolean {
  return identity !== undefined && !sources && !counted && !count;
}
