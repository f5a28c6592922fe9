/** Ends records that a step has accepted by themselves and refuses for what others hold. */

import type { RunnableStep } from '../runnable-step.ts';
import { BASE, type End, leave, type Track, tracksOf } from '../track.ts';
import type { Asked } from './asked.ts';

/** Of the records of one file: why the one at a position is refused, if it is. */
export type Broken = (position: number) => Pick<End, 'outcome' | 'reason'> | undefined;

/** Of what a step asks; undefined where no record is refused. */
export type FactsOf = (step: number, asked: Asked) => Broken | undefined;

/** Each variant of the records that the step, the `index`th, has let through. */
export function refuseAcross(step: RunnableStep, index: number, tracks: readonly Track[], factsOf: FactsOf): void {
  const { asked } = step;
  if (!asked) return;
  const checks = new Map(
    [...asked].map(([variant, asks]) => [variant, asks.flatMap((one) => factsOf(index, one) ?? [])] as const),
  );
  if ([...checks.values()].every(({ length }) => length === 0)) return;
  const brokenIn = (variant: number, position: number) => {
    // Where base runs once more, it is base.
    for (const check of checks.get(variant) ?? checks.get(BASE) ?? []) {
      const broken = check(position);
      if (broken) return broken;
    }
    return undefined;
  };
  for (const track of tracks) {
    for (const own of track.parted ? tracksOf(track) : [track]) {
      if (!own.end) endBroken(own, step.path, brokenIn);
    }
  }
}

function endBroken(
  track: Track,
  path: string,
  brokenIn: (variant: number, position: number) => ReturnType<Broken>,
): void {
  const ends = track.variants.map((variant) => ({ variant, broken: brokenIn(variant, track.position) }));
  if (ends.every(({ broken }) => !broken)) return;
  const groups = [...Map.groupBy(ends, ({ broken }) => broken && `${broken.outcome} ${broken.reason}`).values()];
  for (const [index, group] of groups.entries()) {
    const broken = group[0]?.broken;
    const variants = group.map(({ variant }) => variant);
    const own = index === 0 ? track : leave(track, variants);
    own.variants = variants;
    own.end = broken && { ...broken, path };
  }
}
