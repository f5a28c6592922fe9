/**
 * Tells records that are alike in all that is read of them, by their bytes and without parsing them: the first of each kind
 * is read and answered as ever, the others are only counted. What it does not understand, and what it has no room to
 * remember, is parsed, so that nothing depends on it but the time.
 */

import type { Screen } from '../reader.ts';
import type { WeekOf } from '../window/week.ts';
import { NEW, Scanner } from './scan.ts';
import { type Span, Times } from './times.ts';
import type { PlaceTree } from './wanted.ts';
import { WeekCounts } from './week-counts.ts';

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
const FEWEST = 0.4;
const FURTHER_LOOK = 65_536;
/**
 * At first, few have been seen before that many are like: of so many records, a twelfth. Before these, pairs among n
 * records grow with n², so that it is known of most recordings sooner; a count may fall short by three times its root.
 */
const BEGINNING = 8192;
const FEWEST_IN_BEGINNING = 0.08 * BEGINNING;
const FIRST_LOOK = BEGINNING / 8;

export interface ScreenOptions {
  /** The times of each answer are told apart. */
  readonly isApart?: boolean;
  /** Nobody needs more of a record than what the tree leads to. */
  readonly isCutting?: boolean;
  /** Is told of each record that is known, with its time as it is written. */
  readonly heard?: (answer: number, position: number, time: string | number | undefined) => void;
}

export class RecordScreen implements Screen {
  /** Whether records are told apart, and whether they are cut. */
  #isCounting = true;
  #isCutting: boolean;
  readonly #tree: PlaceTree;
  /** Its answers are numbers from 0, or one of the states of a key that has none. Undefined before the first lines, and once it is off. */
  #scanner: Scanner | undefined;
  /** The lines that the scanner has. */
  #loaded: Uint8Array | undefined;
  readonly #times = new Times();
  readonly #weeks: WeekCounts | undefined;
  /** By answer: how many records have it, and whether their times count. */
  #counts = new Float64Array(64);
  #isTimed = new Uint8Array(64);
  /** Keys of records that are being read, by position. */
  readonly #pending = new Map<number, number>();
  readonly #isApart: boolean;
  readonly #heard: ScreenOptions['heard'];
  /** Of the line that was passed last, which is not known: whether something is left of it. */
  #isLeft = false;
  readonly #tried = { lines: 0, bytes: 0, left: 0 };
  #passed = 0;
  #known = 0;
  #nextLook = FIRST_LOOK;
  #isBeginning = true;

  /** @param weekOf where records are counted by week, too */
  constructor(tree: PlaceTree, weekOf?: WeekOf, { isApart = false, isCutting = false, heard }: ScreenOptions = {}) {
    this.#tree = tree;
    this.#weeks = weekOf && new WeekCounts(weekOf);
    this.#isApart = isApart;
    this.#isCutting = isCutting;
    this.#heard = heard;
  }

  get isOn(): boolean {
    return this.#isCounting || this.#isCutting;
  }

  /** What is left of a line that was just passed and is not known; undefined where it has to be parsed whole. */
  get left(): string | undefined {
    return this.#isLeft ? this.#scanner?.left : undefined;
  }

  pass(bytes: Uint8Array, from: number, position: number): number {
    this.#isLeft = false;
    if (++this.#passed === this.#nextLook) this.#look();
    if (bytes !== this.#loaded && !this.#load(bytes)) return -1;
    const scanner = this.#scanner;
    if (!scanner) return -1;
    const end = scanner.scan(from);
    if (end < 0) return -1;
    this.#isLeft = this.#isCutting;
    if (this.#isLeft && this.#tried.lines < TRIED) this.#try(end - from, scanner.leftLength);
    const { key, timeStart } = scanner;
    const timeEnd = timeStart < 0 ? 0 : scanner.timeEnd;
    if (key === 0 || (timeStart >= 0 && !this.#times.check(bytes, timeStart, timeEnd))) return -1;
    const answer = scanner.answerAt(key);
    if (answer === NEW) {
      scanner.setAnswer(key, PENDING);
      this.#pending.set(position, key);
    }
    // One like it was read before, though not yet answered: all of a first batch are.
    if (answer === PENDING) this.#known += 1;
    if (answer < 0) return -1;
    this.#counts[answer]! += 1;
    if (timeStart >= 0) {
      if (this.#isTimed[answer] === 1) this.#times.see(bytes, timeStart, timeEnd, this.#isApart ? answer : 0);
      this.#weeks?.see(answer, bytes, timeStart, timeEnd);
    }
    this.#known += 1;
    this.#heard?.(answer, position, timeStart < 0 ? undefined : timeIn(bytes, timeStart, timeEnd));
    return end;
  }

  /**
   * Says how the record at a position was answered, which was parsed, and counts it; false where its kind was not waiting for
   * that. Answers are numbered from 0; undefined: not to be remembered. `week`: the record's own, where it has a time.
   */
  settle(position: number, answer: number | undefined, isTimed: boolean, week?: number): boolean {
    const key = this.#pending.get(position);
    if (key === undefined) return false;
    this.#pending.delete(position);
    this.#scanner?.setAnswer(key, answer ?? NEVER);
    if (answer === undefined) return false;
    if (answer >= this.#counts.length) this.#growCounts();
    this.#counts[answer] = (this.#counts[answer] ?? 0) + 1;
    this.#isTimed[answer] = isTimed ? 1 : 0;
    if (week !== undefined) this.#weeks?.add(answer, week);
    return true;
  }

  /** Whether the record at the position is the first of its kind. */
  awaits(position: number): boolean {
    return this.#pending.has(position);
  }

  /** Records that were being read and did not become any; those like them are parsed. */
  giveUpPending(): void {
    for (const key of this.#pending.values()) this.#scanner?.setAnswer(key, NEVER);
    this.#pending.clear();
  }

  /**
   * How many records each answer has, in all and by week, and when those whose times count were known to be, since the
   * last call: by answer, where these are told apart, else all of them at 0.
   */
  take(): {
    readonly counts: Float64Array;
    readonly weeks: ReadonlyMap<number, Float64Array>;
    readonly spans: readonly (readonly Span[] | undefined)[];
  } {
    const counts = this.#counts;
    this.#counts = new Float64Array(counts.length);
    return { counts, weeks: this.#weeks?.take() ?? new Map(), spans: this.#times.take() };
  }

  #growCounts(): void {
    const [counts, isTimed] = [this.#counts, this.#isTimed];
    this.#counts = new Float64Array(2 * counts.length);
    this.#counts.set(counts);
    this.#isTimed = new Uint8Array(2 * counts.length);
    this.#isTimed.set(isTimed);
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
    this.#scanner = this.isOn ? Scanner.of(this.#tree) : undefined;
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
    if (!this.#isCounting) return;
    if (this.#known < fewestAmong(passed, this.#isBeginning)) this.#countNoMore();
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
    this.#isCounting = false;
    this.#pending.clear();
    this.#loaded = undefined;
    this.#open();
  }
}

function fewestAmong(passed: number, isBeginning: boolean): number {
  if (!isBeginning) return FEWEST * passed;
  const wanted = FEWEST_IN_BEGINNING * (passed / BEGINNING) ** 2;
  return passed < BEGINNING ? wanted - 3 * Math.sqrt(wanted) : wanted;
}

function timeIn(bytes: Uint8Array, from: number, to: number): string | number {
  const isText = bytes[from] === QUOTE;
  const start = isText ? from + 1 : from;
  const length = isText ? to - from - 2 : to - from;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString('latin1');
  return isText ? text : Number(text);
}

const QUOTE = 0x22;
