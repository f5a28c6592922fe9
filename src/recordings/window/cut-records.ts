/**
 * The records of a window, where only they say when they were: all files are read once for the newest record, and once
 * for those within the window before it, which are kept beside what was fetched until a file is another.
 */
import { createHash } from 'node:crypto';
import { open as openFile } from 'node:fs/promises';
import type { RecordingConfig } from '../../config/config.ts';
import { stringify } from '../../document/stringify.ts';
import { recordLine, unusableLine } from '../envelopes/transcript.ts';
import type { Fail } from '../formats/format.ts';
import { contentsOf } from '../made.ts';
import { ownFiles } from '../own-files.ts';
import { readerOf } from '../read.ts';
import type { Batch, RecordingFile } from '../reader.ts';
import { compileRecord } from '../record.ts';
import type { RecordingStorage } from '../storage/storage.ts';
import { APART_EXPECTED, standsApart } from './apart.ts';
import { instantOf } from './instant.ts';
import { windowLength } from './length.ts';

/** Part of what tells one cut from another: what an older program has cut may be cut otherwise. */
const VERSION = 2;

/** The files themselves where weir.yml asks for no window, or for one that goes by folders. Throws a RecordingError. */
export async function cutRecords(
  files: readonly RecordingFile[],
  config: RecordingConfig,
  storage: RecordingStorage,
  fail: Fail,
): Promise<RecordingFile[]> {
  const { window, partition, time } = config;
  const [first] = files;
  if (window === undefined || partition !== undefined || first === undefined) return [...files];
  if (time === undefined) throw new Error('a window that weir.yml may not have');
  const own = ownFiles(files);
  const contents = [await contentsOf(own), own.map(({ envelope }) => envelope)];
  const path = await storage.keep({
    id: createHash('sha256')
      .update(JSON.stringify([VERSION, { ...config, name: '', range: '' }, contents]))
      .digest('hex'),
    name: 'window.jsonl',
    write: (to) => cut(files, config, window, to, fail),
  });
  const name = own.length === 1 && own[0] ? own[0].name : `${own[0]?.name} and others`;
  return [{ path, name, index: 0, format: 'jsonl', compression: 'none', sources: own }];
}

async function cut(
  files: readonly RecordingFile[],
  config: RecordingConfig,
  window: string,
  to: string,
  fail: Fail,
): Promise<void> {
  const length = windowLength(window);
  const normalize = compileRecord(config);
  let newest = Number.NEGATIVE_INFINITY;
  for await (const [batch] of batchesOf(files)) {
    for (const raw of batch.records) {
      const time = normalize(raw).request?.time;
      if (time !== undefined) newest = Math.max(newest, instantOf(time));
    }
  }
  let before = Number.NEGATIVE_INFINITY;
  let from = newest;
  await using out = await openFile(to, 'wx');
  for await (const [batch, source] of batchesOf(files)) {
    const lines: string[] = [];
    for (const { position, line, message, origin } of batch.malformed) {
      lines.push(unusableLine({ ...(origin ?? { source, position }), line }, message));
    }
    for (const [index, raw] of batch.records.entries()) {
      const place = { source, position: batch.positions[index] ?? 0 };
      const { request } = normalize(raw);
      const time = request?.time;
      // Whether it is of the window nobody knows, and what is wrong with it is said where it is replayed.
      if (!request) lines.push(recordLine(place, stringify(raw)));
      else if (time === undefined)
        lines.push(unusableLine(place, `no time at ${config.time}, by which the window goes`));
      else {
        const instant = instantOf(time);
        if (instant > newest - length) {
          from = Math.min(from, instant);
          lines.push(recordLine(place, stringify(raw)));
        } else before = Math.max(before, instant);
      }
    }
    if (lines.length > 0) await out.appendFile(lines.join(''));
  }
  const apart = standsApart({ before, from, to: newest }, window, length);
  if (apart !== undefined) throw fail({ message: apart, expected: APART_EXPECTED });
}

/** Each with the place of its file among the recording's. */
async function* batchesOf(files: readonly RecordingFile[]): AsyncGenerator<readonly [Batch, number]> {
  for (const [source, file] of files.entries()) {
    const reader = readerOf(file);
    for (const shard of await reader.shards(file, 1)) {
      for await (const batch of reader.read(shard, () => true)) yield [batch, source];
    }
  }
}
