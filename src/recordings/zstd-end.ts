/**
 * Where the last whole frame of zstd data ends, by the sizes that frames and blocks say themselves.
 * https://www.rfc-editor.org/rfc/rfc8878#section-3.1
 */
import { type FileHandle, open } from 'node:fs/promises';

const [FRAME, SKIPPABLE] = [0xfd2fb528, 0x184d2a50];
/** Bytes of the id of a dictionary, and of the size of the content, by their two bits of the header. */
const DICTIONARY = [0, 1, 2, 4];
const CONTENT = [0, 2, 4, 8];
const RLE = 1;

/** Whether the file ends in the first bytes of a frame that goes no further. All before them was unpacked. */
export async function endsInMagic(path: string, size: number): Promise<boolean> {
  await using file = await open(path);
  const last = await bytesAt(file, Math.max(0, size - 3), 3);
  return beginsFrame(last) && (await wholeFrames(file, size)) < size;
}

/** Of the last three bytes, some may be the first of a frame's four. */
function beginsFrame(last: Buffer): boolean {
  return [1, 2, 3].some((length) => {
    const tail = last.subarray(-length);
    const isOf = (magic: number, mask: number): boolean =>
      tail.every((byte, at) => ((byte ^ (magic >>> (8 * at))) & 0xff & ~(at === 0 ? mask : 0)) === 0);
    return isOf(FRAME, 0) || isOf(SKIPPABLE, 0x0f);
  });
}

async function wholeFrames(file: FileHandle, size: number): Promise<number> {
  let at = 0;
  while (size - at >= 4) at = await frameEnd(file, at);
  return at;
}

async function frameEnd(file: FileHandle, start: number): Promise<number> {
  const head = await bytesAt(file, start, 8);
  if ((head.readUInt32LE(0) & ~0x0f) >>> 0 === SKIPPABLE) return start + 8 + head.readUInt32LE(4);
  const described = head[4] ?? 0;
  const isSingle = (described & 0x20) !== 0;
  const sizeBits = described >> 6;
  const content = sizeBits === 0 && isSingle ? 1 : (CONTENT[sizeBits] ?? 0);
  let at = start + 5 + (isSingle ? 0 : 1) + (DICTIONARY[described & 3] ?? 0) + content;
  for (;;) {
    const block = (await bytesAt(file, at, 3)).readUIntLE(0, 3);
    at += 3 + (((block >> 1) & 3) === RLE ? 1 : block >> 3);
    if ((block & 1) !== 0) return at + ((described & 4) !== 0 ? 4 : 0);
  }
}

/** Zeros where the file ends before. */
async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, position);
  return bytes;
}
