/**
 * A pass that answers every record of a shard with what became of it, as a line of JSON. Like a trace it lets values out of
 * their process: for the standard output of who asked.
 */

import { stringify } from '../../document/stringify.ts';
import type { Shard } from '../../recordings/reader.ts';
import type { Runnable } from '../compile.ts';
import { openShard, runGroups, type ShardObserver } from '../records.ts';
import type { Track } from '../track.ts';

export interface EvaluatePass {
  readonly kind: 'evaluate';
  readonly id: string;
}

export interface EvaluateParts {
  readonly kind: 'evaluate';
  readonly answers: readonly Answer[];
}

/** What became of the record that starts there. */
export interface Answer {
  readonly position: number;
  /** JSON, without line breaks; undefined of a record that cannot be read. */
  readonly line?: string;
  /** Why it cannot be read. */
  readonly malformed?: string;
}

export async function evaluateShard(runnable: Runnable, shard: Shard, observer: ShardObserver): Promise<EvaluateParts> {
  const answers: Answer[] = [];
  const read = runnable.readDocument('');
  for await (const { tracks, malformed } of openShard(runnable, shard, () => true, observer)) {
    for (const { position, message } of malformed) answers.push({ position, malformed: message });
    await runGroups(runnable.steps, tracks, observer);
    for (const track of tracks) answers.push({ position: track.position, line: lineOf(track, read(track.document)) });
  }
  return { kind: 'evaluate', answers };
}

function lineOf({ end }: Track, result: unknown): string {
  return stringify(
    end
      ? { outcome: end.outcome, reason: end.reason }
      : { outcome: 'ok', result: result === undefined ? null : result },
  );
}
