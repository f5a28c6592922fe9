/** Notes of each record its kind, its place and its time, in as few bytes as they take. */
import type { EachRecord } from './table.ts';

const FIRST_RECORDS = 4096;
const FIRST_TEXT = 65_536;
/** Longer texts are no times that anybody writes. */
const LONGEST_TIME = 255;
const FARTHEST = 2 ** 31 - 1;

export class Each {
  #kinds = new Uint32Array(FIRST_RECORDS);
  #steps = new Int32Array(FIRST_RECORDS);
  #lengths = new Uint8Array(FIRST_RECORDS);
  #times = Buffer.alloc(FIRST_TEXT);
  #records = 0;
  #text = 0;
  #last = 0;

  /** False for what cannot be noted. */
  add(kind: number, position: number, time = ''): boolean {
    const step = position - this.#last;
    if (Math.abs(step) > FARTHEST || time.length > LONGEST_TIME) return false;
    if (this.#records === this.#kinds.length) this.#growRecords();
    while (this.#text + time.length > this.#times.length)
      this.#times = Buffer.concat([this.#times], 2 * this.#times.length);
    this.#kinds[this.#records] = kind;
    this.#steps[this.#records] = step;
    this.#lengths[this.#records] = time.length;
    this.#times.write(time, this.#text, 'latin1');
    this.#records += 1;
    this.#text += time.length;
    this.#last = position;
    return true;
  }

  get bytes(): number {
    return 9 * this.#records + this.#text;
  }

  finish(): EachRecord {
    return {
      kinds: this.#kinds.slice(0, this.#records),
      steps: this.#steps.slice(0, this.#records),
      lengths: this.#lengths.slice(0, this.#records),
      times: new Uint8Array(this.#times.subarray(0, this.#text)),
    };
  }

  #growRecords(): void {
    const [kinds, steps, lengths] = [this.#kinds, this.#steps, this.#lengths];
    this.#kinds = new Uint32Array(2 * kinds.length);
    this.#steps = new Int32Array(2 * steps.length);
    this.#lengths = new Uint8Array(2 * lengths.length);
    this.#kinds.set(kinds);
    this.#steps.set(steps);
    this.#lengths.set(lengths);
  }
}
