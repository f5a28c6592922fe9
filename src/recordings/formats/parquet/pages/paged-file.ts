/** A Parquet file as this reader sees it, before it reads a page. */
import type { RecordingFile } from '../../../reader.ts';
import { footerOf } from '../footer.ts';
import { NoThrift, ThriftWalk } from '../thrift.ts';
import { type Metadata, type RowGroup, readMetadata } from './metadata.ts';
import { NotUnderstood } from './not-understood.ts';
import { type Leaf, type Node, schemaTree } from './schema.ts';
import { isCodec } from './unpack.ts';
import { isEncoding } from './values.ts';

export interface PagedFile {
  readonly file: RecordingFile;
  readonly columns: readonly Node[];
  readonly leaves: readonly Leaf[];
  readonly groups: readonly RowGroup[];
}

/** Undefined where it is not understood: DuckDB reads it, or says what is wrong. */
export async function pagedFile(file: RecordingFile): Promise<PagedFile | undefined> {
  const footer = await footerOf(file.path).catch(() => undefined);
  if (!footer) return undefined;
  return understood(() => {
    const { schema, groups }: Metadata = readMetadata(new ThriftWalk(footer));
    const { columns, leaves } = schemaTree(schema);
    for (const group of groups) assertWhole(group, leaves);
    return { file, columns, leaves, groups };
  });
}

/** Undefined where something is not understood. */
export function understood<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (isNotUnderstood(error)) return undefined;
    throw error;
  }
}

/** Whatever is nested too deep, or leads beyond what is there, ends with a RangeError. */
export function isNotUnderstood(error: unknown): boolean {
  return error instanceof NotUnderstood || error instanceof NoThrift || error instanceof RangeError;
}

const MOST_LEAVES = 2000;

/** Throws NotUnderstood where a column is of a type, or written in a way, that is not known. */
export function assertReadable({ groups }: PagedFile, leaves: readonly Leaf[]): void {
  if (leaves.length > MOST_LEAVES) throw new NotUnderstood('more columns than code is made for');
  if (leaves.some(({ as }) => as.as === 'unknown')) throw new NotUnderstood('a type of another kind');
  for (const { chunks } of groups) {
    for (const { index } of leaves) {
      const chunk = chunks[index];
      if (!chunk || !isCodec(chunk.codec) || !chunk.encodings.every(isEncoding))
        throw new NotUnderstood('a column of another form');
    }
  }
}

function assertWhole({ rows, chunks }: RowGroup, leaves: readonly Leaf[]): void {
  if (!(rows >= 0) || chunks.length !== leaves.length) throw new NotUnderstood('a row group that is not whole');
  for (const leaf of leaves) {
    const chunk = chunks[leaf.index];
    const isOwn = chunk?.type === leaf.physical && chunk.path.join('\0') === leaf.path.join('\0');
    if (!isOwn || (leaf.rep === 0 && chunk.entries !== rows)) throw new NotUnderstood('columns of another order');
  }
}
