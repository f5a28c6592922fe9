/** Which tracks meet which version of a step, once variants have come apart. */
import type { Outcome } from '../artifacts/engine.ts';
import { BASE, type Track } from './track.ts';

/** For a place at which a step answered nothing. */
export const LOST: Outcome = { outcome: 'failed', reason: 'the step gave no outcome' };

/** A version of a step, by its place among them, and those variants of a track that have it. */
export interface Meeting {
  readonly version: number;
  readonly variants: readonly number[];
}

/** From all meetings to those of a track. */
export function meetingsOf(all: readonly Meeting[]): (track: Track) => readonly Meeting[] {
  const byVariant: Meeting[][] = [];
  for (const { version, variants } of all) {
    for (const variant of variants) byVariant[variant] = [{ version, variants: [variant] }];
  }
  return ({ variants }) => {
    const [first = BASE, second] = variants;
    if (variants.length === byVariant.length) return all;
    if (second === undefined) return byVariant[first] ?? [];
    const groups = Map.groupBy(variants, (variant) => byVariant[variant]?.[0]?.version ?? 0);
    return Array.from(groups, ([version, own]) => ({ version, variants: own }));
  };
}

/** Tracks that meet a version, and their places among all that run. */
export interface Visitors {
  readonly tracks: Track[];
  readonly places: number[];
}

/** By version. */
export function visitorsOf(
  all: readonly Meeting[],
  running: readonly Track[],
  meetings: readonly (readonly Meeting[])[],
): readonly Visitors[] {
  const visitors = all.map((): Visitors => ({ tracks: [], places: [] }));
  for (let place = 0; place < running.length; place += 1) {
    const track = running[place];
    for (const { version } of meetings[place] ?? []) {
      if (track) visitors[version]?.tracks.push(track);
      visitors[version]?.places.push(place);
    }
  }
  return visitors;
}

/** Outcomes at their tracks' places. */
export function spread(outcomes: readonly Outcome[], places: readonly number[]): readonly Outcome[] {
  const spread: Outcome[] = [];
  for (const [index, place] of places.entries()) spread[place] = outcomes[index] ?? LOST;
  return spread;
}
