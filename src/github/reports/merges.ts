/** What was merged into the default branch, as GitHub has it, with the checks that judged it. */

import type { ReadableRepository } from './access.ts';
import type { Shelves } from './archive.ts';
import type { CheckRecord } from './record.ts';

export interface Merge {
  readonly number: number;
  readonly title: string;
  /** ISO 8601. */
  readonly at: string;
  /** Undefined where no check of it is kept. */
  readonly record: CheckRecord | undefined;
}

/** The hundred that were touched last, oldest merge first; only those merged at `since` (ISO 8601) or later, where it is given. */
export async function mergesOf(
  archive: Pick<Shelves, 'record'>,
  { pulls, id, defaultBranch }: Pick<ReadableRepository, 'pulls' | 'id' | 'defaultBranch'>,
  since = '',
): Promise<Merge[]> {
  const closed = await pulls.lastClosed(defaultBranch, AbortSignal.timeout(10_000));
  const merges = closed.flatMap(async ({ number, title, mergedAt: at, head, mergeCommit: merged }) => {
    if (at === undefined || at < since) return [];
    return [{ number, title, at, record: await recordOf(archive, id, number, head, merged) }];
  });
  return (await Promise.all(merges)).flat().toSorted((a, b) => a.at.localeCompare(b.at) || a.number - b.number);
}

/** A merge queue's own check comes first: it saw the change where it went, and the branch then points to its head. */
async function recordOf(
  archive: Pick<Shelves, 'record'>,
  repository: number,
  pull: number,
  head: string,
  merged: string | undefined,
): Promise<CheckRecord | undefined> {
  const queued = merged === undefined ? undefined : await archive.record(repository, { pull: undefined, head: merged });
  return queued ?? (await archive.record(repository, { pull, head }));
}
