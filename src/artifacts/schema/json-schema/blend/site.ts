/** Where the edits of a schema stand on both sides, and which of them stand at a place. */
import { toPointer } from '../../../../document/pointer.ts';
import type { Finding } from '../diff/finding.ts';
import { keyOf, type Place } from '../library.ts';
import { waysTo } from './keyword-place.ts';

/** An edit on one side. */
export interface Spot {
  /** The schema that it stands in, as `keyOf` names it. */
  readonly schema: string;
  /** What it is about below that schema; none where this side has nothing of the kind. */
  readonly region?: string;
}

export interface Site {
  readonly keyword: string;
  readonly base: Spot;
  readonly head: Spot;
}

export function siteOf({ side, tokens, former, base, head }: Finding): Site {
  // The same position of a list holds something else on the other side.
  const isItem = /^\d+$/.test(tokens.at(-1) ?? '');
  return {
    keyword: tokens[0] ?? '',
    base: spot(base, former ?? (isItem && side === 'head' ? undefined : tokens)),
    head: spot(head, isItem && side === 'base' ? undefined : tokens),
  };
}

function spot(place: Place, tokens: readonly string[] | undefined): Spot {
  const schema = keyOf(place);
  return { schema, region: tokens && schema + toPointer(tokens) };
}

/** Returns a function to the indexes of the spots whose region holds a place (`file#pointer`) or lies in it. */
export function indexSpots(spots: readonly Spot[]): (place: string) => readonly number[] {
  const at = new Map<string, number[]>();
  const within = new Map<string, number[]>();
  for (const [index, { region }] of spots.entries()) {
    if (region === undefined) continue;
    add(at, region, index);
    for (const way of waysTo(region).slice(0, -1)) add(within, way, index);
  }
  return (place) => [...waysTo(place).flatMap((way) => at.get(way) ?? []), ...(within.get(place) ?? [])];
}

function add(map: Map<string, number[]>, key: string, index: number): void {
  const known = map.get(key);
  if (known) known.push(index);
  else map.set(key, [index]);
}
