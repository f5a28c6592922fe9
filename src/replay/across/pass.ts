/** A pass that takes the keys of all records at one step: whoever asked puts those of all shards together. */
import type { AcrossRecords } from '../../artifacts/engine.ts';
import type { Shard } from '../../recordings/reader.ts';
import type { Runnable } from '../compile.ts';
import { EVERYTHING, windowFilter } from '../order.ts';
import { openShard, runGroups, type ShardObserver } from '../records.ts';
import { BASE, HEAD, type Track, trackOf } from '../track.ts';
import { whole } from '../written.ts';
import { has } from './asked.ts';
import type { Source } from './fact.ts';
import { type Part, PlaceList, type Places } from './places.ts';

export interface AcrossPass {
  readonly kind: 'across';
  readonly id: string;
  readonly step: number;
  /** Base's and head's records are the same ones when they leave the step. */
  readonly isShared: boolean;
  /** Of all keys these. */
  readonly part: Part;
  /** Keys that are told at most; of a shard that has more, none. */
  readonly most: number;
}

export interface AcrossParts {
  readonly kind: 'across';
  readonly file: number;
  /** How many there are, told or not. */
  readonly keys: number;
  readonly taken: readonly Taken[];
}

export interface Taken {
  readonly source: Source;
  readonly id: string;
  readonly own: Places;
  /** Where own keys have to be among those that are offered. */
  readonly offered?: Places;
}

/** Takes the keys of a shard. */
export async function takeKeys(
  { step, isShared, part, most }: AcrossPass,
  runnable: Runnable,
  shard: Shard,
  observer: ShardObserver,
): Promise<AcrossParts> {
  const steps = runnable.steps.slice(0, step + 1);
  const takers = takersOf(runnable, step, isShared);
  let keys = 0;
  const want = windowFilter(EVERYTHING, shard.file.index);
  for await (const { tracks } of openShard(runnable, shard, want, observer)) {
    await runGroups(steps, tracks, observer);
    for (const track of tracks) for (const taker of takers) keys += keys > most ? 0 : take(taker, track, part);
    if (keys > most) return { kind: 'across', file: shard.file.index, keys, taken: [] };
  }
  return {
    ...{ kind: 'across', file: shard.file.index, keys },
    taken: takers.map(({ source, ask, own, offered }) => ({
      ...{ source, id: ask.id, own: own.places() },
      ...(ask.offered && { offered: offered.places() }),
    })),
  };
}

interface Taker {
  readonly source: Source;
  readonly variant: number;
  readonly ask: AcrossRecords;
  readonly own: PlaceList;
  readonly offered: PlaceList;
}

function takersOf({ steps }: Runnable, index: number, isShared: boolean): Taker[] {
  const stageOf = (variant: number) => steps[index]?.versions.find(({ variants }) => variants.includes(variant))?.stage;
  const [base, head] = [stageOf(BASE), stageOf(HEAD)];
  const taker = (source: Source, variant: number, ask: AcrossRecords): Taker => ({
    ...{ source, variant, ask, own: new PlaceList(), offered: new PlaceList() },
  });
  const before = (base?.across ?? []).map((ask) => taker('base', BASE, ask));
  if (isShared) return before;
  const asked = head?.across ?? [];
  const added = asked.filter((ask) => !has(base, ask));
  return [...before, ...asked.map((ask) => taker('head', HEAD, ask)), ...added.map((ask) => taker('alone', BASE, ask))];
}

/** How many keys were taken. */
function take({ variant, ask, own, offered }: Taker, record: Track, part: Part): number {
  const track = trackOf(record, variant);
  if (track.end) return 0;
  const document = whole(track.document);
  const [key, among] = [ask.own(document), ask.offered?.(document)];
  const isOwn = key !== undefined && own.add(key, track.position, part);
  const isOffered = among !== undefined && offered.add(among, track.position, part);
  return (isOwn ? 1 : 0) + (isOffered ? 1 : 0);
}
