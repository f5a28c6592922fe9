/** Runs one shard through the mixtures of a pipeline's edits: all records through base and head, some through the rest. */
import { equal } from '../../document/equal.ts';
import type { Shard } from '../../recordings/reader.ts';
import type { Compiling, Runnable } from '../compile.ts';
import { runFlow, type Track } from '../flow.ts';
import { type Window, wants } from '../order.ts';
import { batchesOf, groups, openTracks, readAll, type ShardObserver } from '../shard.ts';
import { compileLanes, type LaneStep } from './lanes.ts';
import { type Journey, runMixtures } from './mixtures.ts';
import type { BlameParts, BlamePass } from './pass.ts';
import { createQuantities, type Quantities } from './quantities.ts';
import { BlameSum, DIFFERENT, SAME } from './sums.ts';

export type ReadyBlame = (shard: Shard, window: Window, observer: ShardObserver) => Promise<BlameParts>;

/** Throws ArtifactError where a version does not compile. */
export async function prepareBlame(pass: BlamePass, runnable: Runnable, compiling: Compiling): Promise<ReadyBlame> {
  const ready: Ready = {
    pass,
    runnable,
    steps: await compileLanes(pass, runnable, compiling),
    quantities: createQuantities(pass.quantities, runnable),
  };
  return (shard, window, observer) => blameShard(ready, shard, window, observer);
}

interface Ready {
  readonly pass: BlamePass;
  readonly runnable: Runnable;
  readonly steps: readonly LaneStep[];
  readonly quantities: Quantities;
}

async function blameShard(ready: Ready, shard: Shard, window: Window, observer: ShardObserver): Promise<BlameParts> {
  const { runnable, pass } = ready;
  const sum = new BlameSum(pass);
  const choose = chooser(pass, shard);
  const want = wants(window, shard.file.index);
  for await (const batch of batchesOf(runnable, shard, want, observer)) {
    for (const group of groups(openTracks(runnable, batch, shard).tracks, observer.singlyFrom)) {
      await runFlow(runnable.steps, group, observer);
      const chosen: { place: typeof DIFFERENT | typeof SAME; journey: Journey }[] = [];
      for (const track of group) {
        if (track.baseEnd?.outcome === 'unreplayable' || track.headEnd?.outcome === 'unreplayable') continue;
        const place = differs(track, runnable) ? DIFFERENT : SAME;
        sum.count(place);
        if (choose(place, track.position)) chosen.push({ place, journey: startOf(track, pass) });
      }
      await runMixtures(
        ready.steps,
        chosen.map(({ journey }) => journey),
        observer,
      );
      for (const { place, journey } of chosen) {
        sum.sample(place);
        ready.quantities(journey, (quantity, xs) => sum.add(place, quantity, journey.request.weight, xs));
      }
    }
    observer.left(batch.records.length + batch.malformed.length + batch.skipped);
  }
  return sum.export();
}

/** Which records are run through all mixtures: by their place alone, whatever the sharding. */
function chooser({ rates, seed }: BlamePass, shard: Shard): (place: number, position: number) => boolean {
  // Another seed than the replay's own, by which these records may have been drawn already.
  const wanted = rates.map((to) => wants({ seed: seed ^ 0x2545f491, from: 0, to }, shard.file.index));
  return (place, position) => (rates[place] ?? 0) > 0 && (wanted[place]?.(position) ?? false);
}

function startOf({ request, position }: Track, { mixtures }: BlamePass): Journey {
  const start = { document: request.input, end: undefined };
  return { request, position, states: mixtures.map(() => start) };
}

/** In any output, however little: also what is within a tolerance moves a mean. */
function differs({ base, head, baseEnd, headEnd }: Track, { outputPlaces }: Runnable): boolean {
  if (baseEnd || headEnd) return baseEnd?.outcome !== headEnd?.outcome;
  return base !== head && !equal(readAll(outputPlaces, base), readAll(outputPlaces, head));
}
