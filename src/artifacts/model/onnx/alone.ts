/**
 * Many records are asked in one run, where production asks for one: a graph can add over its rows, or look at how many there are.
 * So some of a run are asked by themselves, too, and where one is answered otherwise, all are.
 */
import { isObject } from '../../../document/is-object.ts';
import type { Outcome } from '../../engine.ts';

/** Of so many records each, one, until so many were asked; then of more. */
const OF_THE_FIRST = 16;
const FIRST_ASKED = 512;
const OF_OTHERS = 256;
/** A runtime adds in another order where there are more rows. */
const ROUNDING = 1e-4;

export class Alone {
  /** Some record was answered otherwise beside others. */
  isNeeded = false;
  #asked = 0;

  /** Which of so many in one run are asked, by their places. */
  places(count: number): number[] {
    const step = this.#asked < FIRST_ASKED ? OF_THE_FIRST : OF_OTHERS;
    const places = Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
    this.#asked += places.length;
    return places;
  }
}

/** But for rounding. */
export function areAlike(one: Outcome | undefined, other: Outcome | undefined): boolean {
  if (one?.outcome !== 'ok' || other?.outcome !== 'ok') return one?.outcome === other?.outcome;
  return isLike(one.value, other.value);
}

function isLike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) <= ROUNDING * Math.max(1, Math.abs(one), Math.abs(other));
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isLike(item, other[index]));
  if (!isObject(one) || !isObject(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => isLike(one[name], other[name]));
}
