/** What each variant of a step asks of all records together, and which fact answers. */
import type { AcrossRecords, Stage } from '../../artifacts/engine.ts';
import { BASE, HEAD, type Side } from '../track.ts';
import type { Source } from './fact.ts';

/** A version of a step, and what it is called. */
interface Version {
  readonly stage: Stage;
  readonly variants: readonly number[];
  readonly side: Side;
  /** Of one that is neither base's nor head's. */
  readonly version?: number;
}

export interface Asked {
  readonly ask: AcrossRecords;
  /** The likeliest first: a version that is neither base's nor head's has no facts of its own. */
  readonly sources: readonly Source[];
  /** Base and head ask alike, so that what is not known tells nothing against either. */
  readonly isOld: boolean;
  /** Why nothing in the records tells: weir.yml hides what its keys are made of. */
  readonly hidden: string | undefined;
}

/**
 * By variant; undefined where none asks anything.
 *
 * @param hiddenBy why the keys of what is asked are not in the records, where they are not
 */
export function askedBy(
  versions: readonly Version[],
  { base, head }: Readonly<Record<'base' | 'head', Stage | undefined>>,
  hiddenBy: (ask: AcrossRecords) => string | undefined,
  sourcesOf: (variant: number, version: Version) => readonly Source[],
): ReadonlyMap<number, readonly Asked[]> | undefined {
  const asked = versions.flatMap((version) =>
    version.variants.map((variant): [number, readonly Asked[]] => [
      variant,
      (version.stage.across ?? []).map((ask) => ({
        ask,
        sources: sourcesOf(variant, version),
        isOld: has(base, ask) && has(head, ask),
        hidden: hiddenBy(ask),
      })),
    ]),
  );
  return asked.some(([, asks]) => asks.length > 0) ? new Map(asked) : undefined;
}

export function has(stage: Stage | undefined, { id }: AcrossRecords): boolean {
  return stage?.across?.some((one) => one.id === id) === true;
}

/** Of a plan's own steps. */
export function ownSources(variant: number): readonly Source[] {
  return variant === HEAD ? ['head'] : ['base'];
}

/** Of a mixture of versions: base's and head's where it is all theirs. */
export function mixedSources(mixture: readonly number[], { side, version }: Version): readonly Source[] {
  if (mixture.every((one) => one === BASE)) return ['base'];
  if (mixture.every((one) => one === HEAD)) return ['head'];
  if (version === undefined && side === 'base') return ['base'];
  return ['alone', 'base', 'head'];
}
