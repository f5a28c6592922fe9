/** Counts records that are not parsed by the week of their time, each with its answer. */
import { createEpochFormatter, millisecondsOf } from '../epoch-time.ts';
import { daysSince1970 } from '../window/instant.ts';
import type { WeekOf } from '../window/week.ts';

/** Weeks of the same quarter of an hour need not be found again, while there are few. */
const MOST_KNOWN = 200_000;
/** A date, and a time to the minute. */
const [DAY_END, MINUTE_END] = [10, 16];
/** Milliseconds. */
const QUARTER = 900_000;
const QUARTERS_A_DAY = 96;
/** So many make no more than a double holds. */
const SAFE_DIGITS = 15;

export class WeekCounts {
  readonly #weekOf: WeekOf;
  readonly #fromEpoch = createEpochFormatter();
  readonly #known = new Map<number, number>();
  #lastQuarter = Number.NaN;
  #lastWeek = 0;
  #counts = new Map<number, Float64Array>();

  constructor(weekOf: WeekOf) {
    this.#weekOf = weekOf;
  }

  /** Counts a record whose time was checked: a text in its quotes, or a whole number. */
  see(answer: number, bytes: Uint8Array, from: number, to: number): void {
    this.add(answer, this.#weekAt(bytes, from, to));
  }

  add(answer: number, week: number): void {
    let counts = this.#counts.get(week);
    if (counts === undefined || answer >= counts.length) {
      const more = new Float64Array(Math.max(64, 2 ** Math.ceil(Math.log2(answer + 1))));
      if (counts) more.set(counts);
      counts = more;
      this.#counts.set(week, counts);
    }
    counts[answer] = (counts[answer] ?? 0) + 1;
  }

  /** By week, how many records have each answer, since the last call. */
  take(): ReadonlyMap<number, Float64Array> {
    const counts = this.#counts;
    this.#counts = new Map();
    return counts;
  }

  #weekAt(bytes: Uint8Array, from: number, to: number): number {
    const quarter = bytes[from] === QUOTE ? quarterAt(bytes, from + 1, to - 1) : quarterOf(bytes, from, to);
    if (quarter === undefined) return this.#slowly(bytes, from, to);
    if (quarter === this.#lastQuarter) return this.#lastWeek;
    const found = this.#known.get(quarter);
    const week = found ?? this.#slowly(bytes, from, to);
    if (found === undefined && this.#known.size < MOST_KNOWN) this.#known.set(quarter, week);
    this.#lastQuarter = quarter;
    this.#lastWeek = week;
    return week;
  }

  #slowly(bytes: Uint8Array, from: number, to: number): number {
    const isText = bytes[from] === QUOTE;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');
    return this.#weekOf(isText ? text.slice(1, -1).replace(' ', 'T') : (this.#fromEpoch(Number(text)) ?? ''));
  }
}

/** Of a time as text, in quarters of an hour since 1970, as `quarterOf`; undefined for one that has to be read slowly. */
function quarterAt(bytes: Uint8Array, start: number, end: number): number | undefined {
  const length = end - start;
  if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return undefined;
  const year = digits(bytes, start) * 100 + digits(bytes, start + 2);
  const quarters = daysSince1970(year, digits(bytes, start + 5), digits(bytes, start + 8)) * QUARTERS_A_DAY;
  if (length === DAY_END) return quarters;
  if (length < MINUTE_END || bytes[start + 13] !== COLON) return undefined;
  // A leap second is of the quarter behind its own.
  if (bytes[start + 16] === COLON && bytes[start + 17] === SIX) return undefined;
  const offset = offsetAt(bytes, start + MINUTE_END, end);
  if (offset === undefined) return undefined;
  return quarters + digits(bytes, start + 11) * 4 + Math.floor(digits(bytes, start + 14) / 15) - offset;
}

/** How far its clock is before UTC's, in quarters of an hour; undefined where that is no whole number of them. */
function offsetAt(bytes: Uint8Array, from: number, end: number): number | undefined {
  let at = end - 1;
  while (at >= from && bytes[at] !== PLUS && bytes[at] !== DASH) at--;
  if (at < from) return 0;
  const minutesAt = bytes[at + 3] === COLON ? at + 4 : at + 3;
  if (minutesAt + 2 !== end) return undefined;
  const minutes = digits(bytes, at + 1) * 60 + digits(bytes, minutesAt);
  if (minutes % 15 !== 0) return undefined;
  return (bytes[at] === DASH ? -1 : 1) * (minutes / 15);
}

/** Of a whole number since 1970; undefined for one of more digits than are added up here. */
function quarterOf(bytes: Uint8Array, from: number, to: number): number | undefined {
  if (to - from > SAFE_DIGITS) return undefined;
  let number = 0;
  for (let at = from; at < to; at++) number = number * 10 + (bytes[at] ?? ZERO) - ZERO;
  return Math.floor(millisecondsOf(number) / QUARTER);
}

function digits(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? ZERO) - ZERO) * 10 + ((bytes[at + 1] ?? ZERO) - ZERO);
}

const [QUOTE, PLUS, DASH, ZERO, SIX, COLON] = [0x22, 0x2b, 0x2d, 0x30, 0x36, 0x3a];
