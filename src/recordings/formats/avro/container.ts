/** How an object container file is laid out, https://avro.apache.org/docs/1.12.0/specification/#object-container-files */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { promisify } from 'node:util';
import { RecordingError } from '../../../errors.ts';
import { maxRecordBytes } from '../../batch.ts';
import { unreadable } from '../../bytes.ts';
import { zlib } from '../../compression.ts';
import type { RecordingFile } from '../../reader.ts';

export interface Block {
  /** Byte at which it begins. */
  readonly offset: number;
  /** Records before it in the file. */
  readonly row: number;
  /** Records in it, as it says itself. */
  readonly rows: number;
  readonly data: { readonly start: number; readonly bytes: number };
  /** Why it can't be read; nothing is known of what comes behind it. */
  readonly broken?: string;
}

export interface Container extends Disposable {
  /** JSON. */
  readonly schema: string;
  /** From the byte where one begins on, as many as there are. */
  blocks(offset?: number, row?: number): Iterable<Block>;
  /** Unpacked. Throws where the bytes are not what the codec packs. */
  open(block: Block): Promise<Buffer>;
}

const MAGIC = Buffer.from('Obj\u0001', 'latin1');
const SYNC = 16;
/** Of a block's two numbers. */
const LONGEST_HEAD = 20;
/** Longer ones are none that anybody wrote. */
const LONGEST_HEADER = 64 * 1024 * 1024;
const MOST_ROWS = 10_000_000;

const codecs: Readonly<Record<string, (packed: Buffer) => Promise<Buffer>>> = {
  null: async (packed) => packed,
  deflate: (packed) => unpackedBy(zlib().inflateRaw, packed),
  zstandard: (packed) => unpackedBy(zlib().zstdDecompress, packed),
};

const LONGEST_BLOCK = 4 * maxRecordBytes;

type Unpack = (packed: Buffer, options: object, done: (error: Error | null, unpacked: Buffer) => void) => void;

function unpackedBy(unpack: Unpack, packed: Buffer): Promise<Buffer> {
  return promisify(unpack)(packed, { maxOutputLength: LONGEST_BLOCK });
}

/** Throws RecordingError where the file can't be read, is no such file, or is packed in a way that is not read. */
export function openContainer(file: RecordingFile): Container {
  const descriptor = attempt(() => openSync(file.path, 'r'));
  try {
    const size = attempt(() => fstatSync(descriptor).size);
    const { metadata, sync, end } = readHeader((length) => read(0, Math.min(length, size)), size, fail);
    const codec = metadata.get('avro.codec')?.toString() ?? 'null';
    const unpack = codecs[codec];
    const names = Object.keys(codecs).join(', ');
    if (!unpack) throw fail('an Avro file packed in a way that is not read', `avro.codec ${codec}`, `one of ${names}`);
    return {
      schema: metadata.get('avro.schema')?.toString() ?? '',
      blocks: (offset = end, row = 0) => walk(offset, row, size, sync),
      open: ({ data }) => unpack(read(data.start, data.bytes)),
      [Symbol.dispose]: () => closeSync(descriptor),
    };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }

  function* walk(from: number, first: number, size: number, sync: Buffer): Generator<Block> {
    let [offset, row] = [from, first];
    while (offset < size) {
      const block = blockAt(offset, row, size, sync);
      yield block;
      if (block.broken !== undefined) return;
      row += block.rows;
      offset = block.data.start + block.data.bytes + SYNC;
    }
  }

  function blockAt(offset: number, row: number, size: number, sync: Buffer): Block {
    const head = new Cursor(read(offset, Math.min(LONGEST_HEAD, size - offset)));
    const [rows, bytes] = [head.long(), head.long()];
    const start = offset + head.at;
    const isSane = rows !== undefined && bytes !== undefined && rows >= 0 && bytes >= 0 && rows <= MOST_ROWS;
    if (!isSane)
      return {
        offset,
        row,
        rows: 1,
        data: { start, bytes: 0 },
        broken: 'a block that does not say how many records it holds',
      };
    const block = { offset, row, rows, data: { start, bytes } };
    if (start + bytes + SYNC > size) return { ...block, broken: 'a block that is cut short' };
    if (!read(start + bytes, SYNC).equals(sync))
      return { ...block, broken: 'a block that does not end with the mark of its file' };
    return block;
  }

  function read(position: number, length: number): Buffer {
    const buffer = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const bytes = attempt(() => readSync(descriptor, buffer, done, length - done, position + done));
      if (bytes === 0) break;
      done += bytes;
    }
    return buffer.subarray(0, done);
  }

  function attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      throw unreadable(file, cause);
    }
  }

  function fail(message: string, found?: string, expected?: string): RecordingError {
    return new RecordingError([{ file: file.name, message, found, expected }]);
  }
}

interface Header {
  readonly metadata: ReadonlyMap<string, Buffer>;
  readonly sync: Buffer;
  /** Where the first block begins. */
  readonly end: number;
}

function readHeader(
  begin: (length: number) => Buffer,
  size: number,
  fail: (message: string, found?: string, expected?: string) => RecordingError,
): Header {
  const expected = 'an Avro object container file; another kind of file needs its format in weir.yml';
  for (let length = 64 * 1024; ; length *= 8) {
    const bytes = begin(length);
    if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw fail('no Avro file', undefined, expected);
    const header = parseHeader(bytes);
    if (header) return header;
    if (length >= size || length > LONGEST_HEADER)
      throw fail('an Avro file whose header is cut short', undefined, expected);
  }
}

/** Undefined where there are too few bytes. */
function parseHeader(bytes: Buffer): Header | undefined {
  const cursor = new Cursor(bytes, MAGIC.length);
  const metadata = new Map<string, Buffer>();
  for (;;) {
    const count = cursor.long();
    if (count === undefined) return undefined;
    if (count === 0) break;
    // A negative count says that the block's size in bytes follows.
    if (count < 0) cursor.long();
    for (let left = Math.abs(count); left > 0; left -= 1) {
      const [key, value] = [cursor.bytes(), cursor.bytes()];
      if (!key || !value) return undefined;
      metadata.set(key.toString(), value);
    }
  }
  const sync = cursor.take(SYNC);
  return sync && { metadata, sync: Buffer.from(sync), end: cursor.at };
}

/** Numbers as Avro writes them: zigzag, seven bits a byte. */
class Cursor {
  readonly #buffer: Buffer;
  at: number;

  constructor(buffer: Buffer, at = 0) {
    this.#buffer = buffer;
    this.at = at;
  }

  /** Undefined where the bytes end, and where it is beyond what a double counts. */
  long(): number | undefined {
    let [value, factor] = [0, 1];
    for (let index = 0; index < 10; index += 1) {
      const byte = this.#buffer[this.at];
      if (byte === undefined) return undefined;
      this.at += 1;
      value += (byte & 0x7f) * factor;
      factor *= 128;
      if (byte < 128) return Number.isSafeInteger(value) ? (value % 2 === 0 ? value / 2 : -(value + 1) / 2) : undefined;
    }
    return undefined;
  }

  bytes(): Buffer | undefined {
    const length = this.long();
    return length === undefined || length < 0 ? undefined : this.take(length);
  }

  take(length: number): Buffer | undefined {
    if (this.at + length > this.#buffer.length) return undefined;
    this.at += length;
    return this.#buffer.subarray(this.at - length, this.at);
  }
}
