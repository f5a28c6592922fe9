/**
 * Recorded messages in Avro against avsc alone, which decodes the same bytes to values of its own. Each side runs in this process, on one
 * thread, in turn; what is timed is processor time. Messages in Protobuf are decoded by their step: a row of `engines`.
 */
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import avsc from 'avsc';
import type { RecordingConfig } from '../../src/config/config.ts';
import { readerOf } from '../../src/recordings/read.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { resolveFiles } from '../../src/recordings/resolve.ts';
import type { Benchmark, Result, Setting } from '../benchmark.ts';
import { payments } from '../engine-row.ts';
import { paymentAvro } from '../fixtures/payment-avro.ts';
import { storageAt } from '../fixtures/storage-at.ts';
import { count, megabytes, rate } from '../words.ts';

const RECORDS = 300_000;
const CODECS = ['null', 'deflate'] as const;
/** Of the bare library, at least. */
const CONTAINER = 0.3;
const SCHEMA_ID = 7;

const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
const type = avsc.Type.forSchema(paymentAvro as unknown as avsc.Schema);

export const payloads: Benchmark = {
  name: 'payloads',
  async run(setting) {
    const results: Result[] = [];
    for (const codec of CODECS) results.push(await container(codec, setting));
    results.push(await wireFormat(setting));
    return results;
  },
};

/** Object container files: read as records of JSON. */
async function container(codec: (typeof CODECS)[number], { directory, scale, repeats }: Setting): Promise<Result> {
  const path = join(directory, `payments-${codec}.avro`);
  const records = RECORDS * scale;
  const encoder = avsc.createFileEncoder(path, type, { codec });
  for (const payment of payments(records)) if (!encoder.write(payment)) await once(encoder, 'drain');
  encoder.end();
  await once(encoder, 'finish');
  const file: RecordingFile = { path, name: path, index: 0, format: 'avro', compression: 'none' };
  const best = await inTurn(repeats, records, { bare: () => decodeAll(path), ours: () => readAll([file]) });
  return {
    name: `${count(records)} records of an Avro file, ${codec === 'null' ? 'not packed' : codec}, ${megabytes(statSync(path).size)}`,
    ours: rate(records, best.ours),
    comparedWith: `${rate(records, best.bare)} with avsc's own decoder of files`,
    ...{ ratio: best.bare / best.ours, target: `≥ ${CONTAINER}`, met: best.bare / best.ours >= CONTAINER },
    limitedBy: 'objects of avsc become JSON, and each record has a position',
  };
}

/** Confluent's wire format in lines of JSON: decoded once and laid down, then read as often as it is replayed. */
async function wireFormat({ directory, scale, repeats }: Setting): Promise<Result> {
  const records = RECORDS * scale;
  const header = Buffer.from([0, 0, 0, 0, SCHEMA_ID]);
  const lines = payments(records).map((payment) => {
    const value = Buffer.concat([header, type.toBuffer(payment)]).toString('base64');
    return `${JSON.stringify({ value })}\n`;
  });
  const path = join(directory, 'wire.jsonl');
  writeFileSync(path, lines.join(''));
  writeFileSync(join(directory, 'payment.avsc'), JSON.stringify(paymentAvro));
  let turn = 0;
  let files: readonly RecordingFile[] = [];
  const best = await inTurn(repeats, records, {
    bare: async () => decodeLines(path),
    ours: async () => {
      turn += 1;
      files = await resolved(directory, join(directory, `kept-${turn}`));
      return readAll(files);
    },
    again: () => readAll(files),
  });
  return {
    name: `${count(records)} messages of Avro in Confluent's wire format, ${megabytes(statSync(path).size)}`,
    ours: `${rate(records, best.ours)}; ${(best.bare / best.again).toFixed(2)} once they are decoded`,
    comparedWith: `${rate(records, best.bare)} with JSON.parse and avsc`,
    ratio: best.bare / best.ours,
    limitedBy: 'what is decoded is written down as JSON and read again',
  };
}

/** The least processor time of each side, in seconds. Each says how many records it saw. */
async function inTurn<Sides extends Readonly<Record<string, () => Promise<number>>>>(
  repeats: number,
  records: number,
  sides: Sides,
): Promise<{ [Side in keyof Sides]: number }> {
  const best = new Map<string, number>();
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const [name, side] of Object.entries(sides)) {
      const began = processorSeconds();
      const seen = await side();
      if (seen !== records) throw new Error(`${name} saw ${seen} of ${records} records`);
      best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, processorSeconds() - began));
    }
  }
  return Object.fromEntries(best) as { [Side in keyof Sides]: number };
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function decodeAll(path: string): Promise<number> {
  let records = 0;
  const decoder = avsc.createFileDecoder(path);
  decoder.on('data', () => {
    records += 1;
  });
  await once(decoder, 'end');
  return records;
}

function decodeLines(path: string): number {
  let records = 0;
  for (const line of readFileSync(path, 'latin1').split('\n')) {
    if (line === '') continue;
    const { value } = JSON.parse(line) as { value: string };
    type.fromBuffer(Buffer.from(value, 'base64').subarray(5));
    records += 1;
  }
  return records;
}

async function readAll(files: readonly RecordingFile[]): Promise<number> {
  let records = 0;
  for (const file of files) {
    const reader = readerOf(file);
    for (const shard of await reader.shards(file, 1))
      for await (const batch of reader.read(shard, () => true)) records += batch.records.length;
  }
  return records;
}

function resolved(directory: string, kept: string): Promise<RecordingFile[]> {
  const avro = { ids: { [SCHEMA_ID]: 'payment.avsc' } };
  const config: RecordingConfig = { name: 'wire', files: 'wire.jsonl', input: '/value', avro, range };
  return resolveFiles(config, storageAt(directory, kept));
}
