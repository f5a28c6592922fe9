/** What a replay that stops early goes by, where nobody says: the same for whoever asks the same. */
import { createHash } from 'node:crypto';
import type { Snapshot } from '../repository/snapshot.ts';

/** Orders the records; the same for the same two revisions. From 0 to 2³² − 1. */
export function seedOf(base: Snapshot, head: Snapshot): number {
  return createHash('sha256').update(`${base.revision} ${head.revision}`).digest().readUInt32BE();
}
