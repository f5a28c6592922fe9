/** Replays one shard: shard in, evidence out. Knows nothing of processes, so tests and other runners call it directly. */

import type { Read } from '../document/pointer.ts';
import type { Shard } from '../recordings/reader.ts';
import type { RecordedRequest } from '../recordings/record.ts';
import type { Runnable } from './compile.ts';
import { differ } from './evidence/differ.ts';
import { type Ending, type PipelineParts, PipelineSum } from './evidence/pipeline.ts';
import { type Window, windowFilter } from './order.ts';
import { openShard, runGroups, type ShardObserver } from './records.ts';
import { type End, HEAD, type Side, type Track, trackOf } from './track.ts';

export async function replayShard(
  runnable: Runnable,
  shard: Shard,
  window: Window,
  observer: ShardObserver,
): Promise<PipelineParts> {
  const sum = new PipelineSum(runnable.plan.evidence);
  const want = windowFilter(window, shard.file.index);
  const opened = openShard(runnable, shard, want, observer, observer.most);
  for await (const { tracks, malformed, read, skipped } of opened) {
    for (const place of malformed) sum.addMalformed(place);
    // What an earlier round read was counted then; the recording as a whole is counted in the first round.
    sum.count(window.from <= 0 ? read + skipped : 0, read);
    await runGroups(runnable.steps, tracks, observer);
    for (const track of tracks) settle(runnable, track, sum);
  }
  return sum.export();
}

function settle(runnable: Runnable, base: Track, sum: PipelineSum): void {
  const { request, end: baseEnd } = base;
  const head = trackOf(base, HEAD);
  const { end: headEnd } = head;
  if (runnable.plan.params && hasParams(request.input)) sum.addShadowed();
  if (baseEnd) addReason(sum, base === head ? 'both' : 'base', baseEnd);
  if (headEnd && base !== head) addReason(sum, 'head', headEnd);
  const baseValues = baseEnd ? NOTHING : readAll(runnable.outputPlaces, base.document);
  if (request.output !== undefined) {
    sum.addReproduction(reproduces(runnable, request, baseEnd ? undefined : baseValues, baseEnd?.outcome));
  }
  if (baseEnd?.outcome === 'unreplayable' || headEnd?.outcome === 'unreplayable') {
    sum.addUnreplayable();
    return;
  }
  sum.addReplayed({
    base: ending(baseEnd),
    head: ending(headEnd),
    baseValues,
    headValues: base === head ? baseValues : headEnd ? NOTHING : readAll(runnable.outputPlaces, head.document),
    segments: readAll(runnable.segments, base.document, request.input),
    label: request.label,
    weight: request.weight,
    value: request.value,
    time: request.time,
  });
}

function hasParams(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'params' in input;
}

const NOTHING: readonly unknown[] = [];

/** What stands at these places; where there is nothing, what stands there in `otherwise`. */
export function readAll(places: readonly Read[], document: unknown, otherwise?: unknown): unknown[] {
  // Of the right size from the start: an array that grows takes room for 17.
  const values = new Array<unknown>(places.length);
  for (let index = 0; index < places.length; index += 1) {
    const read = places[index];
    values[index] = read?.(document) ?? (otherwise === undefined ? undefined : read?.(otherwise));
  }
  return values;
}

function ending(end: End | undefined): Ending {
  if (!end) return 'ok';
  return end.outcome === 'rejected' ? 'rejected' : 'failed';
}

function addReason(sum: PipelineSum, side: Side | 'both', end: End): void {
  sum.reasons.add({ side, outcome: end.outcome, artifact: end.path, reason: end.reason });
}

/** For each output, whether base answers what production answered; `undefined` where the recording does not say. */
function reproduces(
  runnable: Runnable,
  request: RecordedRequest,
  baseValues: readonly unknown[] | undefined,
  ended: string | undefined,
): (boolean | undefined)[] {
  if (ended === 'unreplayable') return runnable.recordedPlaces.map(() => undefined);
  return runnable.recordedPlaces.map((recorded, index) => {
    const place = recorded.find((read) => read(request.output) !== undefined);
    if (!place) return undefined;
    const { kind, tolerance } = runnable.plan.evidence.outputs[index] ?? { kind: 'text', tolerance: 0 };
    return baseValues !== undefined && !differ(kind, tolerance, place(request.output), baseValues[index]);
  });
}
