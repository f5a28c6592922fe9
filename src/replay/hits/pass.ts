/** A pass that counts, for versions of a pipeline's artifacts, the records that end otherwise than at base. */
import { equal } from '../../document/equal.ts';
import { compileRead } from '../../document/pointer.ts';
import type { Shard } from '../../recordings/reader.ts';
import { compileMixtures, type Mixtures } from '../attribution/versions.ts';
import type { Compiling, Runnable } from '../compile.ts';
import { windowFilter } from '../order.ts';
import { openShard, runGroups, type ShardObserver } from '../records.ts';
import type { RunnableStep } from '../runnable-step.ts';
import { BASE, startTrack, type Track, trackOf } from '../track.ts';
import { whole } from '../written.ts';

export interface HitsPass extends Mixtures {
  readonly kind: 'hits';
  readonly id: string;
  /** Run the first so many steps; what comes after does not count. */
  readonly steps: number;
  /** Share of the records to look at, drawn by `seed`. */
  readonly rate: number;
  readonly seed: number;
  /** Pointer to who has sent a document; undefined where nobody asks. */
  readonly client?: string;
}

export interface HitsParts {
  readonly kind: 'hits';
  /** Records that were looked at. */
  readonly of: number;
  /** By mixture, how many of them have another outcome or another document than at base. */
  readonly records: readonly number[];
  /** By mixture, the same by client; undefined where nobody asks, or for more clients than are told. */
  readonly clients: readonly ClientCounts[] | undefined;
}

export type ClientCounts = ReadonlyMap<string, number>;

/** Clients that are told apart: more of them are no clients, but numbers of requests. */
export const MOST_CLIENTS = 1_000;

export type ReadyHits = (shard: Shard, observer: ShardObserver) => Promise<HitsParts>;

/** Throws ArtifactError where a version does not compile. */
export async function prepareHits(pass: HitsPass, runnable: Runnable, compiling: Compiling): Promise<ReadyHits> {
  const steps = (await compileMixtures(pass, runnable, compiling)).slice(0, pass.steps);
  return (shard, observer) => countHits(pass, runnable, steps, shard, observer);
}

async function countHits(
  { mixtures, rate, seed, client }: HitsPass,
  runnable: Runnable,
  steps: readonly RunnableStep[],
  shard: Shard,
  observer: ShardObserver,
): Promise<HitsParts> {
  const want = windowFilter({ seed, from: 0, to: rate }, shard.file.index);
  const variants = [...mixtures.keys()];
  const records = variants.map(() => 0);
  const read = client === undefined ? undefined : compileRead(client);
  const clients = variants.map(() => new Map<string, number>());
  let of = 0;
  for await (const { tracks } of openShard(runnable, shard, want, observer)) {
    // A record that lacks what a step needs has ended before it began.
    const started = tracks.filter(({ end }) => !end);
    const mixed = started.map(({ request, position }) => startTrack(request, position, variants));
    await runGroups(steps, mixed, observer);
    of += mixed.length;
    for (const track of mixed) {
      if (!track.parted) continue;
      const base = trackOf(track, BASE);
      const name = read?.(track.request.input);
      for (const variant of variants) {
        if (!differs(base, trackOf(track, variant))) continue;
        records[variant] = (records[variant] ?? 0) + 1;
        if (typeof name === 'string') add(clients[variant], name);
      }
    }
  }
  const isTold = read !== undefined && clients.every(({ size }) => size <= MOST_CLIENTS);
  return { kind: 'hits', of, records, clients: isTold ? clients : undefined };
}

/** One more than can be told is kept, which says that there are too many. */
function add(counts: Map<string, number> | undefined, name: string): void {
  if (!counts || (counts.size > MOST_CLIENTS && !counts.has(name))) return;
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function differs(base: Track, other: Track): boolean {
  if (base === other) return false;
  // A record that base refuses as well is no more refused for want of a property.
  if (base.end && other.end) return other.end.outcome !== 'unreplayable' && base.end.outcome !== other.end.outcome;
  if (base.end || other.end) return true;
  return !equal(whole(base.document), whole(other.document));
}
