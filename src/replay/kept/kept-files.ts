/** What stands for files of a recording, in place of them. */
import type { ShardKinds } from '../../recordings/reader.ts';

/** By their places among the recording's files; what is not there has to be read. */
export type KeptFiles = ReadonlyMap<number, readonly ShardKinds[]>;
