/**
 * Runs some records through base, through base once more, and through head: what a program or an endpoint answers may
 * differ from itself, and so much of a change is none. Only steps of which versions differ run once more, since what both
 * sides have in common is asked once for both.
 */
import type { NoiseCounts } from '../../impact/noise.ts';
import type { Shard } from '../../recordings/reader.ts';
import { isOutside } from '../broker/broker.ts';
import { type Compiling, compileAgain, type Runnable } from '../compile.ts';
import { readAll } from '../contribution.ts';
import type { OutputSpec } from '../evidence/detail.ts';
import { differ } from '../evidence/differ.ts';
import { ExactSum } from '../evidence/exact-sum.ts';
import { type Window, windowFilter } from '../order.ts';
import type { Plan, PlannedStep } from '../plan.ts';
import { openShard, runGroups, type ShardObserver } from '../records.ts';
import type { RunnableStep, StepVersion } from '../runnable-step.ts';
import { BASE, HEAD, startTrack, type Track, trackOf } from '../track.ts';

export interface NoisePass {
  readonly kind: 'noise';
  readonly id: string;
  /** Share of the replayed records to run. */
  readonly share: number;
}

export interface NoiseParts {
  readonly kind: 'noise';
  readonly records: number;
  /** Exact parts of the sums of `NoiseCounts`. */
  readonly weight: readonly number[];
  readonly squares: readonly number[];
  readonly outputs: readonly {
    readonly again: readonly number[];
    readonly head: readonly number[];
    readonly both: readonly number[];
  }[];
}

/** Base once more. */
const AGAIN = 2;
const ALL: readonly number[] = [BASE, HEAD, AGAIN];

export type ReadyNoise = (shard: Shard, window: Window, observer: ShardObserver) => Promise<NoiseParts>;

/** Whether base may answer twice: what differs between the sides is asked outside the lock. */
export function mayBeNoisy({ steps }: Plan): boolean {
  return steps.some(runsAgain);
}

function runsAgain(step: PlannedStep): boolean {
  return step.divergent && isOutside(step);
}

/** Throws ArtifactError. */
export async function prepareNoise(pass: NoisePass, runnable: Runnable, compiling: Compiling): Promise<ReadyNoise> {
  const steps: RunnableStep[] = [];
  for (const [index, step] of runnable.steps.entries()) steps.push(await withAgain(step, index, runnable, compiling));
  return (shard, window, observer) => runAgain(pass, { ...runnable, steps }, shard, window, observer);
}

async function withAgain(
  step: RunnableStep,
  index: number,
  runnable: Runnable,
  compiling: Compiling,
): Promise<RunnableStep> {
  const planned = runnable.plan.steps[index];
  const [base, head] = step.versions;
  if (!base || !head || !planned) return { ...step, versions: step.versions.map((one) => ({ ...one, variants: ALL })) };
  if (!runsAgain(planned)) return { ...step, versions: [{ ...base, variants: [BASE, AGAIN] }, head] };
  const again: StepVersion = { ...base, stage: await compileAgain(runnable, planned, compiling), variants: [AGAIN] };
  return { ...step, versions: [base, head, again] };
}

async function runAgain(
  { share }: NoisePass,
  runnable: Runnable,
  shard: Shard,
  window: Window,
  observer: ShardObserver,
): Promise<NoiseParts> {
  const sum = new NoiseSum(runnable.plan.evidence.outputs.length);
  const chosen: Window = { ...window, from: 0, to: window.to * share };
  for await (const { tracks } of openShard(runnable, shard, windowFilter(chosen, shard.file.index), observer)) {
    const own = tracks.map(({ request, position }) => startTrack(request, position, ALL));
    await runGroups(runnable.steps, own, observer);
    for (const track of own) sum.add(track, runnable);
  }
  return sum.export();
}

/** Adds up in any order. */
export class NoiseSum {
  #records = 0;
  readonly #weight = new ExactSum();
  readonly #squares = new ExactSum();
  readonly #outputs: readonly Readonly<Record<'again' | 'head' | 'both', ExactSum>>[];

  constructor(outputs: number) {
    this.#outputs = Array.from({ length: outputs }, () => ({
      again: new ExactSum(),
      head: new ExactSum(),
      both: new ExactSum(),
    }));
  }

  /** Records that a side could not replay are about no change. */
  add(track: Track, { plan, outputPlaces }: Runnable): void {
    const [base, head, again] = [track, trackOf(track, HEAD), trackOf(track, AGAIN)];
    if ([base, head, again].some(({ end }) => end?.outcome === 'unreplayable')) return;
    const { weight } = track.request;
    this.#records += 1;
    this.#weight.add(weight);
    this.#squares.add(weight ** 2);
    const [values, ofHead, ofAgain] = [base, head, again].map((one) => readAll(outputPlaces, one.document));
    for (const [index, sums] of this.#outputs.entries()) {
      const spec = plan.evidence.outputs[index];
      const hasMoved = isOther(spec, base, head, values?.[index], ofHead?.[index]);
      const isNoisy = isOther(spec, base, again, values?.[index], ofAgain?.[index]);
      if (hasMoved) sums.head.add(weight);
      if (isNoisy) sums.again.add(weight);
      if (hasMoved && isNoisy) sums.both.add(weight);
    }
  }

  absorb({ records, weight, squares, outputs }: NoiseParts): void {
    this.#records += records;
    this.#weight.absorb(weight);
    this.#squares.absorb(squares);
    for (const [index, { again, head, both }] of outputs.entries()) {
      this.#outputs[index]?.again.absorb(again);
      this.#outputs[index]?.head.absorb(head);
      this.#outputs[index]?.both.absorb(both);
    }
  }

  export(): NoiseParts {
    return {
      kind: 'noise',
      records: this.#records,
      weight: this.#weight.export(),
      squares: this.#squares.export(),
      outputs: this.#outputs.map(({ again, head, both }) => ({
        again: again.export(),
        head: head.export(),
        both: both.export(),
      })),
    };
  }

  finish(names: readonly string[]): NoiseCounts {
    return {
      records: this.#records,
      weight: this.#weight.total(),
      squares: this.#squares.total(),
      outputs: this.#outputs.map(({ again, head, both }, index) => ({
        name: names[index] ?? '',
        again: again.total(),
        head: head.total(),
        both: both.total(),
      })),
    };
  }
}

/** As `changed` counts: an outcome that differs is a change. */
function isOther(spec: OutputSpec | undefined, base: Track, other: Track, before: unknown, after: unknown): boolean {
  if (base === other) return false;
  if (base.end || other.end) return base.end?.outcome !== other.end?.outcome;
  const { kind, tolerance } = spec ?? { kind: 'text', tolerance: 0 };
  return differ(kind, tolerance, before, after);
}
