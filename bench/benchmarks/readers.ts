/**
 * Readers of what serving stacks write against the least that any reader of it must do: parsing its lines as JSON. Each side
 * runs in this process, on one thread; what is timed is processor time.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingConfig } from '../../src/config/config.ts';
import { envelopeFor } from '../../src/recordings/envelopes/registry.ts';
import { readerOf } from '../../src/recordings/read.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { resolveFiles } from '../../src/recordings/resolve.ts';
import type { Benchmark, Result, Setting } from '../benchmark.ts';
import { LOGS, writeLogs } from '../fixtures/logs.ts';
import { storageAt } from '../fixtures/storage-at.ts';
import { count, megabytes, seconds } from '../words.ts';

const BYTES = 40_000_000;

export const readers: Benchmark = {
  name: 'readers',
  async run(setting) {
    const results: Result[] = [];
    for (const envelope of Object.keys(LOGS)) results.push(await compare(envelope, setting));
    return results;
  },
};

async function compare(envelope: string, { directory, scale, repeats }: Setting): Promise<Result> {
  const path = join(directory, `${envelope}.jsonl`);
  const calls = writeLogs(path, envelope, BYTES * scale);
  const best = { parse: Number.POSITIVE_INFINITY, make: Number.POSITIVE_INFINITY, read: Number.POSITIVE_INFINITY };
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const began = processorSeconds();
    parseLines(path);
    const parsed = processorSeconds();
    const files = await filesOf(envelope, directory, join(directory, `${envelope}-${repeat}`));
    const made = processorSeconds();
    const records = await readAll(files);
    const read = processorSeconds();
    if (records !== calls) throw new Error(`${envelope}: ${records} of ${calls} records were read`);
    best.parse = Math.min(best.parse, parsed - began);
    best.make = Math.min(best.make, made - parsed);
    best.read = Math.min(best.read, read - made);
  }
  const isJoined = envelopeFor(envelope)?.open?.holds === 'halves';
  const ratio = best.parse / (best.make + best.read);
  const again = isJoined ? `; ${(best.parse / best.read).toFixed(2)} once they are joined` : '';
  const target = envelope === 'native' ? 0.8 : 0.5;
  return {
    name: `${count(calls)} records of ${envelope}, ${megabytes(statSync(path).size)}, records/s`,
    ours: `${seconds(best.make + best.read)} of processor time${again}`,
    comparedWith: `${seconds(best.parse)} to JSON.parse its lines`,
    ...{ ratio, target: `≥ ${target}`, met: ratio >= target },
    limitedBy: isJoined ? 'what is joined is written down and read again' : 'JSON.parse of the bodies in it',
  };
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function parseLines(path: string): void {
  const text = readFileSync(path, 'latin1');
  let at = 0;
  for (let stop = text.indexOf('\n'); stop !== -1; stop = text.indexOf('\n', at)) {
    JSON.parse(text.slice(at, stop));
    at = stop + 1;
  }
}

function filesOf(envelope: string, directory: string, kept: string): Promise<RecordingFile[]> {
  const config: RecordingConfig = {
    ...{ name: envelope, files: `${envelope}.jsonl`, format: envelope, input: '/input' },
    range: { line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
  return resolveFiles(config, storageAt(directory, kept));
}

async function readAll(files: readonly RecordingFile[]): Promise<number> {
  let records = 0;
  for (const file of files) {
    const reader = readerOf(file);
    for (const shard of await reader.shards(file, 1)) {
      for await (const batch of reader.read(shard, () => true)) records += batch.records.length;
    }
  }
  return records;
}
