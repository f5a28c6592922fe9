/**
 * Recorded messages that share a key with an earlier one, of edits that ask for keys to be unique: no message by itself tells,
 * so all of them are read once more.
 */
import { createHash } from 'node:crypto';
import type { Artifact, Edit, Engine } from '../../artifacts/engine.ts';
import { isObject } from '../../document/is-object.ts';
import { compileRead } from '../../document/pointer.ts';
import type { Hit } from '../../explain/hits/find-hits.ts';
import { readerOf } from '../../recordings/read.ts';
import type { RecordingFile } from '../../recordings/reader.ts';

/** Keys that are remembered, of all edits together: some hundred bytes each. More are not counted. */
const MOST_KEYS = 2_000_000;

/** By index of the edit; none where there are more keys than are remembered. Throws RecordingError. */
export async function duplicatesIn(
  files: readonly RecordingFile[],
  input: string,
  base: Artifact,
  head: Artifact,
  engine: Engine,
  edits: readonly Edit[],
): Promise<ReadonlyMap<number, Hit>> {
  const counted = edits.flatMap((edit, index) => {
    const key = edit.acrossRecords && engine.keyAsked?.(base, head, edit);
    return key ? [{ index, key, seen: new Set<string>(), records: 0 }] : [];
  });
  if (counted.length === 0) return new Map();
  const read = compileRead(input);
  let of = 0;
  for (const file of files) {
    const reader = readerOf(file);
    for (const shard of await reader.shards(file, 1)) {
      for await (const { records } of reader.read(shard, () => true)) {
        of += records.length;
        for (const record of records) for (const one of counted) note(one, read(record));
        if (counted.reduce((sum, { seen }) => sum + seen.size, 0) > MOST_KEYS) return new Map();
      }
    }
  }
  return new Map(counted.map(({ index, records }) => [index, { records, of, share: of === 0 ? 0 : records / of }]));
}

interface Counted {
  /** Of each column the names that a message may have it under. */
  readonly key: readonly (readonly string[])[];
  readonly seen: Set<string>;
  records: number;
}

/** Databases take a key with a null in it for unlike all others. */
function note(counted: Counted, message: unknown): void {
  if (!isObject(message)) return;
  const values = counted.key.map((names) => {
    const name = names.find((one) => Object.hasOwn(message, one));
    return name === undefined ? undefined : message[name];
  });
  if (values.some((value) => value === undefined || value === null)) return;
  const text = JSON.stringify(values, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  const short = text.length > 64 ? createHash('sha256').update(text).digest('base64') : text;
  if (counted.seen.has(short)) counted.records += 1;
  else counted.seen.add(short);
}
