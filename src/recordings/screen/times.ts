/** Checks the times of records that are not parsed, and keeps the first and the last of them. */
import { createEpochFormatter, type EpochFormatter } from '../epoch-time.ts';
import { createTimeCheck } from '../iso-time.ts';

/** From the first to the last, ISO 8601. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const DAY_END = 10;
/** Longer ones are left to others. */
const LONGEST = 64;
/** Days that were found to be real. */
const MOST_DAYS = 10_000;
/** Below each of these, a number since 1970 is of another unit; as dates they are in the order of their texts. */
const UNITS: readonly number[] = [1e11, 1e14, 1e17, 1e20];

export class Times {
  readonly #isTime = createTimeCheck();
  readonly #realDays = new Set<number>();
  /** The text of a time that was checked; one is as good if it is written alike. */
  readonly #alike = new Uint8Array(LONGEST);
  #alikeLength = 0;
  /** Of each group of records. */
  #extents: Extent[] = [];
  /** Of the number checked last. */
  #number = 0;
  #unit = 0;

  /** Whether a text in its quotes, or a whole number, is a time. */
  check(bytes: Uint8Array, from: number, to: number): boolean {
    if (bytes[from] !== QUOTE) return this.#checkNumber(bytes, from, to);
    const start = from + 1;
    const end = to - 1;
    if (end - start > LONGEST) return false;
    if (this.#isAlike(bytes, start, end)) return true;
    if (!this.#isTime(textOf(bytes, start, end))) return false;
    this.#alike.set(bytes.subarray(start, end));
    this.#alikeLength = end - start;
    if (this.#realDays.size < MOST_DAYS && end - start >= DAY_END) this.#realDays.add(dayIn(bytes, start));
    return true;
  }

  /** Counts the time that was checked last, in a group of records. */
  see(bytes: Uint8Array, from: number, to: number, group: number): void {
    let extent = this.#extents[group];
    if (extent === undefined) {
      extent = new Extent();
      this.#extents[group] = extent;
    }
    if (bytes[from] === QUOTE) extent.seeText(bytes, from + 1, to - 1);
    else extent.seeNumber(this.#number, this.#unit);
  }

  /** By group, of what was counted since the last call, by the way in which it was written. */
  take(): readonly (readonly Span[] | undefined)[] {
    const extents = this.#extents;
    this.#extents = [];
    const format = createEpochFormatter();
    return extents.map((extent) => extent.spans(format));
  }

  /** A real day, and behind it the same marks at the same places as in a time, with digits that a clock shows. */
  #isAlike(bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    if (length !== this.#alikeLength || length < DAY_END) return false;
    if (!this.#realDays.has(dayIn(bytes, start))) return false;
    const alike = this.#alike;
    for (let index = DAY_END; index < length; index++) {
      const byte = bytes[start + index] ?? 0;
      const known = alike[index] ?? 0;
      if (isDigit(known) ? !isDigit(byte) : byte !== known) return false;
    }
    // In a shorter one, behind the minutes there may be a zone.
    if (length < DAY_END + 9) return length === DAY_END;
    return (
      twoDigits(bytes, start + 11) <= 24 && twoDigits(bytes, start + 14) <= 59 && twoDigits(bytes, start + 17) <= 60
    );
  }

  #checkNumber(bytes: Uint8Array, from: number, to: number): boolean {
    let number = 0;
    if (to - from > 15) number = Number(textOf(bytes, from, to));
    else for (let at = from; at < to; at++) number = number * 10 + (bytes[at] ?? 0) - ZERO;
    this.#number = number;
    this.#unit = UNITS.findIndex((unit) => number < unit);
    return this.#unit >= 0;
  }
}

/** From the first to the last time of some records. */
class Extent {
  #from = NOTHING;
  #to = NOTHING;
  #fromLength = 0;
  #toLength = 0;
  /** By unit. */
  readonly #least: number[] = [];
  readonly #greatest: number[] = [];

  seeNumber(number: number, unit: number): void {
    if (number < (this.#least[unit] ?? Number.POSITIVE_INFINITY)) this.#least[unit] = number;
    if (number > (this.#greatest[unit] ?? -1)) this.#greatest[unit] = number;
  }

  seeText(bytes: Uint8Array, start: number, end: number): void {
    if (this.#from === NOTHING) {
      this.#from = new Uint8Array(LONGEST);
      this.#to = new Uint8Array(LONGEST);
    }
    if (this.#fromLength === 0 || compare(bytes, start, end, this.#from, this.#fromLength) < 0)
      this.#fromLength = copy(bytes, start, end, this.#from);
    if (this.#toLength === 0 || compare(bytes, start, end, this.#to, this.#toLength) > 0)
      this.#toLength = copy(bytes, start, end, this.#to);
  }

  spans(format: EpochFormatter): Span[] {
    const spans: Span[] = [];
    if (this.#fromLength > 0)
      spans.push({ from: textOf(this.#from, 0, this.#fromLength), to: textOf(this.#to, 0, this.#toLength) });
    for (const [unit, least] of this.#least.entries()) {
      const [from, to] = [format(least ?? Number.NaN), format(this.#greatest[unit] ?? Number.NaN)];
      if (from !== undefined && to !== undefined) spans.push({ from, to });
    }
    return spans;
  }
}

const NOTHING = new Uint8Array();

const [SPACE, QUOTE, DASH, ZERO, NINE, UPPER_T] = [0x20, 0x22, 0x2d, 0x30, 0x39, 0x54];

/** Eight digits and the dashes between them as one number; -1 for what is none. */
function dayIn(bytes: Uint8Array, start: number): number {
  if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return -1;
  let day = 0;
  for (let index = 0; index < DAY_END; index++) {
    if (index === 4 || index === 7) continue;
    const byte = bytes[start + index] ?? 0;
    if (!isDigit(byte)) return -1;
    day = day * 10 + byte - ZERO;
  }
  return day;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) - ZERO) * 10 + (bytes[at + 1] ?? 0) - ZERO;
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');
}

/** As texts are compared, with a T between day and time. */
function compare(bytes: Uint8Array, start: number, end: number, other: Uint8Array, otherLength: number): number {
  const length = end - start;
  const common = Math.min(length, otherLength);
  for (let index = 0; index < common; index++) {
    const difference = byteAt(bytes, start, index) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return length - otherLength;
}

function copy(bytes: Uint8Array, start: number, end: number, into: Uint8Array): number {
  for (let index = 0; index < end - start; index++) into[index] = byteAt(bytes, start, index);
  return end - start;
}

function byteAt(bytes: Uint8Array, start: number, index: number): number {
  const byte = bytes[start + index] ?? 0;
  return index === DAY_END && byte === SPACE ? UPPER_T : byte;
}
