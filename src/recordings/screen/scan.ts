/**
 * Finds, without parsing it, what a line of JSON is alike in to others: the texts at the wanted places. Of the bytes of each
 * line a program of WebAssembly (`assembly/`, compiled by `npm run generate`) makes a key, keeps a table of keys, and counts
 * the lines whose key has an answer.
 */
import { type Code, type Memory, start } from './code.ts';
import { type Counts, takeCounts } from './counts.ts';
import type { PlaceNode, PlaceTree } from './wanted.ts';

/** Of a key that was met for the first time, and that nobody has given an answer yet. */
export const NEW = -3;

/** Why it passed no further; see `Scanner.why`. */
export const [REACHED, UNREAD, UNSURE] = [0, 1, 3];

/** Which word of the program's result says what; `Result` in `assembly/pass.ts`. */
const [KEY, TIME_START, TIME_END, LEFT_LENGTH, END, COUNTED, WHY, WEEK] = [0, 1, 2, 3, 4, 5, 6, 7];

export interface CountOptions {
  /** Lines are counted by the week of their time, too: in spans of so many quarters of an hour since 1970 no week begins. */
  readonly weeks?: number;
  /** The times of each answer are told apart. */
  readonly isApart: boolean;
}

export class Scanner {
  readonly #code: Code;
  /** Where the result of a line is, in words; and where lines, and what is left of one, are, in bytes. */
  readonly #result: number;
  readonly #input: number;
  readonly #left: number;
  readonly #memory: Memory;
  #bytes: Buffer;
  #words: Int32Array;

  private constructor(code: Code, memory: Memory) {
    this.#code = code;
    this.#result = code.RESULT.value / 4;
    this.#input = code.INPUT.value;
    this.#left = code.LEFT.value;
    this.#memory = memory;
    this.#bytes = Buffer.from(memory.buffer);
    this.#words = new Int32Array(memory.buffer);
  }

  /** Undefined where it is worth nothing: there are too many places, or no room for a table. */
  static of({ root, slots }: PlaceTree, { weeks = 0, isApart }: CountOptions): Scanner | undefined {
    const started = start();
    if (started === undefined || slots > started.code.MOST_SLOTS.value) return undefined;
    const scanner = new Scanner(started.code, started.memory);
    const node = scanner.#plant(root);
    if (node === undefined || started.code.setCounts(weeks, Number(isApart)) === 0) return undefined;
    started.code.setRoot(node, slots);
    return scanner;
  }

  /** `keys`: whether they are looked for; `left`: whether what is left of a line without what nobody reads is written down. */
  setTasks({ keys, left }: { readonly keys: boolean; readonly left: boolean }): void {
    this.#code.setTasks(Number(keys), Number(left));
  }

  /** Takes lines to be scanned; false where they are too long. They are UTF-8, and end with a newline. */
  load(lines: Uint8Array): boolean {
    if (lines.length > this.#code.LONGEST_INPUT.value) return false;
    this.#renew();
    this.#bytes.set(lines, this.#input);
    this.#code.begin();
    return true;
  }

  /** Where the line that begins here ends, at its newline; -1 for one that is to be parsed. */
  scan(from: number): number {
    const end = this.#code.scan(from);
    this.#renew();
    return end;
  }

  /**
   * Counts lines whose keys have an answer, from the one that begins at `from` to the first that it does not count, or that
   * does not begin before `until`, and `most` of them. Where it stopped.
   */
  pass(from: number, until: number, most: number): number {
    const at = this.#code.pass(from, until, most);
    this.#renew();
    return at;
  }

  /** Of the lines that were passed last: how many were counted. */
  get counted(): number {
    return this.#words[this.#result + COUNTED] ?? 0;
  }

  /**
   * And why no more of them: `REACHED`, as it was asked; the next one is to be parsed (`UNREAD`), or has a time that is none, or of
   * a week that others have to tell (`UNSURE`); else it has no answer yet.
   */
  get why(): number {
    return this.#words[this.#result + WHY] ?? 0;
  }

  /** Of the line that was scanned last: where the table has its answer; 0 where it has no room. */
  get key(): number {
    return this.#words[this.#result + KEY] ?? 0;
  }

  /** Where its time begins among the lines; -1 where it has none. */
  get timeStart(): number {
    return this.#words[this.#result + TIME_START] ?? 0;
  }

  get timeEnd(): number {
    return this.#words[this.#result + TIME_END] ?? 0;
  }

  /** How many bytes are left of it. */
  get leftLength(): number {
    return this.#words[this.#result + LEFT_LENGTH] ?? 0;
  }

  /** Where it ends, at its newline. */
  get end(): number {
    return this.#words[this.#result + END] ?? 0;
  }

  /** The number of the week of its time; -1 where it has none, or where that is not known. */
  get week(): number {
    return this.#words[this.#result + WEEK] ?? -1;
  }

  /** What is left of it: a record, as JSON, in which what is read is written as in the line. */
  get left(): string {
    return this.#bytes.toString('utf8', this.#left, this.#left + this.leftLength);
  }

  answerAt(key: number): number {
    return this.#words[key / 4] ?? 0;
  }

  setAnswer(key: number, answer: number): void {
    this.#words[key / 4] = answer;
  }

  /** Counts a line that was parsed, in a week if that is not below 0, and says whether times count of those like it. False: there is no room. */
  countFirst(answer: number, week: number, isTimed: boolean): boolean {
    const isCounted = this.#code.countFirst(answer, week, Number(isTimed)) !== 0;
    this.#renew();
    return isCounted;
  }

  /** Counts the line whose time it was not sure of; `value`: if that is a number. False: there is no room. */
  countUnsure(week: number, value: number): boolean {
    const isCounted = this.#code.countUnsure(week, value) !== 0;
    this.#renew();
    if (isCounted && week >= 0) this.#code.learnWeek(week);
    return isCounted;
  }

  /** What was counted since the last call. */
  takeCounts(): Counts {
    const counts = takeCounts(this.#code, this.#memory.buffer);
    this.#code.forgetCounts();
    return counts;
  }

  /** What it found in a slot of the last line: its text, or one letter where only the type matters. */
  textIn(slot: number): string | undefined {
    const start = this.#words[this.#code.STARTS.value / 4 + slot] ?? 0;
    if (start < 0) return start === -1 ? undefined : String.fromCharCode(-2 - start);
    return this.#bytes.toString('utf8', start, this.#words[this.#code.ENDS.value / 4 + slot]);
  }

  /** The memory may have grown. */
  #renew(): void {
    if (this.#words.length > 0) return;
    this.#bytes = Buffer.from(this.#memory.buffer);
    this.#words = new Int32Array(this.#memory.buffer);
  }

  /** Where the node stands in its memory, with all below it. */
  #plant(node: PlaceNode): number | undefined {
    const sees = node.sees === 'value' ? 2 : node.sees === 'type' ? 1 : 0;
    const place = this.#code.newNode(node.slot, sees, Number(node.seesNames), Number(node.isTime));
    if (place === 0) return undefined;
    for (const child of node.children) {
      const planted = this.#plant(child);
      const name = Buffer.from(JSON.stringify(child.name));
      if (planted === undefined || !this.load(name)) return undefined;
      if (this.#code.addChild(place, planted, name.length) === 0) return undefined;
    }
    return place;
  }
}
