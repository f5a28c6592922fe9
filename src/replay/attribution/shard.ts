/** Runs one shard through the mixtures of a pipeline's edits: all records through base and head, some through the rest. */
import { equal } from '../../document/equal.ts';
import type { Shard } from '../../recordings/reader.ts';
import type { Compiling, Runnable } from '../compile.ts';
import { readAll } from '../contribution.ts';
import { type Window, windowFilter } from '../order.ts';
import { openShard, runGroups, type ShardObserver } from '../records.ts';
import type { RunnableStep } from '../runnable-step.ts';
import { HEAD, startTrack, type Track, trackOf } from '../track.ts';
import type { AttributionParts, AttributionPass } from './pass.ts';
import { createQuantities, type Quantities } from './quantities.ts';
import { AttributionSum, DIFFERENT, SAME } from './sums.ts';
import { compileMixtures } from './versions.ts';

export type ReadyAttribution = (shard: Shard, window: Window, observer: ShardObserver) => Promise<AttributionParts>;

/** Throws ArtifactError where a version does not compile. */
export async function prepareAttribution(
  pass: AttributionPass,
  runnable: Runnable,
  compiling: Compiling,
): Promise<ReadyAttribution> {
  const ready: Ready = {
    pass,
    runnable,
    steps: await compileMixtures(pass, runnable, compiling),
    quantities: createQuantities(pass, runnable),
  };
  return (shard, window, observer) => attributeShard(ready, shard, window, observer);
}

interface Ready {
  readonly pass: AttributionPass;
  readonly runnable: Runnable;
  /** With a variant for each mixture. */
  readonly steps: readonly RunnableStep[];
  readonly quantities: Quantities;
}

async function attributeShard(
  ready: Ready,
  shard: Shard,
  window: Window,
  observer: ShardObserver,
): Promise<AttributionParts> {
  const { runnable, pass, steps, quantities } = ready;
  const sum = new AttributionSum(pass);
  const choose = chooser(pass, shard);
  const mixtures = [...pass.mixtures.keys()];
  for await (const { tracks } of openShard(runnable, shard, windowFilter(window, shard.file.index), observer)) {
    await runGroups(runnable.steps, tracks, observer);
    const chosen: { place: typeof DIFFERENT | typeof SAME; track: Track }[] = [];
    for (const track of tracks) {
      const head = trackOf(track, HEAD);
      if (track.end?.outcome === 'unreplayable' || head.end?.outcome === 'unreplayable') continue;
      const place = differs(track, head, runnable) ? DIFFERENT : SAME;
      sum.count(place);
      const { request, position } = track;
      if (choose(place, position)) chosen.push({ place, track: startTrack(request, position, mixtures) });
    }
    await runGroups(
      steps,
      chosen.map(({ track }) => track),
      observer,
    );
    for (const { place, track } of chosen) {
      sum.sample(place);
      quantities(track, (quantity, xs) => sum.add(place, quantity, track.request.weight, xs));
    }
  }
  return sum.export();
}

/** Which records are run through all mixtures: by their place alone, whatever the sharding. */
function chooser({ rates, seed }: AttributionPass, shard: Shard): (place: number, position: number) => boolean {
  // Another seed than the replay's own, by which these records may have been drawn already.
  const wanted = rates.map((to) => windowFilter({ seed: seed ^ 0x2545f491, from: 0, to }, shard.file.index));
  return (place, position) => (rates[place] ?? 0) > 0 && (wanted[place]?.(position) ?? false);
}

/** In any output, however little: also what is within a tolerance moves a mean. */
function differs(base: Track, head: Track, { outputPlaces }: Runnable): boolean {
  if (base.end || head.end) return base.end?.outcome !== head.end?.outcome;
  return base !== head && !equal(readAll(outputPlaces, base.document), readAll(outputPlaces, head.document));
}
