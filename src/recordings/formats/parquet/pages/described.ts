/** The leaves of a file as `../chunks.ts` describes them, without DuckDB. */
import type { Leaf } from '../chunks.ts';
import type { PagedFile } from './paged-file.ts';

export function describedLeaves({ leaves, groups }: PagedFile): Leaf[] {
  return leaves.map(({ index, path }) => {
    let found: Leaf = { path: path.join(', '), isFull: groups.length > 0, packed: 0, unpacked: 0, at: 0, rows: 0 };
    for (const { rows, chunks } of groups) {
      const chunk = chunks[index];
      if (!chunk) continue;
      const { packed, unpacked, dataAt, nulls } = chunk;
      const isFull = found.isFull && nulls === 0;
      found =
        unpacked > found.unpacked ? { ...found, packed, unpacked, at: dataAt, rows, isFull } : { ...found, isFull };
    }
    return found;
  });
}
