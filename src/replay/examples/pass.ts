/** A pass that finds records which made a transition: the first of the recording, redacted before they leave the process. */
import { firstExamples } from '../../impact/first-examples.ts';
import type { Shard } from '../../recordings/reader.ts';
import type { Runnable } from '../compile.ts';
import { runFlow, type Track } from '../flow.ts';
import { endingOf, groups, OutputCodes, requestsOf, type Transition } from '../look/pass.ts';
import type { Window } from '../order.ts';
import type { ShardObserver } from '../shard.ts';
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
  for await (const requests of requestsOf(runnable, shard, window, observer)) {
    for (const group of groups(requests, observer.singlyFrom)) {
      await runFlow(runnable.steps, group, observer);
      for (const track of group) add(track);
    }
  }
  const file = shard.file.index;
  return {
    kind: 'examples',
    found: outputs.map(({ tracks }) => tracks.map((own) => firstExamples(own).map((track) => shown(track, file)))),
  };

  function add(track: Track): void {
    const { base, head, baseEnd, headEnd } = track;
    if (baseEnd?.outcome === 'unreplayable' || headEnd?.outcome === 'unreplayable') return;
    for (const [index, { codes, tracks }] of outputs.entries()) {
      const code = codes.code(
        baseEnd ? endingOf(baseEnd.outcome) : places[index]?.(base),
        headEnd ? endingOf(headEnd.outcome) : places[index]?.(head),
      );
      const own = tracks[code - 1];
      if (own) tracks[code - 1] = firstExamples([...own, track]);
    }
  }
}

function shown({ request, position }: Track, file: number): PlacedExample {
  const { id, input } = request;
  return { file, position, ...(id !== undefined && { id: redactedId(id) }), input: redacted(input) };
}
