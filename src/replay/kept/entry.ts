/** How a file's kinds of records lie in the store: those of each of its shards, and how many records these hold. */
import type { ShardKinds } from '../../recordings/reader.ts';

/** Four bytes with the length of a description, which is JSON, then what it describes. */
const LENGTH_BYTES = 4;

interface Description {
  readonly shards: readonly { readonly bytes: number; readonly records: number }[];
}

/** No shards: it is known that it is not worth it. */
export function packEntry(shards: readonly ShardKinds[]): Uint8Array {
  const description: Description = {
    shards: shards.map(({ bytes, records }) => ({ bytes: bytes.length, records })),
  };
  const text = Buffer.from(JSON.stringify(description));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, ...shards.map(({ bytes }) => bytes)]);
}

/** Of bytes that `packEntry` has made: the store has seen to that. */
export function unpackEntry(entry: Buffer): ShardKinds[] {
  let at = LENGTH_BYTES + entry.readUInt32BE();
  const { shards } = JSON.parse(entry.toString('utf8', LENGTH_BYTES, at)) as Description;
  return shards.map(({ bytes, records }) => {
    const from = at;
    at += bytes;
    return { bytes: entry.subarray(from, at), records };
  });
}
