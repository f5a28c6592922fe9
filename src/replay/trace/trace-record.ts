/** Follows one record of a recording through a plan, in a locked-in process like any replay. `tracePipelines` asks. */

import type { Surroundings } from '../../artifacts/outside.ts';
import { formatFor } from '../../recordings/formats/registry.ts';
import { readerOf } from '../../recordings/read.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { takeFacts } from '../across/take-facts.ts';
import { openBroker } from '../broker/broker.ts';
import { EVERYTHING } from '../order.ts';
import type { PassParts } from '../passes.ts';
import type { Plan } from '../plan.ts';
import { ReplayPool } from '../pool.ts';
import { roomFor } from '../room.ts';
import type { TraceParts } from './pass.ts';

/** `line` is known of text that has a record a line, and where a reader counted. */
export type Traced = { readonly file: string; readonly line?: number } & NonNullable<TraceParts['found']>;

interface TraceMeans {
  readonly outside: Surroundings;
  /** Files of the plan's related recordings, by their names. */
  readonly related?: ReadonlyMap<string, readonly RecordingFile[]>;
}

/**
 * The record, or how many there are where there are fewer.
 *
 * @param record from 1, over all files in their order
 */
export async function traceRecord(
  plan: Plan,
  files: readonly RecordingFile[],
  record: number,
  { outside, related = new Map() }: TraceMeans,
): Promise<Traced | number> {
  await using broker = openBroker([plan], outside);
  const room = roomFor([plan], [...files, ...[...related.values()].flat()]);
  await using pool = new ReplayPool({ plans: [plan], jobs: 1, ...room, broker });
  await takeFacts(pool, 0, plan, files, { jobs: 1, related });
  let before = 0;
  for (const file of files) {
    for (const shard of await readerOf(file).shards(file, 1)) {
      const parts: TraceParts[] = [];
      const pass = { kind: 'trace', id: `trace ${record - before}`, record: record - before } as const;
      await pool.run([{ plan: 0, shard, window: EVERYTHING, pass }], {
        left() {},
        evidence() {},
        passed: (passed: PassParts) => void (passed.kind === 'trace' && parts.push(passed)),
      });
      const [{ found, records } = { records: 0 }] = parts;
      if (found) {
        await broker.settle();
        const line = await formatFor(file.format).lineOf?.(file, found.position);
        return { file: file.name, ...(line !== undefined && { line }), ...found };
      }
      before += records;
    }
  }
  return before;
}
