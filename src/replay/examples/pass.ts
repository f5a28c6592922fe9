/** A pass that finds records which made a transition: the first of the recording, redacted before they leave the process. */
import { firstExamples } from '../../impact/first-examples.ts';
import type { Shard } from '../../recordings/reader.ts';
import type { Runnable } from '../compile.ts';
import { type Window, windowFilter } from '../order.ts';
import { openShard, runGroups, type ShardObserver } from '../records.ts';
import { OutputCodes, shownAt, type Transition } from '../slices/pass.ts';
import { HEAD, type Track, trackOf } from '../track.ts';
import { redacted, redactedId } from './redact.ts';

export interface ExamplesPass {
  readonly kind: 'examples';
  readonly id: string;
  /** For each output the transitions that examples are wanted of, as reports name them. */
  readonly transitions: readonly (readonly Transition[])[];
}

export interface ExamplesParts {
  readonly kind: 'examples';
  /** By the places of the output and of the transition. */
  readonly found: readonly (readonly (readonly PlacedExample[])[])[];
}

/** What is shown of a record, and where it stands in the recording. */
export interface PlacedExample {
  readonly file: number;
  readonly position: number;
  readonly id?: string;
  readonly input: string;
}

export async function findExamples(
  { transitions }: ExamplesPass,
  runnable: Runnable,
  shard: Shard,
  window: Window,
  observer: ShardObserver,
): Promise<ExamplesParts> {
  const places = runnable.outputPlaces;
  const outputs = runnable.plan.evidence.outputs.map((spec, index) => ({
    codes: new OutputCodes(spec, transitions[index] ?? []),
    tracks: (transitions[index] ?? []).map((): Track[] => []),
  }));
  for await (const { tracks } of openShard(runnable, shard, windowFilter(window, shard.file.index), observer)) {
    await runGroups(runnable.steps, tracks, observer);
    for (const track of tracks) add(track);
  }
  const file = shard.file.index;
  return {
    kind: 'examples',
    found: outputs.map(({ tracks }) => tracks.map((own) => firstExamples(own).map((track) => shown(track, file)))),
  };

  function add(track: Track): void {
    const head = trackOf(track, HEAD);
    if (track.end?.outcome === 'unreplayable' || head.end?.outcome === 'unreplayable') return;
    for (const [index, { codes, tracks }] of outputs.entries()) {
      const code = codes.code(shownAt(track, places[index]), shownAt(head, places[index]));
      const own = tracks[code - 1];
      if (own) tracks[code - 1] = firstExamples([...own, track]);
    }
  }
}

function shown({ request, position }: Track, file: number): PlacedExample {
  const { id, input } = request;
  return { file, position, ...(id !== undefined && { id: redactedId(id) }), input: redacted(input) };
}
