/**
 * How far base differs from itself, on the same records as head: what a program or an endpoint answers may not be the same
 * twice, and so much of a change is none.
 */
import type { NoiseCounts } from '../../impact/noise.ts';
import type { Runnable } from '../compile.ts';
import { readAll } from '../contribution.ts';
import type { OutputSpec } from '../evidence/detail.ts';
import { differ } from '../evidence/differ.ts';
import { ExactSum } from '../evidence/exact-sum.ts';
import { HEAD, type Track, trackOf } from '../track.ts';

export interface NoisePass {
  readonly kind: 'noise';
  readonly id: string;
  /** Share of the replayed records to run. */
  readonly share: number;
  /** See `stepsAgain`, by their indexes: a replay process does not know what is asked outside. */
  readonly again: readonly number[];
  readonly isAskedAlike: boolean;
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

/** The variant that is base once more. */
export const AGAIN = 2;

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
  add(track: Track, { plan, outputPlaces }: Runnable, isAskedAlike: boolean): void {
    const [base, head, again] = [track, trackOf(track, HEAD), trackOf(track, AGAIN)];
    if ([base, head, again].some(({ end }) => end?.outcome === 'unreplayable')) return;
    // One answer for both sides, so nothing of what may have been another is in head.
    const isShared = base === head && isAskedAlike;
    const { weight } = track.request;
    this.#records += 1;
    this.#weight.add(weight);
    this.#squares.add(weight ** 2);
    const [values, ofHead, ofAgain] = [base, head, again].map((one) => readAll(outputPlaces, one.document));
    for (const [index, sums] of this.#outputs.entries()) {
      const spec = plan.evidence.outputs[index];
      const hasMoved = isOther(spec, base, head, values?.[index], ofHead?.[index]);
      const isNoisy = !isShared && isOther(spec, base, again, values?.[index], ofAgain?.[index]);
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
