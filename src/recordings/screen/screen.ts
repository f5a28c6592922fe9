/**
 * Tells records that are alike in all that is read of them, by their bytes and without parsing them: the first of each kind
 * is read and answered as ever, the others are only counted. What it does not understand, and what it has no room to
 * remember, is parsed, so that nothing depends on it but the time.
 */

import type { Screen } from '../reader.ts';
import { createWeekOf, grainOf } from '../window/week.ts';
import type { Counts } from './counts.ts';
import { Pending } from './pending.ts';
import { NEW, REACHED, Scanner, UNREAD, UNSURE } from './scan.ts';
import { Times, timeIn } from './times.ts';
import type { PlaceTree } from './wanted.ts';

/**
 * To write down what is left of a line and to parse that costs as much as parsing all of it where more than this is left. It is
 * known after so many lines.
 */
const MOST_LEFT = 0.4;
const TRIED = 64;

/** States of a key that has no answer. */
const PENDING = -1;
const NEVER = -2;
/** Of the records since the last look, so many have to be known; of fewer, telling small records apart costs what it spares. */
const FEWEST = 0.2;
const FURTHER_LOOK = 65_536;
/**
 * At first, few have been seen before that many are like: of so many records, one in thirty. Before these, pairs among n
 * records grow with n², so that it is known of most recordings sooner; a count may fall short by three times its root.
 */
const BEGINNING = 8192;
const FEWEST_IN_BEGINNING = 0.03 * BEGINNING;
const FIRST_LOOK = BEGINNING / 8;
/** So many are counted before somebody hears of it. */
const MOST_AT_ONCE = 1024;

export interface ScreenOptions {
  /** The times of each answer are told apart. */
  readonly isApart?: boolean;
  /** Nobody needs more of a record than what the tree leads to. */
  readonly isCutting?: boolean;
  /** Is told of each record that is known, with its time as it is written. */
  readonly heard?: (answer: number, position: number, time: string | number | undefined) => void;
}

export class RecordScreen implements Screen {
  /** Of the lines that were passed last: how many were counted. */
  counted = 0;
  isStopped = false;
  /** Whether records are told apart, and whether they are cut. */
  #isCounting = true;
  #isCutting: boolean;
  readonly #tree: PlaceTree;
  /** Its answers are numbers from 0, or one of the states of a key that has none. Undefined before the first lines, and once it is off. */
  #scanner: Scanner | undefined;
  /** The lines that the scanner has. */
  #loaded: Uint8Array | undefined;
  readonly #times: Times;
  readonly #grain: number | undefined;
  /** What scanners have counted that are no more. */
  readonly #takenBefore: Counts[] = [];
  /** Keys of records that are being read, by position. */
  readonly #pending = new Pending();
  readonly #isApart: boolean;
  readonly #heard: ScreenOptions['heard'];
  /** Of the line at which it stopped: whether something is left of it. */
  #isLeft = false;
  readonly #tried = { lines: 0, bytes: 0, left: 0 };
  #passed = 0;
  #known = 0;
  #nextLook = FIRST_LOOK;
  #isBeginning = true;

  /** @param weeks where records are counted by week, too */
  constructor(
    tree: PlaceTree,
    weeks?: { readonly zone?: string },
    { isApart = false, isCutting = false, heard }: ScreenOptions = {},
  ) {
    this.#tree = tree;
    this.#times = new Times(weeks && createWeekOf(weeks.zone));
    this.#grain = weeks && grainOf(weeks.zone);
    this.#isApart = isApart;
    this.#isCutting = isCutting;
    this.#heard = heard;
  }

  get isOn(): boolean {
    return this.#isCounting || this.#isCutting;
  }

  get left(): string | undefined {
    return this.#isLeft ? this.#scanner?.left : undefined;
  }

  pass(bytes: Uint8Array, from: number, until: number, start: number): number {
    this.counted = 0;
    this.isStopped = true;
    this.#isLeft = false;
    if (this.#passed >= this.#nextLook) this.#look();
    if (bytes !== this.#loaded && !this.#load(bytes)) return from;
    const scanner = this.#scanner;
    if (!scanner) return from;
    const most = this.#heard ? 1 : Math.min(MOST_AT_ONCE, this.#nextLook - this.#passed);
    const at = scanner.pass(from, until, most);
    this.counted = scanner.counted;
    this.#passed += this.counted;
    this.#known += this.counted;
    const { why } = scanner;
    if (why === REACHED) {
      this.isStopped = false;
      if (this.#heard) this.#heard(scanner.answerAt(scanner.key), start + from, timeOf(scanner, bytes));
      return at;
    }
    this.#passed += 1;
    return why === UNREAD ? at : this.#stopAt(scanner, bytes, at, start + at);
  }

  /** A line that was scanned and not counted. Where it stops: there, or behind it where it can be counted. */
  #stopAt(scanner: Scanner, bytes: Uint8Array, at: number, position: number): number {
    this.#isLeft = this.#isCutting;
    if (this.#isLeft && this.#tried.lines < TRIED) this.#try(scanner.end - at, scanner.leftLength);
    const { key } = scanner;
    if (key === 0) return at;
    const time = scanner.why === UNSURE ? timeOf(scanner, bytes) : undefined;
    if (scanner.why === UNSURE && (time === undefined || !this.#times.isTime(time))) return at;
    const answer = scanner.answerAt(key);
    if (answer === NEW) {
      scanner.setAnswer(key, PENDING);
      this.#pending.add(position, key, scanner.week);
    }
    // One like it was read before, though not yet answered: all of a first batch are.
    if (answer === PENDING) this.#known += 1;
    if (answer < 0 || time === undefined) return at;
    if (!scanner.countUnsure(this.#times.numberOf(time), Number(time))) return at;
    this.counted += 1;
    this.isStopped = false;
    this.#known += 1;
    this.#heard?.(answer, position, time);
    return scanner.end + 1;
  }

  /**
   * Says how the record at a position was answered, which was parsed, and counts it; false where its kind was not waiting for
   * that. Answers are numbered from 0; undefined: not to be remembered. `time`: the record's own, ISO 8601.
   */
  settle(position: number, answer: number | undefined, isTimed: boolean, time?: string): boolean {
    const key = this.#pending.at(position);
    if (key === undefined || !this.#scanner) return false;
    const week = time === undefined ? -1 : (this.#pending.week ?? this.#times.numberOf(time));
    const isCounted = answer !== undefined && this.#scanner.countFirst(answer, week, isTimed);
    this.#scanner.setAnswer(key, isCounted ? answer : NEVER);
    return isCounted;
  }

  /** Whether the record at the position is the first of its kind. */
  awaits(position: number): boolean {
    return this.#pending.at(position) !== undefined;
  }

  /** Records that were being read and did not become any; those like them are parsed. */
  giveUpPending(): void {
    for (const key of this.#pending.take())
      if (this.#scanner?.answerAt(key) === PENDING) this.#scanner.setAnswer(key, NEVER);
  }

  /**
   * How many records each answer has, in all and by week, and when those whose times count were known to be, since the
   * last call: by answer, where these are told apart, else all of them at 0.
   */
  take(): Counts {
    const parts = this.#takenBefore.splice(0);
    if (this.#scanner) parts.push(this.#takeFrom(this.#scanner));
    return sumOf(parts);
  }

  #takeFrom(scanner: Scanner): Counts {
    const { weeks, ...counts } = scanner.takeCounts();
    return { ...counts, weeks: weeks.map((own) => ({ ...own, week: this.#times.weekOf(own.week) })) };
  }

  /** False where the lines are too long to be scanned. */
  #load(bytes: Uint8Array): boolean {
    if (!this.isOn) return false;
    if (!this.#scanner) this.#open();
    const isLoaded = this.#scanner?.load(bytes) === true;
    this.#loaded = isLoaded ? bytes : undefined;
    return isLoaded;
  }

  #open(): void {
    const options = { weeks: this.#grain, isApart: this.#isApart };
    this.#scanner = this.isOn ? Scanner.of(this.#tree, options) : undefined;
    if (this.#scanner) this.#setTasks();
    else [this.#isCounting, this.#isCutting] = [false, false];
  }

  #setTasks(): void {
    this.#scanner?.setTasks({ keys: this.#isCounting, left: this.#isCutting });
  }

  /** Adds up how much is left of the first lines, and cuts no more where that is too much. */
  #try(bytes: number, left: number): void {
    const tried = this.#tried;
    tried.lines += 1;
    tried.bytes += bytes;
    tried.left += left;
    if (tried.lines < TRIED || tried.left <= MOST_LEFT * tried.bytes) return;
    this.#isCutting = false;
    this.#setTasks();
  }

  #look(): void {
    const passed = this.#passed;
    if (this.#isCounting && this.#known < fewestAmong(passed, this.#isBeginning)) this.#countNoMore();
    if (!this.#isCounting) {
      this.#nextLook = Number.POSITIVE_INFINITY;
      return;
    }
    if (this.#isBeginning && passed < BEGINNING) {
      this.#nextLook = 2 * passed;
      return;
    }
    this.#isBeginning = false;
    this.#passed = 0;
    this.#known = 0;
    this.#nextLook = FURTHER_LOOK;
  }

  /** What it holds is let go. */
  #countNoMore(): void {
    if (this.#scanner) this.#takenBefore.push(this.#takeFrom(this.#scanner));
    this.#isCounting = false;
    this.#pending.take();
    this.#loaded = undefined;
    this.#open();
  }
}

function fewestAmong(passed: number, isBeginning: boolean): number {
  if (!isBeginning) return FEWEST * passed;
  const wanted = FEWEST_IN_BEGINNING * (passed / BEGINNING) ** 2;
  return passed < BEGINNING ? wanted - 3 * Math.sqrt(wanted) : wanted;
}

/** The time of the line that was scanned last; undefined where it has none. */
function timeOf({ timeStart, timeEnd }: Scanner, bytes: Uint8Array): string | number | undefined {
  return timeStart < 0 ? undefined : timeIn(bytes, timeStart, timeEnd);
}

function sumOf([first, ...others]: readonly Counts[]): Counts {
  const sum = first ?? { counts: new Float64Array(), weeks: [], spans: [] };
  if (others.length === 0) return sum;
  const { counts, weeks, spans } = sumOf(others);
  const answers = Math.max(sum.counts.length, counts.length);
  return {
    counts: Float64Array.from({ length: answers }, (_, answer) => (sum.counts[answer] ?? 0) + (counts[answer] ?? 0)),
    weeks: [...sum.weeks, ...weeks],
    spans: Array.from({ length: answers }, (_, answer) => [...(sum.spans[answer] ?? []), ...(spans[answer] ?? [])]),
  };
}
