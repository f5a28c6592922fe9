/**
 * Reads from the end of a Parquet file how it is parted. Whoever cuts files needs no more, and DuckDB, which tells it as well, takes
 * 50 MB and a fifth of a second to load.
 */
import { open } from 'node:fs/promises';
import { NoThrift, ThriftWalk } from './thrift.ts';

/** `FileMetaData` and `RowGroup` of https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const [FILE_ROWS, FILE_GROUPS, GROUP_ROWS] = [3, 4, 3];
const [I64, LIST] = [6, 9];
const MAGIC = 'PAR1';
/** Four bytes with the length of what stands before them, then the magic. */
const TAIL_BYTES = 8;
/** Longer ones are DuckDB's to read, in a process that has a limit. */
const LONGEST = 64_000_000;

/** Rows of each group, in the file's order; undefined where it is not understood: another reader says why. Throws where there is no reading. */
export async function groupsInFooter(path: string): Promise<number[] | undefined> {
  const footer = await footerOf(path);
  return footer && groupsOf(footer);
}

/** A file's `FileMetaData`, as it is written; undefined where there is none. Throws where there is no reading. */
export async function footerOf(path: string): Promise<Buffer | undefined> {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  const tail = await bytesAt(Math.max(0, size - TAIL_BYTES), Math.min(size, TAIL_BYTES));
  if (tail.length < TAIL_BYTES || tail.toString('latin1', 4) !== MAGIC) return undefined;
  const length = tail.readUInt32LE(0);
  if (length > LONGEST || length > size - TAIL_BYTES - MAGIC.length) return undefined;
  return bytesAt(size - TAIL_BYTES - length, length);

  async function bytesAt(position: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  }
}

/** Of a file's `FileMetaData`. */
function groupsOf(footer: Uint8Array): number[] | undefined {
  const walk = new ThriftWalk(footer);
  const groups: number[] = [];
  let rows: number | undefined;
  let own: number | undefined;
  const takeGroup = (field: number, type: number): boolean => {
    if (field !== GROUP_ROWS || type !== I64) return false;
    own = walk.integer();
    return true;
  };
  try {
    walk.struct((field, type) => {
      if (field === FILE_ROWS && type === I64) rows = walk.integer();
      else if (field === FILE_GROUPS && type === LIST)
        walk.structs(takeGroup, () => {
          groups.push(own ?? Number.NaN);
          own = undefined;
        });
      else return false;
      return true;
    });
  } catch (error) {
    if (error instanceof NoThrift) return undefined;
    throw error;
  }
  const isWhole = groups.every((group) => group >= 0) && groups.reduce((sum, group) => sum + group, 0) === rows;
  return isWhole ? groups : undefined;
}
