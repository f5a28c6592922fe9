/** Times of records that are not parsed, where the scanner is not sure of them. */
import { createEpochFormatter } from '../epoch-time.ts';
import { createTimeCheck } from '../iso-time.ts';
import type { WeekOf } from '../window/week.ts';

/** As numbers since 1970, these and larger ones are none. */
const TOO_LARGE = 1e20;
/** Longer texts are left to whoever parses them. */
const LONGEST = 64;

export class Times {
  readonly #isTime = createTimeCheck();
  readonly #fromEpoch = createEpochFormatter();
  readonly #weekOf: WeekOf | undefined;
  /** Weeks that were met, by the number that they have here. */
  readonly #weeks: number[] = [];
  readonly #numbers = new Map<number, number>();

  constructor(weekOf?: WeekOf) {
    this.#weekOf = weekOf;
  }

  /** Whether a text, as it stands in its quotes, or a whole number is a time. */
  isTime(time: string | number): boolean {
    return typeof time === 'string' ? time.length <= LONGEST && this.#isTime(time) : time < TOO_LARGE;
  }

  /** The number here of the week of a time; -1 where weeks do not count. */
  numberOf(time: string | number): number {
    if (!this.#weekOf) return -1;
    const week = this.#weekOf(typeof time === 'string' ? time.replace(' ', 'T') : (this.#fromEpoch(time) ?? ''));
    const known = this.#numbers.get(week);
    if (known !== undefined) return known;
    const number = this.#weeks.push(week) - 1;
    this.#numbers.set(week, number);
    return number;
  }

  /** The week that has a number here. */
  weekOf(number: number): number {
    return this.#weeks[number] ?? Number.NaN;
  }
}

/** A text without its quotes, or a number. */
export function timeIn(bytes: Uint8Array, from: number, to: number): string | number {
  const isText = bytes[from] === QUOTE;
  const start = isText ? from + 1 : from;
  const length = isText ? to - from - 2 : to - from;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString('latin1');
  return isText ? text : Number(text);
}

const QUOTE = 0x22;
