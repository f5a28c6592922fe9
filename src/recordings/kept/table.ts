/**
 * The records of a shard, each kind of them once: what a replay that reads no more of them than it says can take in place of the
 * file. Made and read in replay processes alone; whoever keeps one keeps bytes.
 */
import type { Malformed } from '../reader.ts';
import type { Span } from '../screen/counts.ts';

/** By kind: all but `malformed` are in the same order. */
export interface Kinds {
  /** What is read of its first record. */
  readonly records: readonly unknown[];
  /** Where that stands in the file. */
  readonly positions: readonly number[];
  /** How many there are. */
  readonly times: readonly number[];
  /** When they were, by the way in which it was written; none where they do not say. */
  readonly spans: readonly (readonly Span[])[];
  /** By week, how many; none where weeks are not told apart. */
  readonly weeks: readonly (readonly WeekTimes[])[];
  readonly malformed: readonly Malformed[];
  /** Where it was asked for, so that some of the records can be taken: each record. */
  readonly each?: EachRecord;
}

/** Of each record, in any order. */
export interface EachRecord {
  /** The number of its kind. */
  readonly kinds: Uint32Array;
  /** How far behind the one before it stands. */
  readonly steps: Int32Array;
  /** ISO 8601, one behind the other as Latin-1, and how long each is: 0 where it has none. */
  readonly times: Uint8Array;
  readonly lengths: Uint8Array;
}

export type WeekTimes = readonly [week: number, times: number];

/** A large one takes a second to pack at the usual level and is hardly smaller. */
const LEVEL = 1;

/** Keeps what JSON would not: integers of many digits, the sign of zero. */
export function packKinds(kinds: Kinds): Uint8Array {
  const { serialize } = process.getBuiltinModule('node:v8');
  const { zstdCompressSync, constants } = process.getBuiltinModule('node:zlib');
  return zstdCompressSync(serialize(kinds), { params: { [constants.ZSTD_c_compressionLevel]: LEVEL } });
}

/** Of bytes that `packKinds` has made: whoever kept them has seen to that. */
export function unpackKinds(bytes: Uint8Array): Kinds {
  const { deserialize } = process.getBuiltinModule('node:v8');
  const { zstdDecompressSync } = process.getBuiltinModule('node:zlib');
  return deserialize(zstdDecompressSync(bytes)) as Kinds;
}
