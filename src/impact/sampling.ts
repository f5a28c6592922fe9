/** How the replayed records stand to the recording: all of them, or a random part that carries an interval. */
import type { Evidence } from './evidence.ts';

export interface Aim {
  /** Error probability that the measure's interval may spend. */
  readonly alpha: number;
  /** The share around which the interval should be narrowest: that of the limit. */
  readonly share: number;
}

export interface Sampling {
  /** The whole population was replayed, so every measure is exact. */
  readonly full: boolean;
  /** Records that shares are about, read or not. Undefined where it is not known: a segment of a partial replay. */
  readonly population?: number;
  readonly weighted: boolean;
  /** Measures that limits name, without the output's name. They are computed even where no record shows such a value. */
  readonly aims: ReadonlyMap<string, Aim>;
  /** For measures without an aim. */
  readonly otherwise: Aim;
}

/**
 * The population of the shares: the recording without what is known to be malformed or unreplayable. The replayed
 * records are a uniform sample of the replayable ones, whose number a partial replay only knows an upper bound of; a
 * larger population makes an interval wider, so the bound is the careful choice.
 */
export function samplingOf(evidence: Evidence, aims: ReadonlyMap<string, Aim>, otherwise: Aim): Sampling {
  return {
    full: evidence.read === evidence.recorded,
    population: evidence.recorded - evidence.malformed - evidence.unreplayable,
    weighted: evidence.weighted,
    aims,
    otherwise,
  };
}

export function aimOf(sampling: Sampling, measure: string): Aim {
  return sampling.aims.get(measure) ?? sampling.otherwise;
}
