/** Reads object container files. A shard is a run of whole blocks; positions are numbers of records. */
import { RecordingError } from '../../../errors.ts';
import { BatchBuilder } from '../../batch.ts';
import type { Batch, Reader, ReadOptions, RecordFilter, RecordingFile, Shard } from '../../reader.ts';
import { type Block, type Container, openContainer } from './container.ts';
import { type Decoder, decoderOf } from './values.ts';

export const reader: Reader = { shards, read };

async function shards(file: RecordingFile, count: number): Promise<Shard[]> {
  using container = openContainer(file);
  const blocks = [...container.blocks()].filter(({ rows }) => rows > 0);
  const last = blocks.at(-1);
  if (!last) return [];
  const total = last.row + last.rows;
  const runs = Map.groupBy(blocks, ({ row, rows }) => Math.floor(((row + rows / 2) / total) * Math.max(1, count)));
  return [...runs.values()].flatMap((run) => {
    const [first, end] = [run[0], run.at(-1)];
    if (!first || !end) return [];
    const hint = String(first.offset);
    return [{ file, start: first.row, end: end.row + end.rows, stripe: { index: 0, of: 1 }, hint }];
  });
}

async function* read(shard: Shard, accepts: RecordFilter, options: ReadOptions = {}): AsyncGenerator<Batch> {
  const { file, start, end, hint } = shard;
  using container = openContainer(file);
  const decoder = await openDecoder(container, file, options.columns);
  const builder = new BatchBuilder({ index: 0, of: 1 }, accepts);
  for (const block of container.blocks(hint === undefined ? undefined : Number(hint), start)) {
    if (block.row >= end) break;
    options.waiting?.();
    for (const _ of await readBlock(container, block, decoder, builder)) yield builder.take();
  }
  if (!builder.isEmpty) yield builder.take();
}

async function openDecoder(container: Container, file: RecordingFile, columns?: readonly string[]): Promise<Decoder> {
  // Loaded where records are read: a replay process, mostly.
  const { default: avsc } = await import('avsc');
  try {
    return decoderOf(avsc, JSON.parse(container.schema), columns);
  } catch (cause) {
    throw new RecordingError([{ file: file.name, message: 'an Avro file whose schema can’t be read' }], { cause });
  }
}

/** Yields whenever a batch is full. */
async function readBlock(
  container: Container,
  block: Block,
  decoder: Decoder,
  builder: BatchBuilder,
): Promise<Iterable<undefined>> {
  const bytes = block.broken === undefined ? await container.open(block).catch(() => undefined) : undefined;
  return bytes ? decodeBlock(bytes, block, decoder, builder) : refuse(block, builder);
}

function* refuse(
  block: Block,
  builder: BatchBuilder,
  from = 0,
  why = block.broken ?? 'a block that can’t be unpacked',
): Generator<undefined> {
  for (let index = from; index < block.rows; index += 1) {
    const position = block.row + index;
    if (builder.takes(position)) builder.reject({ position, message: `${why} (at byte ${block.offset})` });
    if (builder.isFull) yield;
  }
}

function* decodeBlock(
  bytes: Buffer,
  block: Block,
  { decode, toRecord }: Decoder,
  builder: BatchBuilder,
): Generator<undefined> {
  let at = 0;
  for (let index = 0; index < block.rows; index += 1) {
    const position = block.row + index;
    const found = attempt(() => decode(bytes, at));
    // Behind what is no record nothing tells where the next one begins.
    if (!found || found.offset < at)
      return yield* refuse(block, builder, index, 'no record by the schema of the file, in a block');
    const characters = found.offset - at;
    at = found.offset;
    if (builder.takes(position)) builder.add(toRecord(found.value), position, characters);
    if (builder.isFull) yield;
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
