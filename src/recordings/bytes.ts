/** The bytes of a recording's file, unpacked, chunk by chunk in constant memory; and the lines that positions fall on. */
import { createReadStream, type ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import type { Gunzip, ZstdDecompress } from 'node:zlib';
import { RecordingError } from '../errors.ts';
import { compressionNow, packings } from './compression.ts';
import { refuseDisguised } from './disguised.ts';
import type { RecordingFile } from './reader.ts';
import { endsInMagic } from './zstd-end.ts';

/** Large enough to make system calls rare, small enough to stay in the processor's cache: measured best of 64 kB to 4 MB. */
export const chunkBytes = 256 * 1024;

/**
 * Throws a RecordingError where the file can't be read or unpacked to its end. A chunk is the caller's to keep.
 * @param consumed hears before each chunk how many bytes of the file, as it lies there, have been used up
 */
export async function* readBytes(
  file: RecordingFile,
  consumed: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  const source = createReadStream(file.path, { highWaterMark: chunkBytes });
  const unpacker = file.compression === 'none' ? undefined : packings[file.compression].unpack(chunkBytes);
  // Errors of either stream reach the loop below; the callback only keeps them from being thrown a second time.
  const stream: ReadStream | Gunzip | ZstdDecompress = unpacker ? pipeline(source, unpacker, () => {}) : source;
  try {
    let bytes = 0;
    for await (const chunk of stream) {
      bytes += chunk.length;
      consumed(unpacker?.bytesWritten ?? bytes);
      if (bytes === chunk.length) refuseDisguised(file, chunk);
      yield chunk;
    }
    if (unpacker) await refuseLeftovers(file, unpacker.bytesWritten);
  } catch (cause) {
    throw unreadable(file, cause);
  } finally {
    source.destroy();
    stream.destroy();
  }
}

/** What to throw when reading the file failed with `cause`; a RecordingError stays as it is. */
export function unreadable(file: RecordingFile, cause: unknown): RecordingError {
  if (cause instanceof RecordingError) return cause;
  if (isNotPacked(cause)) {
    const message = `it is read as ${file.compression}, and does not begin like that`;
    const is = compressionNow(file.path);
    if (is === file.compression) {
      const message = `something behind its first ${is} data is not ${is} data`;
      return new RecordingError([{ file: file.name, message, expected: `${is} data to its end` }], { cause });
    }
    const found = is === undefined || is === 'none' ? 'nothing that is packed' : is;
    const expected = `compression: ${is ?? 'none'} in weir.yml, or a name that says how it is packed`;
    return new RecordingError([{ file: file.name, message, found, expected }], { cause });
  }
  return new RecordingError([{ file: file.name, message: reason(file, cause) }], { cause });
}

/** Its first bytes, or those behind something that was unpacked, are none of what unpacks it. */
function isNotPacked(cause: unknown): boolean {
  if (!(cause instanceof Error && 'code' in cause)) return false;
  return cause.code === 'ZSTD_error_prefix_unknown' || cause.message === 'incorrect header check';
}

/** Line of a position (its byte offset in the unpacked file), from 1. */
export async function lineOf(file: RecordingFile, position: number): Promise<number> {
  const [line] = await linesOf(file, [position]);
  return line ?? 1;
}

/** Lines of positions in ascending order, found in one pass over the file. */
export async function linesOf(file: RecordingFile, positions: readonly number[]): Promise<number[]> {
  const lines: number[] = [];
  let line = 1;
  let offset = 0;
  if (positions.length === 0) return lines;
  for await (const chunk of readBytes(file)) {
    let from = 0;
    for (
      let next = positions[lines.length];
      next !== undefined && next < offset + chunk.length;
      next = positions[lines.length]
    ) {
      line += countNewlines(chunk, from, next - offset);
      from = Math.max(from, next - offset);
      lines.push(line);
    }
    if (lines.length === positions.length) return lines;
    line += countNewlines(chunk, from, chunk.length);
    offset += chunk.length;
  }
  while (lines.length < positions.length) lines.push(line);
  return lines;
}

export function countNewlines(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a, from); at !== -1 && at < to; at = bytes.indexOf(0x0a, at + 1)) count++;
  return count;
}

/**
 * Node's zstd stops in silence at bytes that start no frame, and its gzip at a zero; records behind them would be lost
 * unnoticed. Zeros to the end are what tapes and block devices fill up with, and gzip itself takes.
 */
async function refuseLeftovers(file: RecordingFile, unpacked: number): Promise<void> {
  const { size } = await stat(file.path);
  if (unpacked >= size) {
    // Nor does it miss the rest of a frame of which there are three bytes or fewer.
    if (file.compression !== 'zstd' || !(await endsInMagic(file.path, size))) return;
    throw new RecordingError([{ file: file.name, message: cutOff('zstd') }]);
  }
  if (file.compression === 'gzip' && (await isZero(file.path, unpacked))) return;
  const message = `what follows byte ${unpacked} is not ${file.compression} data`;
  throw new RecordingError([{ file: file.name, message, expected: `${file.compression} data to its end` }]);
}

async function isZero(path: string, start: number): Promise<boolean> {
  for await (const chunk of createReadStream(path, { start }))
    if (chunk.some((byte: number) => byte !== 0)) return false;
  return true;
}

function cutOff(compression: string): string {
  return `the ${compression} data ends too early: the file is cut off`;
}

function reason(file: RecordingFile, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const text = cause instanceof Error ? cause.message : String(cause);
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
    case 'ERR_ACCESS_DENIED':
      return 'the file may not be read';
    case 'EISDIR':
      return 'a directory stands in place of the file';
    case 'Z_BUF_ERROR':
      return cutOff(file.compression);
  }
  if (code.startsWith('Z_') || code.startsWith('ZSTD_')) return `the ${file.compression} data is damaged: ${text}`;
  return `cannot be read: ${text}`;
}
