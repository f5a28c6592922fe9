/**
 * Reads JSON Lines: one record a line. A plain file is cut into byte ranges, each holding the lines that start in it;
 * a compressed one can't be entered in the middle and is cut into stripes.
 */
import { BatchBuilder } from '../../batch.ts';
import { readBytes, unreadable } from '../../bytes.ts';
import { refuseDisguised, refuseOtherText } from '../../disguised.ts';
import { openForRanges } from '../../ranges.ts';
import type { Batch, Reader, ReadOptions, RecordFilter, RecordingFile, Shard } from '../../reader.ts';
import { sizeOf } from '../../size.ts';
import { stripes } from '../../stripes.ts';
import { LineParser } from './lines.ts';
import { Outline } from './outline.ts';

export const reader: Reader = {
  async shards(file, count) {
    return file.compression === 'none' ? byteRanges(file, await sizeOf(file), count) : stripes(file, count);
  },
  read(shard, accepts, options) {
    return shard.file.compression === 'none' ? readRange(shard, accepts, options) : readStripe(shard, accepts, options);
  },
};

function byteRanges(file: RecordingFile, bytes: number, count: number): Shard[] {
  const step = Math.max(1, Math.ceil(bytes / count));
  return Array.from({ length: Math.ceil(bytes / step) }, (_, index) => ({
    file,
    start: index * step,
    end: Math.min(bytes, (index + 1) * step),
    stripe: { index: 0, of: 1 },
  }));
}

function* readRange(
  shard: Shard,
  accepts: RecordFilter,
  { waiting, consumed, screen, verbatim, everything }: ReadOptions = {},
): Generator<Batch> {
  const { file, start, end } = shard;
  const batch = new BatchBuilder(shard.stripe, accepts);
  using opened = openForRanges(file, waiting);
  const first = start === 0 ? 0 : firstLineFrom(start);
  const parser = new LineParser(batch, {
    position: first,
    end,
    countLines: first === 0,
    screen,
    isEverything: everything !== undefined && shard.stripe.of === 1,
    outline: outlineOf(verbatim),
  });
  for (let at = first; !parser.isDone; ) {
    const chunk = opened.readAt(at);
    if (chunk.length === 0) {
      // It was longer when it was cut.
      if (at < Math.max(end, file.size ?? 0)) throw unreadable(file, new Error(`it ends at byte ${at}`));
      break;
    }
    // The last line goes on behind the end.
    consumed?.(Math.min(end, at + chunk.length) - start);
    if (at === 0) refuseDisguised(file, chunk);
    yield* parser.push(at === 0 ? withoutMark(file, chunk) : chunk);
    at += chunk.length;
  }
  parser.finish();
  if (!batch.isEmpty) yield batch.take();

  /** Where the first line starts at `from` or later. */
  function firstLineFrom(from: number): number {
    for (let at = from - 1; at < end; ) {
      const chunk = opened.readAt(at);
      if (chunk.length === 0) break;
      const newline = chunk.indexOf(0x0a);
      if (newline !== -1) return at + newline + 1;
      at += chunk.length;
    }
    return end;
  }
}

async function* readStripe(
  shard: Shard,
  accepts: RecordFilter,
  { consumed, screen, verbatim, everything }: ReadOptions = {},
): AsyncGenerator<Batch> {
  const batch = new BatchBuilder(shard.stripe, accepts);
  const parser = new LineParser(batch, {
    position: 0,
    end: shard.end,
    countLines: true,
    screen,
    isEverything: everything !== undefined && shard.stripe.of === 1,
    outline: outlineOf(verbatim),
  });
  let isFirst = true;
  for await (const chunk of readBytes(shard.file, consumed)) {
    yield* parser.push(isFirst ? withoutMark(shard.file, chunk) : chunk);
    isFirst = false;
  }
  parser.finish();
  if (!batch.isEmpty) yield batch.take();
}

function outlineOf(verbatim: ReadOptions['verbatim']): Outline | undefined {
  return verbatim && new Outline(verbatim);
}

/** A byte order mark becomes three blanks, so that the positions after it stay what they are. */
function withoutMark(file: RecordingFile, chunk: Buffer): Buffer {
  refuseOtherText(file, chunk);
  const isMarked = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
  return isMarked ? chunk.fill(0x20, 0, 3) : chunk;
}
