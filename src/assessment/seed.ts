/** What a replay that stops early goes by, where nobody says: the same for whoever asks the same. */
import { createHash } from 'node:crypto';
import type { Snapshot } from '../repository/snapshot.ts';

/** Orders the records; the same for the same two revisions. From 0 to 2³² − 1. */
export function seedOf(base: Snapshot, head: Snapshot): number {
  const revisions = [base, head].flatMap(({ revision, elsewhere = [] }) => [
    revision,
    ...elsewhere.map((other) => other.revision),
  ]);
  return createHash('sha256').update(revisions.join(' ')).digest().readUInt32BE();
}
