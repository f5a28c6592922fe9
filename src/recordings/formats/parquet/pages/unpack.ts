/** Unpacks what a page holds, by the codecs that Node has and Snappy. */
import { pipeline, Readable } from 'node:stream';
import { zlib } from '../../../compression.ts';
import { NotUnderstood } from './not-understood.ts';
import { unpackSnappy } from './snappy.ts';
import type { Window } from './window.ts';

/** `CompressionCodec`. */
const [UNCOMPRESSED, SNAPPY, GZIP, BROTLI, ZSTD] = [0, 1, 2, 4, 6];
/** Larger pages are not held packed as well. */
const AT_ONCE = 4_000_000;

/** Functions of zlib. */
const packings = new Map([
  [GZIP, { atOnce: 'gunzipSync', stream: 'createGunzip' }],
  [BROTLI, { atOnce: 'brotliDecompressSync', stream: 'createBrotliDecompress' }],
  [ZSTD, { atOnce: 'zstdDecompressSync', stream: 'createZstdDecompress' }],
] as const);

export function isCodec(codec: number): boolean {
  return codec === UNCOMPRESSED || codec === SNAPPY || packings.has(codec);
}

/** Unpacks the window's next `packed` bytes into `unpacked` ones. Throws NotUnderstood, or zlib's errors. */
export function unpack(
  window: Window,
  codec: number,
  packed: number,
  into: Buffer,
  unpacked: number,
): Promise<void> | undefined {
  window.enter(packed);
  const packing = packings.get(codec);
  if (codec === SNAPPY) unpackSnappy(window, into, unpacked);
  else if (!packing) {
    if (packed !== unpacked) throw new NotUnderstood('a page of another length than it says');
    window.readInto(into, unpacked);
  } else if (packed > AT_ONCE || unpacked > AT_ONCE) {
    // Errors of either stream reach the loop that reads; the callback only keeps them from being thrown a second time.
    return copied(
      pipeline(Readable.from(piecesOf(window)), zlib()[packing.stream](), () => {}),
      into,
      unpacked,
    );
  } else {
    const bytes = Buffer.allocUnsafe(packed);
    window.readInto(bytes, packed);
    // A page without values may be empty.
    const found = unpacked === 0 ? Buffer.alloc(0) : zlib()[packing.atOnce](bytes, { maxOutputLength: unpacked });
    if (found.length !== unpacked) throw new NotUnderstood('a page of another length than it says');
    found.copy(into);
  }
  return undefined;
}

function* piecesOf(window: Window): Generator<Buffer> {
  do {
    // The window's bytes are overwritten while these are on their way.
    if (window.end > window.at) yield Buffer.from(window.bytes.subarray(window.at, window.end));
    window.at = window.end;
  } while (window.more());
}

async function copied(chunks: AsyncIterable<Buffer>, into: Buffer, unpacked: number): Promise<void> {
  let at = 0;
  for await (const chunk of chunks) {
    if (at + chunk.length > unpacked) throw new NotUnderstood('a page of another length than it says');
    chunk.copy(into, at);
    at += chunk.length;
  }
  if (at !== unpacked) throw new NotUnderstood('a page of another length than it says');
}
