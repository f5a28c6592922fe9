/** Records that go one by one may take minutes for a batch: whoever waits hears of them now and then. */

/** Milliseconds between two words. */
const NOW_AND_THEN = 500;

export class Singles {
  readonly #left: (records: number) => void;
  readonly #now: () => number;
  /** When something was last said. */
  #at: number | undefined;
  /** Passed since the last batch, and how many of them were told. */
  #passed = 0;
  #told = 0;

  constructor(left: (records: number) => void, now: () => number) {
    this.#left = left;
    this.#now = now;
  }

  /** A record was passed, and with it some part of a batch. */
  add(records: number): void {
    this.#passed += records;
    this.#at ??= this.#now();
    if (this.#now() - this.#at < NOW_AND_THEN) return;
    this.#at = this.#now();
    const more = Math.floor(this.#passed) - this.#told;
    this.#told += more;
    this.#left(more);
  }

  /** The batch is done: how many of its records were told already. */
  settle(): number {
    const told = this.#told;
    this.#passed = 0;
    this.#told = 0;
    return told;
  }
}
