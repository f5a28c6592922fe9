/** A pass that takes the keys of all records at one step: whoever asked puts those of all shards together. */
import type { AcrossRecords } from '../../artifacts/engine.ts';
import { rawPointers } from '../../recordings/labels/raw-pointers.ts';
import type { Shard } from '../../recordings/reader.ts';
import { compileRecord } from '../../recordings/record.ts';
import { columnsOf } from '../columns.ts';
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
  /** The shards are another recording's, whose records are looked at as they were recorded. */
  readonly from?: string;
}

export interface AcrossParts {
  readonly kind: 'across';
  readonly file: number;
  /** How many there are, told or not. */
  readonly keys: number;
  readonly taken: readonly Taken[];
  /** Records of another recording that cannot be read. */
  readonly malformed: number;
}

export interface Taken {
  readonly source: Source;
  readonly id: string;
  readonly own: Places;
  /** Where own keys have to be among those that are offered. */
  readonly offered?: Places;
  /** The recording that offers them; the same one where absent. */
  readonly from?: string;
}

/** Takes the keys of a shard. */
export async function takeKeys(
  { step, isShared, part, most, from }: AcrossPass,
  runnable: Runnable,
  shard: Shard,
  observer: ShardObserver,
): Promise<AcrossParts> {
  const steps = from === undefined ? runnable.steps.slice(0, step + 1) : [];
  const takers = takersOf(runnable, step, isShared).filter(({ ask }) => from === undefined || ask.from === from);
  let [keys, malformed] = [0, 0];
  const want = windowFilter(EVERYTHING, shard.file.index);
  for await (const batch of openShard(from === undefined ? runnable : readAs(runnable, from), shard, want, observer)) {
    const { tracks } = batch;
    await runGroups(steps, tracks, observer);
    for (const track of tracks)
      for (const taker of takers)
        keys += keys > most ? 0 : (from === undefined ? take : takeOffered)(taker, track, part);
    malformed += from === undefined ? 0 : batch.malformed.length;
    if (keys > most) return { kind: 'across', file: shard.file.index, keys, taken: [], malformed };
  }
  return {
    ...{ kind: 'across', file: shard.file.index, keys, malformed },
    taken: takers.map(({ source, ask, own, offered }) => ({
      ...{ source, id: ask.id, own: own.places() },
      ...(ask.offered && { offered: offered.places() }),
      ...(ask.from !== undefined && { from: ask.from }),
    })),
  };
}

/** Reads records of another recording as weir.yml says of that. */
function readAs(runnable: Runnable, name: string): Runnable {
  const recording = runnable.plan.related?.find((one) => one.name === name);
  if (!recording) throw new Error(`the plan reads no recording ${name}`);
  return { ...runnable, toRequest: compileRecord(recording), columns: columnsOf(rawPointers(recording)), redacted: [] };
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
  const [key, among] = [ask.own(document), ask.from === undefined ? ask.offered?.(document) : undefined];
  const isOwn = key !== undefined && own.add(key, track.position, part);
  const isOffered = among !== undefined && offered.add(among, track.position, part);
  return (isOwn ? 1 : 0) + (isOffered ? 1 : 0);
}

/** How many keys another recording's record offers. */
function takeOffered({ ask, offered }: Taker, track: Track, part: Part): number {
  const key = ask.offered?.(track.document);
  return key !== undefined && offered.add(key, track.position, part) ? 1 : 0;
}
