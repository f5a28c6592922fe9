/** A record on its way through a pipeline's steps, in several variants at once. */
import type { RecordedRequest } from '../recordings/record.ts';

export type Side = 'base' | 'head';

/** The variants that a plan runs, by number. In every flow the first is base's. */
export const BASE = 0;
export const HEAD = 1;
export const BOTH: readonly number[] = [BASE, HEAD];

/** How a step ended a record. */
export interface End {
  readonly outcome: 'rejected' | 'failed' | 'unreplayable';
  readonly path: string;
  readonly reason: string;
}

/**
 * One record on its way, in all variants that have not differed so far. Documents are never changed: what a step writes
 * makes a new one, so that variants and the recording can share all that did not change. After a step that writes,
 * `document` is to be read by `whole`.
 */
export interface Track {
  readonly request: RecordedRequest;
  readonly position: number;
  document: unknown;
  /** Then `document` is what the step was given. */
  end: End | undefined;
  /** The first of them stays on this track. */
  variants: readonly number[];
  /** The next track of the same record: of variants that have come apart from these. */
  parted: Track | undefined;
}

/** A record at its start, in all of these variants. */
export function startTrack(request: RecordedRequest, position: number, variants = BOTH): Track {
  return { request, position, document: request.input, end: undefined, variants, parted: undefined };
}

/** Where a variant of the record stands. While nothing tells variants apart, this is the same track. */
export function trackOf(track: Track, variant: number): Track {
  let found = track;
  while (found.parted && !found.variants.includes(variant)) found = found.parted;
  return found;
}

/** All tracks of a record. */
export function tracksOf(track: Track): Track[] {
  const tracks: Track[] = [];
  for (let next: Track | undefined = track; next; next = next.parted) tracks.push(next);
  return tracks;
}

/** Has some of a track's variants go on by themselves, from where it stands; the track is told of its own by the caller. */
export function leave(track: Track, variants: readonly number[]): Track {
  const { request, position, document, end, parted } = track;
  track.parted = { request, position, document, end, variants, parted };
  return track.parted;
}

/** A record's place in its file. */
export interface Positioned {
  readonly position: number;
}
